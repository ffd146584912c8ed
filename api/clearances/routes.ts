import type { Scope } from '../../geo/access/scope.ts'
import { Clearance } from '../../geo/clearances/clearance.ts'
import { demandClearance, grantClearance, listClearances, readGate, revokeClearance } from '../../geo/clearances/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { boxGeometry } from '../db/box.ts'
import { many, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { byIds as damagesById } from '../damages/reading.ts'
import { outlined } from '../hazards/commands.ts'
import { hashOf } from '../reports/commands.ts'
import { holdRepairs } from '../repairs/holding.ts'
import * as commands from './commands.ts'
import { gateOf } from './gate.ts'
import * as queries from './queries.ts'
import { byIds } from './reading.ts'

async function found(tx: Tx, id: string, scope: Scope): Promise<Clearance> {
  const [clearance] = await byIds(tx, [id], scope)
  if (clearance === undefined) throw new Problem('clearance-not-found', { id })
  return clearance
}

/** Clearances: listed by box and time, granted, revoked; areas that demand one; what a damage waits for. */
export function mountClearances(mount: Mount): void {
  mount(listClearances, async ({ tx, scope, query, now }) => {
    const asked = { box: query.bbox === undefined ? undefined : boxGeometry(query.bbox), at: query.at === undefined ? now : new Date(query.at), outlines: query.outlines === 'yes', limit: query.limit + 1 }
    const clearances = await many(tx, Clearance, queries.list(asked, scope))
    return { clearances: clearances.slice(0, query.limit), more: clearances.length > query.limit }
  })
  mount(grantClearance, async ({ tx, actor, scope, params, body, sent, now }) => {
    await commands.grant(tx, actor, scope, { ...params, ...body, shape: await outlined(tx, body), hash: hashOf(sent), now })
    await holdRepairs(tx, now)
    return found(tx, params.id, scope)
  })
  mount(revokeClearance, async ({ tx, actor, scope, params, body, now }) => {
    await commands.revoke(tx, actor, scope, { ...params, ...body, now })
    await holdRepairs(tx, now)
    return found(tx, params.id, scope)
  })
  mount(readGate, async ({ tx, scope, params, now }) => {
    if ((await damagesById(tx, [params.id], scope)).length === 0) throw new Problem('damage-not-found', params)
    return gateOf(tx, params.id, now)
  })
  mount(demandClearance, async ({ tx, actor, scope, params, body, now }) => {
    await commands.demand(tx, actor, scope, { ...params, ...body })
    await holdRepairs(tx, now)
    return { ...params, ...body }
  })
}
