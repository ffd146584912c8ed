import type { Scope } from '../../geo/access/scope.ts'
import { sql, type Sql } from '../db/sql.ts'

/** The one predicate that every query of located things carries: rows of `area`, of `organisation`, that the scope reaches. */
export function reaches(scope: Scope, area: Sql, organisation?: Sql): Sql {
  if (scope.areas === null) return sql`true`
  const inArea = sql`${area} = any(${scope.areas as string[]}::text[])`
  if (organisation === undefined || scope.organisations.length === 0) return inArea
  return sql`(${inArea} or ${organisation} = any(${scope.organisations as string[]}::uuid[]))`
}
