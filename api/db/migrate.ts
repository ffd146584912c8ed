import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import pg from 'pg'
import { projectRoot } from '../root.ts'
import type { Database } from './database.ts'
import type { Log } from './embedded.ts'

const TABLE = 'pgmigrations'
const LOCK = 'vidnova: migrate'
const FILE = /^\d{4}-[a-z0-9-]+\.sql$/
const NOT_A_MIGRATION = `(?!\\d{4}-[a-z0-9-]+\\.sql$).*`

/**
 * Brings the schema up to date; gives the names of the migrations that ran. All of them run in one transaction: either
 * the new schema stands or the old one does. Of several servers that start together one migrates and the others wait
 * for it, by a lock of that transaction. Throws when a migration fails, or when the database knows one that the code does not.
 */
export async function migrate(database: Database, { folder = join(projectRoot, 'migrations'), log = () => {} }: { folder?: string; log?: Log } = {}): Promise<string[]> {
  const names = (await readdir(folder)).filter((name) => FILE.test(name)).map((name) => name.replace(/\.sql$/, '')).sort()
  // A connection of its own: a migration of a full database may take longer than any request may.
  const client = new pg.Client({
    ...database.pool.options, query_timeout: 0, statement_timeout: 0, lock_timeout: 0, idle_in_transaction_session_timeout: 0,
  })
  client.on('error', (error) => log('the connection of the migrations was lost', { reason: error.message }))
  await client.connect()
  try {
    // Most starts have nothing to do: they need neither the lock nor the runner, whose loading costs more than the question.
    if (await isUpToDate(client, names)) return []
    await client.query('begin')
    await client.query('select pg_advisory_xact_lock(hashtext($1))', [LOCK])
    const { runner } = await import('node-pg-migrate')
    let current = 'the first'
    const ran = await runner({
      dbClient: client,
      dir: folder,
      ignorePattern: NOT_A_MIGRATION,
      migrationsTable: TABLE,
      direction: 'up',
      singleTransaction: true, // it joins the transaction that is open, and ends it
      noLock: true, // its own lock is the session's, which the embedded database and poolers do not keep apart
      log: (line) => { current = /MIGRATION (\S+) \(UP\)/.exec(line)?.[1] ?? current },
    }).catch((error: Error) => {
      throw new Error(`migration ${current} failed, and nothing was changed: ${error.message}`, { cause: error })
    })
    await client.query('commit') // when there was nothing to run after all, the transaction is still open
    for (const { name } of ran) log('migrated', { name })
    return ran.map(({ name }) => name)
  } finally {
    await client.end()
  }
}

async function isUpToDate(client: pg.Client, names: readonly string[]): Promise<boolean> {
  const { rows: [table] } = await client.query<{ there: boolean }>(`select to_regclass($1) is not null as there`, [`public.${TABLE}`])
  if (!table?.there) return false
  const { rows } = await client.query<{ name: string }>(`select name from pgmigrations order by id`)
  const newer = rows.filter(({ name }) => !names.includes(name))
  if (newer.length > 0) throw new Error(`the database was migrated by a newer version (${newer.map(({ name }) => name).join(', ')}): start that one`)
  return rows.length === names.length
}
