import { z } from 'zod'
import { packOutline } from '../../geo/areas/outline.ts'
import { EVERYWHERE, type Scope } from '../../geo/access/scope.ts'
import type { Actor } from '../../geo/access/roles.ts'
import { ServiceBack } from '../../geo/damages/priority.ts'
import { Problem } from '../../geo/problems.ts'
import { situationOf, worstOf, type Standing } from '../../geo/situation/reckon.ts'
import { KeptSituation, Repairing, Situation } from '../../geo/situation/situation.ts'
import { Names, readableNames } from '../../geo/text.ts'
import { byIds } from '../damages/reading.ts'
import { many, maybe, one, run, type Tx } from '../db/sql.ts'
import * as queries from './queries.ts'

const DAY_MS = 86_400_000
const Area = z.object({ code: z.string(), names: Names, population: z.number().nullable() })
const moment = z.string().transform((text) => Date.parse(text))
const Row = z.object({
  id: z.uuid(), state: z.enum(['open', 'restored']), severity: z.number().nullable(), function: z.string(), tier: z.number(), rank: z.number(), people: z.number().nullable(), repair: Repairing, crew: z.string().nullable(),
  openedAt: moment, restoredAt: moment.nullable(), services: z.array(ServiceBack), position: z.tuple([z.number(), z.number()]).nullable(),
})
const Outlines = z.object({ outlines: z.array(z.tuple([z.array(z.array(z.array(z.array(z.number()))))])) })
const Before = z.object({ number: z.number(), at: z.string(), content: Situation })

/** A kept report with what it says. */
export const Whole = KeptSituation.extend({ content: Situation })

/** The situation of an area, or of all that the scope reaches: now, or as it was at a moment. Throws `area-not-found`. */
export async function reckon(tx: Tx, scope: Scope, given: { area: string | undefined; now: Date; at: Date | undefined }): Promise<Situation> {
  const area = given.area === undefined ? undefined : await maybe(tx, Area, queries.area(given.area, scope))
  if (given.area !== undefined && area === undefined) throw new Problem('area-not-found', { id: given.area })
  const at = given.at ?? given.now
  const before = area === undefined ? undefined : await maybe(tx, Before, queries.before(area.code, at.toISOString()))
  const since = { at: before?.at ?? new Date(at.getTime() - DAY_MS).toISOString(), number: before?.number ?? null }
  const asked = { area: area?.code, since: since.at }
  const rows: Standing[] = await many(tx, Row, given.at === undefined ? queries.standingNow(asked, scope) : queries.standingThen({ ...asked, at: at.toISOString() }, scope))
  const about = new Map((await byIds(tx, worstOf(rows).map(({ id }) => id), scope)).map(({ id, names, areaNames, priority }) => [id, { names: readableNames(names, areaNames), priority }]))
  const { outlines } = await one(tx, Outlines, queries.outlines(area?.code, scope))
  return situationOf(rows, about, {
    area: area === undefined ? null : { code: area.code, names: area.names }, at: at.getTime(), since, before: before?.content ?? null, population: area?.population ?? null,
    outlines: outlines.map(([polygons]) => packOutline(polygons.flat())).filter((rings) => rings.length > 0),
  })
}

/** Keeps the situation of an area as it is, once: by somebody's hand, or for an hour of the clock. False when it is kept already. Throws `area-not-found`. */
export async function keep(tx: Tx, scope: Scope, given: { id: string; area: string; by: Pick<Actor, 'id'> | null; due: Date | null; now: Date }): Promise<boolean> {
  if ((await maybe(tx, Area, queries.area(given.area, scope))) === undefined) throw new Problem('area-not-found', { id: given.area })
  // Whoever keeps it, it is all of its area, and of what lies around it no more than the desks of that area may know.
  const content = await reckon(tx, { ...EVERYWHERE, areas: [given.area] }, { area: given.area, now: given.now, at: undefined })
  return (await run(tx, queries.insert({ id: given.id, area: given.area, at: content.at, due: given.due, by: given.by?.id ?? null, content }))) > 0
}
