import type { Scope } from '../../geo/access/scope.ts'
import { amendHazard, declareHazard, endHazard, listHazards } from '../../geo/hazards/contract.ts'
import { HazardZone } from '../../geo/hazards/hazard.ts'
import { Problem } from '../../geo/problems.ts'
import { boxGeometry } from '../db/box.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { hashOf } from '../reports/commands.ts'
import { holdRepairs } from '../repairs/holding.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'
import { byIds } from './reading.ts'

async function found(tx: Tx, id: string, scope: Scope): Promise<HazardZone> {
  const [zone] = await byIds(tx, [id], scope)
  if (zone === undefined) throw new Problem('hazard-not-found', { id })
  return zone
}

/** Hazard zones: listed by box and time, declared, amended, ended. */
export function mountHazards(mount: Mount): void {
  mount(listHazards, async ({ tx, scope, query, now }) => {
    const asked = {
      box: query.bbox === undefined ? undefined : boxGeometry(query.bbox), at: query.at === undefined ? now : new Date(query.at), kind: query.kind,
      outlines: query.outlines === 'yes', limit: query.limit + 1,
    }
    const hazards = await many(tx, HazardZone, queries.list(asked, scope))
    return { hazards: hazards.slice(0, query.limit), more: hazards.length > query.limit }
  })
  mount(declareHazard, async ({ tx, actor, scope, params, body, sent, now }) => {
    await commands.declare(tx, actor, scope, { ...params, ...body, shape: await commands.outlined(tx, body), hash: hashOf(sent), now })
    await holdRepairs(tx, now)
    return found(tx, params.id, scope)
  })
  mount(amendHazard, async ({ tx, actor, scope, params, body, now }) => {
    await commands.amend(tx, actor, scope, { ...params, ...body, now })
    await holdRepairs(tx, now)
    return found(tx, params.id, scope)
  })
  mount(endHazard, async ({ tx, actor, scope, params, body, now }) => {
    await commands.end(tx, actor, scope, { ...params, ...body, now })
    await holdRepairs(tx, now)
    return found(tx, params.id, scope)
  })
}
