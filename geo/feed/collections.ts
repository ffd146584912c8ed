import { z } from 'zod'
import { DAMAGE_PROPERTIES, REPAIR_PROPERTIES, SITE_PROPERTIES, type Property } from './properties.ts'

/** What the feed offers, as data: the routes, the documents and the schemas are printed from it. */
export const CollectionId = z.enum(['sites', 'damages', 'repairs'])
export type CollectionId = z.infer<typeof CollectionId>

/** A collection of the feed. */
export type Collection = {
  readonly id: CollectionId
  readonly title: string
  readonly description: string
  /** What `datetime` asks about. */
  readonly time: string
  readonly geometry: 'geometry-any' | 'geometry-point'
  readonly properties: Readonly<Record<string, Property>>
}

/** The collections, by id. */
export const COLLECTIONS: Readonly<Record<CollectionId, Collection>> = {
  sites: {
    id: 'sites', title: 'Sites', description: 'Energy and communications assets, with source and licence.',
    time: 'when the record last changed', geometry: 'geometry-any', properties: SITE_PROPERTIES,
  },
  damages: {
    id: 'damages', title: 'Damages', description: 'Damage to sites, with three independent grades, its repair and when service is expected back. Without geometry where the place is not resolved.',
    time: 'from when it was first seen until service was back, or until it was dismissed', geometry: 'geometry-point', properties: DAMAGE_PROPERTIES,
  },
  repairs: {
    id: 'repairs', title: 'Repairs', description: 'Jobs on damages, along their lifecycle. At the place of their damage.',
    time: 'from when it was planned until service was back or it was called off', geometry: 'geometry-point', properties: REPAIR_PROPERTIES,
  },
}
