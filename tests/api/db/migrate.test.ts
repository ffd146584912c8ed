import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { databaseOn } from '../../../api/db/database.ts'
import { migrate } from '../../../api/db/migrate.ts'
import { projectRoot } from '../../../api/root.ts'
import { build } from '../../kit/compiled.ts'
import { cloneDatabase, runDatabase } from '../../kit/database.ts'
import { inFolder, openOwn } from './own-embedded.ts'

const PROGRAM = fileURLToPath(new URL('./migrate-in-process.mjs', import.meta.url))
const SLOW_MS = 90_000

/** Migrates in a process of its own; gives how many migrations it ran. */
async function inProcess(url: string, folder: string): Promise<number> {
  build('server')
  const child = spawn(process.execPath, [PROGRAM, join(projectRoot, '.build/server/api/db'), url, folder], { stdio: ['ignore', 'pipe', 'inherit'] })
  const [[line], [code]] = await Promise.all([once(child.stdout, 'data'), once(child, 'exit')]) as [[Buffer], [number]]
  if (code !== 0) throw new Error(`the process that migrates ended with ${code}`)
  return Number(String(line))
}

let url: string
let drop: () => Promise<void>

// An empty database: a clone on a server, an embedded one of the test's own otherwise.
beforeAll(async () => {
  const { kind } = await runDatabase()
  if (kind === 'server') {
    ({ url, drop } = await cloneDatabase('empty'))
    return
  }
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-migrate-'))
  const embedded = await openOwn(folder)
  const { port, close } = await embedded.listen(0)
  url = `postgres://postgres@127.0.0.1:${port}/postgres`
  drop = async () => {
    await close()
    await embedded.close()
    await rm(folder, { recursive: true })
  }
}, SLOW_MS)

afterAll(() => drop(), SLOW_MS)

async function withPool<T>(work: (pool: pg.Pool) => Promise<T>): Promise<T> {
  const pool = new pg.Pool({ connectionString: url, max: 3 })
  try {
    return await work(pool)
  } finally {
    await pool.end()
  }
}

describe('migrations', () => {
  test('that fail change nothing, and say which it was', () => inFolder((folder) => withPool(async (pool) => {
    await writeFile(join(folder, '0001-good.sql'), 'create table good (id int);')
    await writeFile(join(folder, '0002-bad.sql'), 'create table worse (id int);\nselect 1 / 0;')
    await writeFile(join(folder, 'README.md'), 'no migration')
    await writeFile(join(folder, 'schema.sql'), 'no migration')
    await expect(migrate(databaseOn(pool, 'server'), { folder })).rejects.toThrow(/migration 0002-bad failed.*division by zero/)
    expect((await pool.query(`select to_regclass('good') as good, to_regclass('worse') as worse, to_regclass('pgmigrations') as runner`)).rows)
      .toEqual([{ good: null, worse: null, runner: null }])
  })), SLOW_MS)

  test('run once when two servers start together: one does the work, the other waits for it', () => inFolder(async (folder) => {
    const names = Array.from({ length: 6 }, (_, index) => `000${index + 1}-step`)
    for (const name of names) await writeFile(join(folder, `${name}.sql`), `create table "${name}" (id int primary key);\nselect pg_sleep(0.05);`)
    const ran = await Promise.all([inProcess(url, folder), inProcess(url, folder)])
    expect(ran.sort()).toEqual([0, names.length])
    await withPool(async (pool) => {
      expect((await pool.query('select name from pgmigrations order by id')).rows.map(({ name }: { name: string }) => name)).toEqual(names)
    })
  }), SLOW_MS)

  test('that the code does not know are refused: a newer version was here', () => inFolder((folder) => withPool(async (pool) => {
    await mkdir(join(folder, 'older'))
    await writeFile(join(folder, 'older/0001-step.sql'), 'select 1;')
    await expect(migrate(databaseOn(pool, 'server'), { folder: join(folder, 'older') })).rejects.toThrow('newer version (0002-step')
  })), SLOW_MS)
})
