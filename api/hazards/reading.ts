import { z } from 'zod'
import type { Scope } from '../../geo/access/scope.ts'
import { CLEARED_KINDS } from '../../geo/hazards/force.ts'
import { HazardZone } from '../../geo/hazards/hazard.ts'
import type { Spot } from '../../geo/hazards/near.ts'
import { many, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const Id = z.object({ id: z.uuid() })

/** Zones by id, ended ones too, those out of scope left out. */
export const byIds = (tx: Tx, ids: readonly string[], scope: Scope): Promise<HazardZone[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, HazardZone, queries.byIds(ids, scope)))

/** A page of the zones that a phone keeps, after an id. */
export const pageAfter = (tx: Tx, after: string | null, at: Date, limit: number, scope: Scope): Promise<HazardZone[]> => many(tx, HazardZone, queries.pageAfter(after, at, limit, scope))

/** Those of some zones that a phone keeps. */
export const keptByIds = (tx: Tx, ids: readonly string[], at: Date, scope: Scope): Promise<HazardZone[]> => (ids.length === 0 ? Promise.resolve([]) : many(tx, HazardZone, queries.keptByIds(ids, at, scope)))

/** Zones around a spot that ask for a clearance. */
export const demanding = (tx: Tx, { position, areas }: Spot): Promise<HazardZone[]> => many(tx, HazardZone, queries.around({ position, areas, kinds: CLEARED_KINDS }))

/** Ids of zones that a phone keeps if it works there, of the places of some damages beyond the areas of its scope. */
export const beyond = async (tx: Tx, damages: readonly string[], at: Date, scope: Scope): Promise<string[]> => (damages.length === 0 ? [] : (await many(tx, Id, queries.beyond(damages, at, scope))).map(({ id }) => id))
