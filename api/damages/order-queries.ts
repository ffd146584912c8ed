import { z } from 'zod'
import { DamageOrder } from '../../geo/damages/contract.ts'
import { Problem } from '../../geo/problems.ts'
import { join, sql, type Sql } from '../db/sql.ts'

/** What a row of a page is sorted by, whatever the order. */
export const Keyed = z.object({
  id: z.string(), tier: z.number(), rank: z.number(), lastReportAt: z.string(), openedAt: z.string(), severity: z.number().nullable(), peopleNow: z.number().nullable(), etrNow: z.string().nullable(),
})
type Keyed = z.infer<typeof Keyed>

/** One thing that rows are sorted by: its column, its value in a row, which way, and how it is written in a cursor. */
type Key = { readonly column: Sql; readonly of: (row: Keyed) => string | number; readonly down?: boolean; readonly cast: Sql; readonly fits: z.ZodType }

const FAR = '9999-12-31T00:00:00.000Z' // nobody said when: after all who did
const whole = { cast: sql`int`, fits: z.number().int() }
const instant = { cast: sql`timestamptz`, fits: z.iso.datetime() }
const id: Key = { column: sql`d.id`, of: (row) => row.id, cast: sql`uuid`, fits: z.uuid() }
const urgency: readonly Key[] = [{ column: sql`d.tier`, of: (row) => row.tier, ...whole }, { column: sql`d.rank`, of: (row) => row.rank, down: true, cast: sql`float8`, fits: z.number() }, id]

const KEYS: Record<DamageOrder, readonly Key[]> = {
  priority: urgency,
  latest: [{ column: sql`d.last_report_at`, of: (row) => row.lastReportAt, down: true, ...instant }, { ...id, down: true }],
  age: [{ column: sql`d.opened_at`, of: (row) => row.openedAt, ...instant }, id],
  severity: [{ column: sql`coalesce(d.severity, -1)`, of: (row) => row.severity ?? -1, down: true, ...whole }, ...urgency],
  people: [{ column: sql`coalesce(d.people, -1)`, of: (row) => row.peopleNow ?? -1, down: true, ...whole }, ...urgency],
  etr: [{ column: sql`coalesce(d.repair_etr, ${FAR}::timestamptz)`, of: (row) => row.etrNow ?? FAR, ...instant }, ...urgency],
}

/** A place in an order: what the row there is sorted by. */
export type Place = readonly (string | number)[]

/** The place of a row. */
export const placeOf = (order: DamageOrder, row: Keyed): Place => KEYS[order].map((key) => key.of(row))

/** The columns to sort by, as `order by` takes them. */
export const sortedBy = (order: DamageOrder): Sql => join(KEYS[order].map(({ column, down }) => (down ? sql`${column} desc` : column)))

/** True of the rows on one side of a place. Its first key bounds them by itself, which an index can follow. */
export function beside(order: DamageOrder, place: Place, side: 'before' | 'after'): Sql {
  const keys = KEYS[order]
  const value = (at: number) => sql`${place[at]}::${keys[at]!.cast}`
  const greater = (key: Key) => (key.down === true) === (side === 'before')
  const parts = keys.map((key, at) => join([...keys.slice(0, at).map(({ column }, one) => sql`${column} = ${value(one)}`), sql`${key.column} ${greater(key) ? sql`>` : sql`<`} ${value(at)}`], ' and '))
  return sql`${keys[0]!.column} ${greater(keys[0]!) ? sql`>=` : sql`<=`} ${value(0)} and (${join(parts, ' or ')})`
}

const Cursor = z.tuple([DamageOrder]).rest(z.union([z.string().max(60), z.number()]))

/** A place as `next` of a page says it. */
export const cursorOf = (order: DamageOrder, row: Keyed): string => Buffer.from(JSON.stringify([order, ...placeOf(order, row)])).toString('base64url')

/** The place that a cursor means. Throws `cursor-unknown` when it is not one of ours, or of another order. */
export function placeAt(order: DamageOrder, cursor: string): Place {
  let said: unknown
  try {
    said = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'))
  } catch (error) {
    throw new Problem('cursor-unknown', {})
  }
  const parsed = Cursor.safeParse(said)
  const [of, ...place] = parsed.data ?? []
  const keys = KEYS[order]
  if (of !== order || place.length !== keys.length || !keys.every((key, at) => key.fits.safeParse(place[at]).success)) throw new Problem('cursor-unknown', {})
  return place
}
