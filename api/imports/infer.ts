import { z } from 'zod'
import { many, one, type Tx } from '../db/sql.ts'
import { importedId } from './ids.ts'
import * as queries from './infer-queries.ts'
import type { LinkRow } from './rows.ts'
import type { Writer } from './writer.ts'

const Near = z.object({ noun: z.enum(['site', 'facility']), dependent: z.uuid(), substation: z.uuid(), licence: z.string(), attribution: z.string() })

const FARTHEST_KM = 100
const PAGE = 2000

/** Where inferred links say they come from. */
export const NEAREST = 'nearest-substation'

/** Links every communications site and facility without a supplier of power to the nearest substation within 100 km. */
export async function inferNearest(store: <T>(work: (tx: Tx) => Promise<T>) => Promise<T>, writer: Writer): Promise<void> {
  for (let after: string | null = null; ;) {
    const page: z.output<typeof Near>[] = await store((tx) => many(tx, Near, queries.nearestSubstations(after, PAGE, FARTHEST_KM, NEAREST)))
    for (const { noun, dependent, substation, licence, attribution } of page) {
      const row: LinkRow = {
        noun: 'link', at: dependent, id: importedId('link', NEAREST, dependent), source: NEAREST, sourceId: dependent, licence, attribution,
        fromSite: substation, toSite: noun === 'site' ? dependent : null, toFacility: noun === 'facility' ? dependent : null,
        carrier: null, service: 'power', share: null, basis: 'inferred',
      }
      await writer.add(row)
    }
    if (page.length < PAGE) return
    after = page.at(-1)!.dependent
  }
}

/**
 * Gives each area's people to the substations within it in equal parts, else to the nearest: people that none of its parts
 * accounts for, so that nobody counts twice. A figure that somebody measured or gave stays. Returns people and sites set.
 */
export const inferPopulation = (tx: Tx, actor: string): Promise<{ sites: number; people: number }> =>
  one(tx, z.object({ sites: z.number(), people: z.number() }), queries.sharePopulation(actor))

/** Puts sites and facilities into the area that holds them now, after areas were imported or changed. Returns how many moved. */
export const relocate = async (tx: Tx, actor: string): Promise<number> => {
  const moved = await one(tx, z.object({ sites: z.number(), facilities: z.number() }), queries.relocate(actor))
  return moved.sites + moved.facilities
}
