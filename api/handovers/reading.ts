import { z } from 'zod'
import type { Actor, Grant } from '../../geo/access/roles.ts'
import { EVERYWHERE, type Scope } from '../../geo/access/scope.ts'
import { Responsibility } from '../../geo/handovers/contract.ts'
import { cutTo, HandedDamage, type Handed } from '../../geo/handovers/handed.ts'
import { Handover, Party, type HandoverAnswer, type SharedPart } from '../../geo/handovers/handover.ts'
import { answersOpen, deskOf, mayHandOver, mayWork, partsSeen, readsAnyway, receives, type Offered } from '../../geo/handovers/policy.ts'
import { Problem } from '../../geo/problems.ts'
import * as damages from '../damages/reading.ts'
import { many, maybe, type Tx } from '../db/sql.ts'
import * as reports from '../reports/reading.ts'
import * as queries from './queries.ts'
import { standsOf } from './responsibility.ts'

const Row = Handover.extend({ onwardOf: z.uuid().nullable(), moving: z.boolean(), damage: z.uuid(), site: z.uuid().nullable(), openedAt: z.string(), lineage: z.array(z.string()), operator: z.uuid().nullable(), about: HandedDamage })
/** A hand-over with its whole damage, before it is cut to what somebody may see. */
export type Row = z.infer<typeof Row>

const HANDOVERS = 50
const LISTED = 200
const REPORTS = 100
const LATELY_MS = 3 * 86_400_000

/** The hand-over as the policy asks. */
export const offeredOf = ({ from, to, shared, state, held, onward }: Handover): Offered => ({ from: from?.id ?? null, to: to.id, shared, state, held, onward })

/** What is on its way to another is not given back before that is answered. */
const whileMoving = (moving: boolean, answers: readonly HandoverAnswer[]): HandoverAnswer[] => answers.filter((answer) => !(moving && answer === 'returned'))

/** The hand-over as its reader may see it; undefined where there is none for them. */
function handedTo(grants: readonly Grant[], { lineage, operator, damage, about, site, openedAt, onwardOf, moving, ...handover }: Row): Handed | undefined {
  const [offered, spot] = [offeredOf(handover), { lineage, operator }]
  const seen = partsSeen(grants, offered, spot)
  if (seen === null) return undefined
  const [reads, works] = [readsAnyway(grants, spot), mayWork(grants, offered)]
  return {
    ...handover, damage: reads ? damage : null, seen: [...seen], answers: whileMoving(moving, answersOpen(grants, offered, spot)), works, hands: works && !moving && about.state === 'open',
    about: reads || offered.state === 'asked' || (offered.held && receives(grants, offered)) ? cutTo(about, seen, works) : null,
  }
}

/** What is shared of a damage ends with the second-level area (oblast) that it lies in, though something may hang on it or be merged into it from beyond. */
const sharedScope = ({ lineage }: Row): Scope => ({ ...EVERYWHERE, areas: lineage.slice(1, 2) })

/** A hand-over with its whole damage. Throws `handover-not-found` where there is none for the actor. */
export async function rowFor(tx: Tx, actor: Actor, id: string): Promise<Row> {
  const row = await maybe(tx, Row, queries.byId(id))
  if (row === undefined || handedTo(actor.grants, row) === undefined) throw new Problem('handover-not-found', { id })
  return row
}

/** What belongs to the parts beside what every list says, read only where it is seen. */
async function more(tx: Tx, row: Row, seen: readonly SharedPart[], now: Date): Promise<Pick<HandedDamage, 'people' | 'reports' | 'photos'>> {
  const within = sharedScope(row)
  const filed = seen.includes('reports') || seen.includes('photos') ? await reports.ofDamages(tx, await damages.treeWithin(tx, row.damage, within), REPORTS) : []
  return {
    people: row.about.people === null || !seen.includes('people') ? null : { ...row.about.people, dependents: row.site === null ? [] : await damages.dependentsWithin(tx, { site: row.site, openedAt: row.openedAt }, within, now) },
    reports: filed.map(({ id, observedAt, severity, function: works, safety, cause, hazards, needs, note }) => ({ id, observedAt, severity, function: works, safety, cause, hazards, needs, note })),
    photos: [...new Map(filed.flatMap(({ photos }) => photos.map(({ sha256, takenAt, storedAt, thumbAt }) => [sha256, { sha256, takenAt, storedAt, thumbAt }] as const))).values()],
  }
}

/** One hand-over with as much of its damage as the actor may see. Throws `handover-not-found`. */
export async function handedFor(tx: Tx, actor: Actor, id: string, now: Date): Promise<Handed> {
  const row = await rowFor(tx, actor, id)
  const { seen, about } = handedTo(actor.grants, row)!
  const whole = about === null ? row.about : { ...row.about, ...await more(tx, row, seen, now) }
  return handedTo(actor.grants, { ...row, about: whole })!
}

const briefly = (grants: readonly Grant[], rows: readonly Row[]): Handed[] => rows.flatMap((row) => {
  const handed = handedTo(grants, row)
  return handed === undefined ? [] : [{ ...handed, about: handed.about === null ? null : { ...handed.about, reports: null, photos: null, people: handed.about.people === null ? null : { ...handed.about.people, dependents: [] } } }]
})

/** What was handed to the actor's organisations and waits or is theirs, and what these handed over lately. */
export async function listsFor(tx: Tx, actor: Actor, { members }: Scope, now: Date): Promise<{ received: Handed[]; given: Handed[] }> {
  if (members.length === 0) return { received: [], given: [] }
  return {
    received: briefly(actor.grants, await many(tx, Row, queries.received(members, LISTED))),
    given: briefly(actor.grants, await many(tx, Row, queries.given(members, new Date(now.getTime() - LATELY_MS), LISTED))),
  }
}

/** Who is responsible for a damage that the actor reaches, and what they may do about it. Throws `damage-not-found`. */
export async function responsibilityFor(tx: Tx, actor: Actor, scope: Scope, id: string): Promise<Responsibility> {
  if (!(await damages.isReached(tx, id, scope))) throw new Problem('damage-not-found', { id })
  const { responsible, since, version, ...spot } = await standsOf(tx, id)
  const all = await many(tx, Handover, queries.ofDamage(id, HANDOVERS))
  const rests = !all.some(({ state }) => state === 'asked')
  const handovers = all.map((one) => ({ ...one, answers: whileMoving(!rests, answersOpen(actor.grants, offeredOf(one), spot)) }))
  const hands = mayHandOver(actor.grants, responsible?.id ?? null, spot)
  return {
    damage: id, responsible, since, version,
    claims: responsible === null && rests ? (await many(tx, z.object({ party: Party }), queries.organisations(deskOf(actor.grants, spot)))).map(({ party }) => party) : [],
    hands: hands && rests, releases: hands && rests && responsible !== null, handovers,
  }
}
