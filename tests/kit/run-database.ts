import { randomBytes } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { build, compiled } from './compiled.ts'
import { readSeeds, type Seed } from './reset.ts'

/** The one database of a test run: migrated, empty but for what the migrations themselves put in. */
export type RunDatabase = {
  readonly kind: 'server' | 'embedded'
  readonly url: string
  /** On a server: the URL that may create databases, and the database to clone. */
  readonly adminUrl?: string
  readonly template?: string
  /** The rows that migrations put in: a reset keeps them. */
  readonly seeds: readonly Seed[]
  close(): Promise<void>
}

type DatabaseModule = typeof import('../../api/db/database.ts')
type EmbeddedModule = typeof import('../../api/db/embedded.ts')
type MigrateModule = typeof import('../../api/db/migrate.ts')

async function migrated(url: string): Promise<Seed[]> {
  const { databaseOn } = await compiled<DatabaseModule>('api/db/database.js')
  const { migrate } = await compiled<MigrateModule>('api/db/migrate.js')
  const pool = new pg.Pool({ connectionString: url, max: 2 })
  try {
    await migrate(databaseOn(pool, 'server'))
    return await readSeeds(pool)
  } finally {
    await pool.end()
  }
}

async function onServer(adminUrl: string): Promise<RunDatabase> {
  const name = `vidnova_test_${randomBytes(4).toString('hex')}`
  const template = `${name}_template`
  const admin = new pg.Client({ connectionString: adminUrl })
  await admin.connect()
  try {
    await admin.query(`create database ${template}`)
    const seeds = await migrated(urlOf(adminUrl, template))
    await admin.query(`create database ${name} template ${template}`)
    await admin.query(`alter database ${name} set jit = off`) // as 0012 does: a clone takes the tables, not the settings
    return {
      kind: 'server', url: urlOf(adminUrl, name), adminUrl, template, seeds,
      async close() {
        const { rows } = await admin.query<{ datname: string }>('select datname from pg_database where starts_with(datname, $1)', [name])
        for (const { datname } of rows) await admin.query(`drop database ${datname} with (force)`)
        await admin.end()
      },
    }
  } catch (error) {
    await admin.end()
    throw error
  }
}

async function inTemporaryFolder(): Promise<RunDatabase> {
  const { openEmbedded } = await compiled<EmbeddedModule>('api/db/embedded.js')
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-test-'))
  const embedded = await openEmbedded({ dataDir: join(folder, 'database'), log: () => {} })
  const { port, close: closeListener } = await embedded.listen(0)
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`
  return {
    kind: 'embedded', url, seeds: await migrated(url),
    async close() {
      await closeListener()
      await embedded.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** The same server, another database on it. */
export function urlOf(server: string, database: string): string {
  const url = new URL(server)
  url.pathname = `/${database}`
  return url.href
}

/** Opens and migrates the run's database: on the PostGIS server of TEST_DATABASE_URL, else embedded in a temporary folder. */
export function openRunDatabase(): Promise<RunDatabase> {
  build('server')
  const adminUrl = process.env.TEST_DATABASE_URL
  return adminUrl ? onServer(adminUrl) : inTemporaryFolder()
}
