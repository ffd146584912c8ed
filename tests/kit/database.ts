import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { inject } from 'vitest'
import { databaseOn, type Database } from '../../api/db/database.ts'
import { reset } from './reset.ts'
import { urlOf, type RunDatabase } from './run-database.ts'

type Reached = Omit<RunDatabase, 'close'> & { readonly pool: pg.Pool }

let reached: Promise<Reached> | undefined

async function reach(): Promise<Reached> {
  const reply = await fetch(inject('databaseStarter'))
  const text = await reply.text()
  if (!reply.ok) throw new Error(`the run's database did not open: ${text}`)
  const run = JSON.parse(text) as Omit<RunDatabase, 'close'>
  const pool = new pg.Pool({ connectionString: run.url, max: 10, allowExitOnIdle: true, connectionTimeoutMillis: 20_000 })
  return { ...run, pool }
}

/** The run's database, started by the first test that asks. */
export const runDatabase = (): Promise<Reached> => (reached ??= reach())

/** Gives a test one client inside a transaction that is rolled back after it. */
export const inTransaction = (test: (client: pg.PoolClient) => Promise<void>) => async () => {
  const { pool } = await runDatabase()
  const client = await pool.connect()
  try {
    await client.query('begin')
    await test(client)
  } finally {
    await client.query('rollback')
    client.release()
  }
}

/**
 * Gives a test the whole database, to commit on as many connections as it likes; it is empty before and emptied after.
 * For what a rolled-back transaction cannot show: races, cursors over commits, several requests at once.
 */
export const withDatabase = (test: (database: Database, url: string) => Promise<void>) => async () => {
  const { kind, pool, url, seeds } = await runDatabase()
  const client = await pool.connect()
  try {
    await test(databaseOn(pool, kind), url)
  } finally {
    await reset(client, seeds)
    client.release()
  }
}

/** A database of its own on the PostGIS server, migrated or empty, for a server process; `drop` it after. Throws on the embedded run. */
export async function cloneDatabase(from: 'migrated' | 'empty' = 'migrated'): Promise<{ url: string; drop(): Promise<void> }> {
  const { adminUrl, template, url } = await runDatabase()
  if (!adminUrl || !template) throw new Error('only a PostGIS server has databases to clone')
  const name = `${new URL(url).pathname.slice(1)}_${randomBytes(4).toString('hex')}`
  const asAdmin = async (statement: string) => {
    const admin = new pg.Client({ connectionString: adminUrl })
    await admin.connect()
    await admin.query(statement).finally(() => admin.end())
  }
  await asAdmin(`create database ${name}${from === 'migrated' ? ` template ${template}` : ''}`)
  if (from === 'migrated') await asAdmin(`alter database ${name} set jit = off`)
  return { url: urlOf(adminUrl, name), drop: () => asAdmin(`drop database if exists ${name} with (force)`) }
}
