import { describe, expect, test } from 'vitest'
import { constraintProblems } from '../../api/db/constraints.ts'
import { PROBLEMS } from '../../geo/problems.ts'
import { inTransaction } from '../kit/database.ts'

// Tables that no extension brought.
const OURS = `not exists (select from pg_depend d where d.classid = 'pg_class'::regclass and d.objid = t.oid and d.deptype = 'e')
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

const TABLES = `pg_class t join pg_namespace n on n.oid = t.relnamespace`

const UNINDEXED_FOREIGN_KEYS = `
  select t.relname || '.' || c.conname as name from pg_constraint c join ${TABLES} on t.oid = c.conrelid
  where c.contype = 'f' and ${OURS} and not exists (
    select from pg_index i where i.indrelid = c.conrelid and i.indpred is null
      and (select array_agg(k order by k) from unnest((i.indkey::int2[])[0:cardinality(c.conkey) - 1]) k)
        = (select array_agg(k order by k) from unnest(c.conkey) k))
  order by 1`

// What a write can run into: checks of tables and domains, foreign keys, unique and exclusion constraints, unique indexes.
const RULES = `
  select c.conname as name from pg_constraint c join ${TABLES} on t.oid = c.conrelid where c.contype in ('c', 'f', 'u', 'x') and ${OURS}
  union select c.conname from pg_constraint c join pg_type d on d.oid = c.contypid join pg_namespace n on n.oid = d.typnamespace
    where c.contype = 'c' and n.nspname = 'public'
      and not exists (select from pg_depend e where e.classid = 'pg_type'::regclass and e.objid = d.oid and e.deptype = 'e')
  union select r.relname from pg_index i join pg_class r on r.oid = i.indexrelid join ${TABLES} on t.oid = i.indrelid
    where i.indisunique and not i.indisprimary and ${OURS}
  order by 1`

const names = (rows: { name: string }[]) => rows.map(({ name }) => name)

describe('the database', () => {
  test('has an index for every foreign key, so that no delete or join reads a whole table', inTransaction(async (client) => {
    expect(names((await client.query(UNINDEXED_FOREIGN_KEYS)).rows)).toEqual([])
  }))

  test('names no rule that has no problem', inTransaction(async (client) => {
    const rules = names((await client.query(RULES)).rows)
    expect(rules.length).toBeGreaterThan(20)
    expect(rules.filter((name) => !(name in constraintProblems))).toEqual([])
  }))

  test('has every constraint that a problem is named for', inTransaction(async (client) => {
    const { rows } = await client.query<{ name: string }>(`select conname as name from pg_constraint union select relname from pg_class where relkind = 'i'`)
    const known = new Set(names(rows))
    expect(Object.keys(constraintProblems).filter((name) => !known.has(name))).toEqual([])
  }))

  test('maps its rules to problems that exist', () => {
    for (const [name, problemFor] of Object.entries(constraintProblems)) {
      const { problem, status } = problemFor(name)
      expect(PROBLEMS, name).toHaveProperty([problem])
      expect(status, name).toBeLessThan(500)
    }
  })
})
