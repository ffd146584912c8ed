import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { ServiceBack } from '../../geo/damages/priority.ts'
import { Problem } from '../../geo/problems.ts'
import { stepAt, type StepAsked } from '../../geo/repairs/restoration.ts'
import { behind } from '../damages/cascade.ts'
import * as damages from '../damages/commands.ts'
import { settleAll } from '../damages/ranking.ts'
import { many, maybe, run, type Tx } from '../db/sql.ts'
import { deliveredIn, type Delivery } from '../reports/commands.ts'
import { changed, lock, mustGoOn, ownOrDesk, type Held } from './commands.ts'
import * as queries from './step-queries.ts'

const Kept = z.object({ repair: z.uuid(), confirmed: z.boolean(), takenBack: z.boolean() })
const Noun = z.object({ id: z.uuid(), site: z.boolean() })
type Services = readonly ServiceBack[]

/** Whom a damage costs less than before, service by service. */
function fewer(before: Services, after: Services): { service: ServiceBack['service']; people: ServiceBack['people'] }[] {
  return before.flatMap(({ service, people }) => {
    const left = after.find((one) => one.service === service)?.people ?? { value: 0, low: 0, high: 0 }
    const less = (bound: 'value' | 'low' | 'high') => Math.max(0, people[bound] - left[bound])
    return less('high') === 0 ? [] : [{ service, people: { value: less('value'), low: less('low'), high: less('high'), basis: people.basis } }]
  })
}

/** Counts a step: what all damages cost without it, then with it, and the difference is what it gave back. So nobody is given back twice, whoever else was named before. */
async function count(tx: Tx, damage: damages.Locked, step: string, names: boolean, now: Date, put: () => Promise<unknown>): Promise<void> {
  const before = await damages.withSteps(tx, damage, now)
  if (names) await settleAll(tx, now)
  await put()
  const own = fewer(before, await damages.withSteps(tx, damage, now)).map((one) => ({ damage: damage.id, ...one }))
  const others = names ? (await settleAll(tx, now)).filter(({ id }) => id !== damage.id) : []
  const counted = [...own, ...others.flatMap((one) => fewer(one.before.priority.services, one.priority.services).map((less) => ({ damage: one.id, ...less })))]
  if (counted.length > 0) await run(tx, queries.countPeople(step, counted))
}

async function mayStep(tx: Tx, actor: Actor, scope: Scope, id: string, seen?: number): Promise<Held> {
  const repair = await lock(tx, actor, id, scope, seen)
  if (!repair.byOperator) ownOrDesk(scope, repair)
  // What came back shortly before all was back may be told after it.
  mustGoOn(repair, 'closed', 'cancelled')
  return repair
}

/**
 * Says what a repair gives back before it is done, or says it anew. Only what is confirmed counts.
 * Throws `repair-not-found`, `repair-of-another-crew`, `stale-version`, `repair-ended`, `op-id-taken`, `step-ahead`, `unknown-reference`.
 */
export async function sayStep(tx: Tx, actor: Actor, scope: Scope, given: { id: string; step: string; asked: StepAsked; version?: number; now: Date; delivery?: Delivery }): Promise<void> {
  const { step, asked, now } = given
  const repair = await mayStep(tx, actor, scope, given.id, given.version)
  const before = await maybe(tx, Kept, queries.byId(step))
  if (before !== undefined && before.repair !== repair.id) throw new Problem('op-id-taken', { id: step })
  const at = stepAt(asked, now.getTime())
  if (at === undefined) throw new Problem('step-ahead', { id: step, at: asked.at })
  const damage = await damages.root(tx, repair.damage)
  const hang = asked.consumers.length === 0 || damage.site === null ? [] : await behind(tx, damage.site, damage.openedAt, now)
  if (asked.consumers.some((id) => !hang.includes(id.toLowerCase()))) throw new Problem('unknown-reference', { field: 'consumers' })
  const nouns = asked.consumers.length === 0 ? [] : await many(tx, Noun, queries.nouns(asked.consumers))
  const named = (site: boolean) => nouns.filter((one) => one.site === site).map(({ id }) => id)

  const put = async () => {
    await run(tx, queries.say(step, repair.id, { ...asked, at, by: actor.id, now }))
    await run(tx, queries.forgetConsumers(step))
    if (nouns.length > 0) await run(tx, queries.nameConsumers(step, named(true), named(false)))
  }
  const was = before !== undefined && !before.takenBack ? repair.steps.find(({ id }) => id === step) : undefined
  if (was?.confirmed === true) await uncount(tx, step, now)
  if (asked.confirmed) await count(tx, damage, step, nouns.length > 0 || (was?.confirmed === true && was.consumers.length > 0), now, put)
  else {
    await put()
    if (was?.confirmed === true) await recounted(tx, damage, was.consumers.length > 0, now)
  }
  await run(tx, queries.touch(repair.id))
  await changed(tx, actor, repair, 'repair.step_said', {
    step, at, confirmed: asked.confirmed, people: asked.people, consumers: asked.consumers.length, ...(asked.note === '' ? {} : { note: asked.note }),
    before: was === undefined ? null : { at: was.at, confirmed: was.confirmed, people: was.people }, ...deliveredIn(given.delivery),
  })
}

const uncount = async (tx: Tx, step: string, now: Date) => {
  await run(tx, queries.takeBack(step, now))
  await run(tx, queries.forgetPeople(step))
}

async function recounted(tx: Tx, damage: damages.Locked, names: boolean, now: Date): Promise<void> {
  await damages.withSteps(tx, damage, now)
  if (names) await settleAll(tx, now)
}

/** Takes a step back: it was not so, or is lost again. Throws `repair-not-found`, `repair-of-another-crew`, `stale-version`, `repair-ended`, `not-found`. */
export async function takeBack(tx: Tx, actor: Actor, scope: Scope, given: { id: string; step: string; why: string; version: number; now: Date }): Promise<void> {
  const repair = await mayStep(tx, actor, scope, given.id, given.version)
  const step = repair.steps.find(({ id }) => id === given.step.toLowerCase())
  if (step === undefined) throw new Problem('not-found', {})
  const damage = await damages.root(tx, repair.damage)
  await uncount(tx, step.id, given.now)
  if (step.confirmed) await recounted(tx, damage, step.consumers.length > 0, given.now)
  await run(tx, queries.touch(repair.id))
  await changed(tx, actor, repair, 'repair.step_taken_back', { step: step.id, at: step.at, confirmed: step.confirmed, people: step.people, consumers: step.consumers.length, why: given.why })
}
