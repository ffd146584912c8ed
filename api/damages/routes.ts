import { z } from 'zod'
import { getDamage, HangsOn, listDamages, listDependents, mergeDamage, partDamage, verifyDamage } from '../../geo/damages/contract.ts'
import { BesideDamage, Damage, DamageWhole, DuplicateHint } from '../../geo/damages/damage.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { endOverride, overrideDamage } from '../../geo/damages/order-contract.ts'
import { clocksAt } from '../clocks/reading.ts'
import * as events from '../events/reading.ts'
import * as repairs from '../repairs/reading.ts'
import * as reports from '../reports/reading.ts'
import { many, maybe, one, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { behind } from './cascade.ts'
import * as cascadeQueries from './cascade-queries.ts'
import * as commands from './commands.ts'
import { page, total, type After } from './list-queries.ts'
import { moveBack, moveByHand } from './override.ts'
import * as queries from './queries.ts'
import { standingOf } from './standing.ts'

const Paged = Damage.extend({ rank: z.number() })
const Verified = DamageWhole.pick({ verifiedAt: true, verifiedBy: true, verifiedWhy: true })
const Id = z.object({ id: z.uuid() })
const Cursor = z.union([
  z.tuple([z.literal('p'), z.number(), z.number(), z.uuid()]).transform(([, tier, rank, id]): After => ({ order: 'priority', tier, rank, id })),
  z.tuple([z.literal('l'), z.iso.datetime(), z.uuid()]).transform(([, at, id]): After => ({ order: 'latest', at, id })),
])
const TIMELINE = 200
const REPORTS = 500

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')

function decode(text: string | undefined, order: After['order']): After | undefined {
  if (text === undefined) return undefined
  try {
    const after = Cursor.parse(JSON.parse(Buffer.from(text, 'base64url').toString('utf8')))
    if (after.order === order) return after
  } catch (error) {
    throw new Problem('cursor-unknown', {})
  }
  throw new Problem('cursor-unknown', {})
}

/** One damage in scope. Throws `damage-not-found`. */
async function found(tx: Tx, id: string, scope: Scope): Promise<Damage> {
  const damage = await maybe(tx, Damage, queries.byId(id, scope))
  if (damage === undefined) throw new Problem('damage-not-found', { id })
  return damage
}

/** The queue, one damage whole, and what a dispatcher decides about it. */
export function mountDamages(mount: Mount): void {
  mount(listDamages, async ({ tx, scope, query }) => {
    const { order, limit, after, ...filter } = query
    const rows = await many(tx, Paged, page(filter, scope, order, decode(after, order), limit + 1))
    const shown = rows.slice(0, limit)
    const last = rows.length > limit ? shown.at(-1) : undefined
    return {
      damages: shown.map(({ rank, ...damage }) => damage),
      next: last === undefined ? null : encode(order === 'priority' ? ['p', last.tier, last.rank, last.id] : ['l', last.lastReportAt, last.id]),
      total: (await one(tx, z.object({ total: z.number() }), total(filter, scope))).total,
    }
  })

  mount(getDamage, async ({ tx, scope, params, now }) => {
    const damage = await found(tx, params.id, scope)
    const tree = (await many(tx, Id, queries.reachedSubtree(damage.id, scope))).map((row) => row.id)
    return {
      ...damage,
      standing: await standingOf(tx, damage, scope),
      ...(await one(tx, Verified, queries.verified(damage.id))),
      filed: await reports.ofDamages(tx, tree, REPORTS),
      repairs: await repairs.ofDamage(tx, damage.id),
      merged: await many(tx, DamageWhole.shape.merged.element, queries.mergedInto(damage.id, scope)),
      duplicates: damage.state === 'open' ? await many(tx, DuplicateHint, queries.duplicateHints(damage.id, scope)) : [],
      beside: damage.site === null || damage.state !== 'open' ? [] : await many(tx, BesideDamage, queries.beside(damage.id, scope)),
      clocks: (await clocksAt(tx, [damage.id], now))[0]?.clocks ?? [],
      timeline: await events.timelineOf(tx, tree, TIMELINE),
    }
  })

  mount(listDependents, async ({ tx, scope, params, now }) => {
    const { site, openedAt } = await found(tx, params.id, scope)
    const ids = site === null ? [] : await behind(tx, site, openedAt, now)
    return { dependents: ids.length === 0 ? [] : await many(tx, HangsOn, cascadeQueries.named(ids, scope)) }
  })

  mount(verifyDamage, async ({ tx, actor, scope, params, body, now }) => {
    await commands.verify(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })

  mount(mergeDamage, async ({ tx, actor, scope, params, body, now }) => {
    const into = await commands.merge(tx, actor, scope, { ...params, ...body, now })
    return found(tx, into, scope)
  })

  mount(partDamage, async ({ tx, actor, scope, params, body, now }) => {
    await commands.part(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })

  mount(overrideDamage, async ({ tx, actor, scope, params, body, now }) => {
    await moveByHand(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })

  mount(endOverride, async ({ tx, actor, scope, params, body, now }) => {
    await moveBack(tx, actor, scope, { ...params, ...body, now })
    return found(tx, params.id, scope)
  })
}
