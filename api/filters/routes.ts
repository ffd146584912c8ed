import { isDeepStrictEqual } from 'node:util'
import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { FILTERS_AT_MOST, listFilters, removeFilter, SavedFilter, saveFilter } from '../../geo/filters/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

const Held = z.object({ owner: z.string(), name: z.string(), query: z.record(z.string(), z.string()), shared: z.boolean(), version: z.number() })

/** One's own filter, held; undefined when there is none. Throws `filter-not-found` for another's. */
async function own(tx: Tx, actor: Actor, id: string): Promise<z.infer<typeof Held> | undefined> {
  const held = await maybe(tx, Held, queries.held(id))
  if (held !== undefined && held.owner !== actor.id) throw new Problem('filter-not-found', { id })
  return held
}

/** Filters of the queue under a name: one's own, and those that were shared. */
export function mountFilters(mount: Mount): void {
  mount(listFilters, async ({ tx, actor }) => ({ filters: await many(tx, SavedFilter, queries.list(actor)) }))

  mount(saveFilter, async ({ tx, actor, params: { id }, body: { version, ...given } }) => {
    // Their owner is held first: a retry that races the first try waits for it, and finds its filter.
    const { count } = await one(tx, z.object({ count: z.number() }), queries.countOf(actor.id))
    const before = await own(tx, actor, id)
    if (before === undefined) {
      if (version !== 0) throw new Problem('filter-not-found', { id })
      if (count >= FILTERS_AT_MOST) throw new Problem('too-many-filters', { most: FILTERS_AT_MOST })
      if ((await run(tx, queries.insert(id, actor, given))) === 0) throw new Problem('filter-not-found', { id })
    } else {
      // What comes again changes nothing.
      const { owner, version: current, ...stands } = before
      if (isDeepStrictEqual(stands, given)) return one(tx, SavedFilter, queries.byId(id, actor))
      if (version !== current) throw new Problem('stale-version', { id, sent: version, current })
      await run(tx, queries.update(id, given))
    }
    await events.record(tx, actor, [{ verb: 'filter.saved', id, body: given }])
    return one(tx, SavedFilter, queries.byId(id, actor))
  })

  mount(removeFilter, async ({ tx, actor, params }) => {
    if ((await own(tx, actor, params.id)) === undefined) return params
    await run(tx, queries.remove(params.id))
    await events.record(tx, actor, [{ verb: 'filter.removed', id: params.id }])
    return params
  })
}
