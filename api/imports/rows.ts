import type { AreaLevel } from '../../geo/areas/area.ts'
import type { FacilityKind, SiteKind } from '../../geo/sites/kinds.ts'

/** Where data comes from and under which terms: on every imported row. */
export type Provenance = { readonly source: string; readonly licence: string; readonly attribution: string }

/** A checked two-dimensional geometry of GeoJSON (RFC 7946). */
export type Geometry = { readonly type: string; readonly coordinates: unknown }

/** A thing as a file has it, before its columns are understood. `at` says where in the file: "feature 17", "line 3", "way/5". */
export type Feature = {
  readonly at: string
  readonly id: string | undefined
  readonly geometry: unknown
  readonly properties: Readonly<Record<string, unknown>>
}

/** A row that does not go in, where it stood, and why. */
export type Refused = { readonly at: string; readonly refused: string }

type Common = { readonly at: string; readonly id: string; readonly sourceId: string } & Provenance
type Named = { readonly nameUk: string | null; readonly nameEn: string | null; readonly geometry: Geometry }

/** An energy or communications asset to write. */
export type SiteRow = Common & Named & {
  readonly noun: 'site'
  readonly kind: SiteKind
  readonly operator: string | null
  readonly organisation: string | null
  readonly voltagesV: readonly number[]
  readonly criticality: number | null
  readonly populationServed: number | null
  readonly backupH: number | null
  readonly demo: boolean
}

/** A critical dependent to write. */
export type FacilityRow = Common & Named & {
  readonly noun: 'facility'
  readonly kind: FacilityKind
  readonly people: number | null
  readonly backupH: number | null
  readonly demo: boolean
}

/** An administrative unit to write; its `sourceId` is beside its `code`, which other data joins on. */
export type AreaRow = Common & Named & {
  readonly noun: 'area'
  readonly code: string
  readonly level: AreaLevel
  readonly parent: string | null
  readonly pcode: string | null
  readonly population: number | null
}

/** A dependency to write: exactly one of `toSite` and `toFacility`. */
export type LinkRow = Common & {
  readonly noun: 'link'
  readonly fromSite: string
  readonly toSite: string | null
  readonly toFacility: string | null
  readonly carrier: string | null
  readonly service: 'power' | 'data' | 'water'
  readonly share: number | null
  readonly basis: 'given' | 'inferred'
}

/** What an import writes. */
export type Row = SiteRow | FacilityRow | AreaRow | LinkRow

/** True for what a reader or mapper could not take. */
export const isRefused = (item: object): item is Refused => 'refused' in item
