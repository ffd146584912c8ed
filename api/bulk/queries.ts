import type { BulkVerdict } from '../../geo/bulk/contract.ts'
import { sql } from '../db/sql.ts'

/** Begins an answer; no row when there is one. A repeat that races the first waits here until that has committed. */
export const begin = (id: string, actor: string, hash: string, now: Date) => sql`
  insert into bulk_answers (id, actor, hash, at) values (${id}, ${actor}, ${hash}, ${now}) on conflict (id) do nothing`

export const answered = (id: string) => sql`select actor, hash, answer from bulk_answers where id = ${id}`

export const finish = (id: string, answer: readonly BulkVerdict[]) => sql`update bulk_answers set answer = ${JSON.stringify(answer)}::jsonb where id = ${id}`

export const dropOld = (before: Date) => sql`delete from bulk_answers where at < ${before}`
