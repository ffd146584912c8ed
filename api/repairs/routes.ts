import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { assignRepair, listOwnRepairs, moveRepairTo, openRepair, planRepair, sayStep, setEtr, takeBackStep } from '../../geo/repairs/contract.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import type { Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { hashOf } from '../reports/commands.ts'
import * as commands from './commands.ts'
import { byIds, open } from './reading.ts'
import * as steps from './steps.ts'

async function found(tx: Tx, id: string, scope: Scope): Promise<Repair> {
  const [repair] = await byIds(tx, [id], scope)
  if (repair === undefined) throw new Problem('repair-not-found', { id })
  return repair
}

/** Repairs: opened, given to a crew, moved along their lifecycle, with the word on when service is back. */
export function mountRepairs(mount: Mount): void {
  mount(openRepair, async ({ tx, actor, scope, params, body, sent, now }) => {
    await commands.open(tx, actor, scope, { ...params, ...body, hash: hashOf(sent), now })
    return found(tx, params.id, scope)
  })
  mount(assignRepair, async ({ tx, actor, scope, params, body, now }) => {
    await commands.assign(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })
  mount(moveRepairTo, async ({ tx, actor, scope, params, body: { version, ...step }, now }) => {
    await commands.move(tx, actor, scope, params.id, step, now, undefined, version)
    return found(tx, params.id, scope)
  })
  mount(setEtr, async ({ tx, actor, scope, params, body, now }) => {
    await commands.setEtr(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })
  mount(planRepair, async ({ tx, actor, scope, params, body, now }) => {
    await commands.plan(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })
  mount(sayStep, async ({ tx, actor, scope, params, body: { version, ...asked }, now }) => {
    await steps.sayStep(tx, actor, scope, { ...params, asked, version, now })
    return found(tx, params.id, scope)
  })
  mount(takeBackStep, async ({ tx, actor, scope, params, body, now }) => {
    await steps.takeBack(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })
  mount(listOwnRepairs, async ({ tx, scope }) => ({ repairs: await open(tx, scope) }))
}
