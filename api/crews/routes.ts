import { changeCrew, Crew, CrewPlace, listCrewPlaces, listCrews, listWholeCrews, makeCrew, retireCrew, WholeCrew } from '../../geo/crews/contract.ts'
import { many } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'

/** Crews that can be sent, with how much they have to do; making, changing and retiring them. */
export function mountCrews(mount: Mount, makeId: () => string): void {
  mount(listCrews, async ({ tx, scope }) => ({ crews: await many(tx, Crew, queries.list(scope)) }))

  mount(listCrewPlaces, async ({ tx, scope }) => ({ crews: await many(tx, CrewPlace, queries.places(scope)) }))

  mount(listWholeCrews, async ({ tx, scope }) => ({ crews: await many(tx, WholeCrew, queries.listWhole(scope)) }))

  mount(makeCrew, async ({ tx, actor, scope, body }) => {
    const id = makeId()
    await commands.makeCrew(tx, actor, scope, id, body)
    return { id }
  })

  mount(changeCrew, async ({ tx, actor, scope, params, body }) => {
    await commands.changeCrew(tx, actor, scope, params.id, body)
    return params
  })

  mount(retireCrew, async ({ tx, actor, scope, params, body, now }) => ({ ...params, retiredAt: await commands.retireCrew(tx, actor, scope, params.id, body.retired, now) }))
}
