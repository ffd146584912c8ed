import { createHash } from 'node:crypto'
import pg from 'pg'
import sqlTag, { empty, join, raw, type Sql } from 'sql-template-tag'
import type { z } from 'zod'

/** SQL with every value bound, never spliced; fragments nest. */
export const sql = sqlTag
export { empty, join, raw, type Sql }

const KEPT = new WeakSet<Sql>()
const names = new Map<string, string>()

/**
 * Asks each connection to keep how it understood and planned a statement: for what every filing and every request asks. Worth it where that
 * costs as much as the answer, and where one plan is good for all values. Only texts that come from the code, of which there are few.
 */
export function kept(statement: Sql): Sql {
  KEPT.add(statement)
  return statement
}

/** The name under which a statement's plan is kept: its text's own, whoever asks. Undefined for one that is not kept. */
export function keptAs(statement: Sql): string | undefined {
  if (!KEPT.has(statement)) return undefined
  const { text } = statement
  let name = names.get(text)
  if (name === undefined) names.set(text, name = createHash('sha256').update(text).digest('base64url'))
  return name
}

/** One open transaction: what handlers, commands and queries get. Never the pool. */
export type Tx = {
  /** Runs one statement. int8 comes as a number, timestamptz as an ISO 8601 string in UTC. */
  query<Row = Record<string, unknown>>(statement: Sql): Promise<{ rows: Row[]; rowCount: number }>
  /** Runs `work` so that its failure undoes its own writes only; the error is thrown on. */
  savepoint<T>(work: (tx: Tx) => Promise<T>): Promise<T>
}

const INT8 = 20
const TIMESTAMPTZ = 1184
const DATE = 1082
const NUMERIC = 1700

/** The type parsers of our own queries. The pool's own stay as they are, for libraries that share it. */
export const parsers = {
  getTypeParser(oid: number, format?: 'text' | 'binary') {
    if (oid === INT8 || oid === NUMERIC) return Number
    if (oid === TIMESTAMPTZ) return (text: string) => new Date(text).toISOString()
    if (oid === DATE) return String
    return pg.types.getTypeParser(oid, format as 'text')
  },
} as pg.CustomTypesConfig

/** Every row, parsed. Throws a ZodError when a row does not fit: a fault of ours, not of the client. */
export async function many<S extends z.ZodType>(tx: Tx, row: S, statement: Sql): Promise<z.output<S>[]> {
  const { rows } = await tx.query(statement)
  return rows.map((found) => row.parse(found))
}

/** The first row, parsed, or undefined. */
export async function maybe<S extends z.ZodType>(tx: Tx, row: S, statement: Sql): Promise<z.output<S> | undefined> {
  const { rows } = await tx.query(statement)
  return rows[0] === undefined ? undefined : row.parse(rows[0])
}

/** The first row, parsed. Throws when there is none. */
export async function one<S extends z.ZodType>(tx: Tx, row: S, statement: Sql): Promise<z.output<S>> {
  const found = await maybe(tx, row, statement)
  if (found === undefined) throw new Error('a row was expected and none came')
  return found
}

/** Runs a statement for its effect; gives the number of rows it touched. */
export async function run(tx: Tx, statement: Sql): Promise<number> {
  return (await tx.query(statement)).rowCount
}

/** A timestamptz inside JSON built by the database, as ISO 8601 in UTC with milliseconds, like the ones outside it. */
export const iso = (column: Sql): Sql => sql`to_char(${column} at time zone 'utc', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`
