import { z } from 'zod'
import { DamageGroup, getDamage, groupDamages, listDamages, listDependents, listTimeline, mergeDamage, partDamage, TIMELINE_PAGE, verifyDamage, type DamageOrder } from '../../geo/damages/contract.ts'
import { BesideDamage, Damage, DamageWhole, DuplicateHint } from '../../geo/damages/damage.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { likenessOf, wordsShared } from '../../geo/damages/likeness.ts'
import { Problem } from '../../geo/problems.ts'
import { endOverride, overrideDamage } from '../../geo/damages/order-contract.ts'
import { clocksAt } from '../clocks/reading.ts'
import * as events from '../events/reading.ts'
import * as repairs from '../repairs/reading.ts'
import * as reports from '../reports/reading.ts'
import { many, maybe, one, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'
import * as lists from './list-queries.ts'
import type { Asked } from './list-queries.ts'
import { cursorOf, Keyed, placeAt, placeOf } from './order-queries.ts'
import { moveBack, moveByHand } from './override.ts'
import * as queries from './queries.ts'
import { dependentsWithin } from './reading.ts'
import { standingOf } from './standing.ts'

const Paged = Damage.extend({ rank: z.number(), peopleNow: z.number().nullable(), etrNow: z.string().nullable() })
const Total = z.object({ total: z.number() })
const Verified = DamageWhole.pick({ verifiedAt: true, verifiedBy: true, verifiedWhy: true })
const Id = z.object({ id: z.uuid() })
const Hint = DuplicateHint.omit({ likeness: true, wordsShared: true }).extend({ words: z.tuple([z.string(), z.string()]) }).transform(({ words, ...hint }) => {
  const facts = { ...hint, wordsShared: wordsShared(...words) }
  return { ...facts, likeness: likenessOf(facts) }
})
const REPORTS = 500

/** One damage in scope. Throws `damage-not-found`. */
async function found(tx: Tx, id: string, scope: Scope): Promise<Damage> {
  const damage = await maybe(tx, Damage, queries.byId(id, scope))
  if (damage === undefined) throw new Problem('damage-not-found', { id })
  return damage
}

/** A damage with all that was merged into it, as far as the scope reaches. */
const treeOf = async (tx: Tx, id: string, scope: Scope): Promise<string[]> => (await many(tx, Id, queries.reachedSubtree(id, scope))).map((row) => row.id)

/** Where the page begins that a damage is on, of pages of one size. */
async function pageAround(tx: Tx, asked: Asked, order: DamageOrder, id: string, limit: number): Promise<number> {
  const damage = await maybe(tx, Keyed, lists.keysOf(asked, id))
  if (damage === undefined) return 0
  const { total } = await one(tx, Total, lists.before(asked, order, placeOf(order, damage)))
  return total - (total % limit)
}

/** The queue, one damage whole, and what a dispatcher decides about it. */
export function mountDamages(mount: Mount): void {
  mount(listDamages, async ({ tx, scope, query, now }) => {
    const { order, limit, after, at, around, group, ...filter } = query
    const asked: Asked = { filter, scope, now, group }
    const from = { after: after === undefined ? undefined : placeAt(order, after), at: around === undefined ? at ?? 0 : await pageAround(tx, asked, order, around, limit) }
    const rows = await many(tx, Paged, lists.page(asked, order, from, limit + 1))
    const last = rows.length > limit ? rows[limit - 1] : undefined
    return {
      damages: rows.slice(0, limit).map(({ rank, peopleNow, etrNow, ...damage }) => damage),
      next: last === undefined ? null : cursorOf(order, last),
      ...(await one(tx, Total, lists.total(asked))),
      at: from.after === undefined ? from.at : null,
    }
  })

  mount(groupDamages, async ({ tx, scope, query, now }) => {
    const { by, ...filter } = query
    const groups = await many(tx, DamageGroup, lists.groups({ filter, scope, now }, by))
    return { groups, total: groups.reduce((sum, { count }) => sum + count, 0) }
  })

  mount(getDamage, async ({ tx, scope, params, now }) => {
    const damage = await found(tx, params.id, scope)
    const tree = await treeOf(tx, damage.id, scope)
    const [own, timeline] = [await repairs.ofDamage(tx, damage.id, scope), await events.timelineOf(tx, tree, TIMELINE_PAGE)]
    return {
      ...damage,
      standing: await standingOf(tx, damage, scope),
      ...(await one(tx, Verified, queries.verified(damage.id))),
      filed: await reports.ofDamages(tx, tree, REPORTS),
      repairs: own,
      merged: await many(tx, DamageWhole.shape.merged.element, queries.mergedInto(damage.id, scope)),
      duplicates: damage.state === 'open' ? (await many(tx, Hint, queries.duplicateHints(damage.id, scope))).sort((a, b) => b.likeness.bits - a.likeness.bits) : [],
      beside: damage.site === null || damage.state !== 'open' ? [] : await many(tx, BesideDamage, queries.beside(damage.id, scope)),
      clocks: (await clocksAt(tx, [damage.id], now))[0]?.clocks ?? [],
      timeline,
      followed: await events.followedBefore(tx, timeline, own.map((repair) => repair.id), TIMELINE_PAGE),
    }
  })

  mount(listTimeline, async ({ tx, scope, params, query }) => {
    const { id } = await found(tx, params.id, scope)
    return { timeline: await events.timelineOf(tx, await treeOf(tx, id, scope), query.limit, query.before) }
  })

  mount(listDependents, async ({ tx, scope, params, now }) => {
    const { site, openedAt } = await found(tx, params.id, scope)
    return { dependents: site === null ? [] : await dependentsWithin(tx, { site, openedAt }, scope, now) }
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
