import type { Database } from './database.ts'

/**
 * Does what nobody else does for the embedded database: frees dead rows and renews the planner's statistics, one table
 * at a time so that requests get their turn between. To be called on a clock; a server does this by itself.
 */
export async function vacuum(database: Database): Promise<void> {
  if (database.kind === 'server') return
  const { rows } = await database.pool.query<{ name: string }>(
    `select quote_ident(schemaname) || '.' || quote_ident(relname) as name from pg_stat_user_tables order by 1`,
  )
  for (const { name } of rows) await database.pool.query(`vacuum (analyze) ${name}`)
}
