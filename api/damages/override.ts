import type { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { OVERRIDE_H, type Override, type OverrideAsked } from '../../geo/damages/override.ts'
import { Problem } from '../../geo/problems.ts'
import { run, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { lock } from './commands.ts'
import * as queries from './queries.ts'
import { settle } from './ranking.ts'

type Asked = z.output<typeof OverrideAsked> & { readonly id: string; readonly version: number; readonly now: Date }

/** Moves a damage out of the order of the figures. Throws `damage-not-found`, `damage-closed`, `stale-version`, `override-impossible`. */
export async function moveByHand(tx: Tx, actor: Actor, scope: Scope, { id, version, now, ...asked }: Asked): Promise<void> {
  const damage = await lock(tx, id, scope, version)
  if (damage.state !== 'open') throw new Problem('damage-closed', { id })
  const hours = (Date.parse(asked.until) - now.getTime()) / 3_600_000
  if (hours <= 0 || hours > OVERRIDE_H) throw new Problem('override-impossible', { id, reason: 'until' })
  if (damage.ownTier === 0) throw new Problem('override-impossible', { id, reason: 'danger' })
  const override: Override = { ...asked, by: actor.id, byName: actor.name, at: now.toISOString() }
  await run(tx, queries.setOverride(id, override))
  await events.record(tx, actor, [{ verb: 'damage.override_set', id, area: damage.area, damage: id, body: { ...asked, before: damage.override } }])
  await settle(tx, now)
}

/** Puts a damage back into the order of the figures. Throws `damage-not-found`, `stale-version`, `override-impossible`. */
export async function moveBack(tx: Tx, actor: Actor, scope: Scope, given: { id: string; why: string; version: number; now: Date }): Promise<void> {
  const damage = await lock(tx, given.id, scope, given.version)
  if (damage.override === null) throw new Problem('override-impossible', { id: given.id, reason: 'none' })
  await run(tx, queries.setOverride(given.id, null))
  await events.record(tx, actor, [{ verb: 'damage.override_ended', id: given.id, area: damage.area, damage: given.id, body: { kind: damage.override.kind, why: given.why } }])
  await settle(tx, given.now)
}
