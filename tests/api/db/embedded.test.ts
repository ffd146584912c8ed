import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { installedPackages } from '../../../api/db/installed.ts'
import { tarOf } from '../../../api/db/postgis-bundle.ts'
import { projectRoot } from '../../../api/root.ts'
import { templatePath } from '../../../api/db/template.ts'
import { build } from '../../kit/compiled.ts'
import { inFolder, openOwn, reaching } from './own-embedded.ts'

const PROGRAM = fileURLToPath(new URL('./open-in-process.mjs', import.meta.url))
const SLOW_MS = 90_000 // several databases are opened, on a machine that may be busy

function inProcess(dataDir: string, task = ''): ChildProcess {
  build('server')
  return spawn(process.execPath, [PROGRAM, join(projectRoot, '.build/server/api/db/embedded.js'), dataDir, task], { stdio: ['pipe', 'pipe', 'inherit'] })
}
const firstLine = async (child: ChildProcess) => String((await once(child.stdout!, 'data'))[0]).trim()
async function kill(child: ChildProcess) {
  child.kill('SIGKILL')
  await once(child, 'exit')
}

async function ask(embedded: Awaited<ReturnType<typeof openOwn>>, text: string): Promise<unknown[]> {
  const client = new pg.Client(reaching(embedded))
  client.on('error', () => {}) // some are lost on purpose; the query says so too
  await client.connect()
  try {
    return (await client.query(text)).rows
  } finally {
    await client.end()
  }
}

describe('the data folder', () => {
  test('opens in one process only; after kill -9 the next one has it at once, with every committed row', () => inFolder(async (folder) => {
    const first = inProcess(folder, 'write')
    let said = ''
    first.stdout!.on('data', (bytes) => { said += String(bytes) })
    await expect.poll(() => said.split('\n').length, { timeout: SLOW_MS }).toBeGreaterThan(100)
    expect(said).toMatch(/^from-template\n1\n2\n/)
    const second = inProcess(folder)
    expect(await firstLine(second)).toMatch(new RegExp(`refused: .*open in process ${first.pid}`))
    await expect(openOwn(folder)).rejects.toThrow(`open in process ${first.pid}`)
    await kill(first) // in the middle of its writing
    const acknowledged = said.split('\n').length - 2

    const embedded = await openOwn(folder)
    expect(embedded.opening).toBe('reopened')
    const [{ count, last } = { count: 0, last: 0 }] = await ask(embedded, 'select count(*)::int as count, max(id) as last from written') as { count: number; last: number }[]
    expect(count).toBe(last)
    expect(count).toBeGreaterThanOrEqual(acknowledged)
    expect(count).toBeLessThanOrEqual(acknowledged + 1) // one may have been committed and not yet said
    await expect(openOwn(folder)).rejects.toThrow('already open in this process')
    await embedded.close()
    expect((await readdir(folder)).filter((name) => name.endsWith('.lock'))).toEqual([])
  }), SLOW_MS)

  test('that a kill -9 left half made is made anew', () => inFolder(async (folder) => {
    for (const afterMs of [5, 60, 150]) {
      const child = inProcess(folder)
      // From the lock on it unpacks; the moment of the kill moves through that.
      while (!(await readdir(folder)).some((name) => name.endsWith('.lock'))) await wait(2)
      await wait(afterMs)
      await kill(child)
    }
    await cp(join(projectRoot, 'api/db'), join(folder, 'postgres.new'), { recursive: true }) // and the remains of another try
    const embedded = await openOwn(folder)
    expect(await ask(embedded, 'select st_astext(st_makepoint(1, 2)) as point')).toEqual([{ point: 'POINT(1 2)' }])
    await embedded.close()
    expect(await readdir(folder)).toEqual(['postgres'])
  }), SLOW_MS)

  test('of another version of PostgreSQL is refused with what to do', () => inFolder(async (folder) => {
    await cp(join(projectRoot, 'migrations'), join(folder, 'postgres'), { recursive: true })
    await writeFile(join(folder, 'postgres/PG_VERSION'), '17\n')
    await expect(openOwn(folder)).rejects.toThrow('is of PostgreSQL 17')
  }))
})

describe('the thread', () => {
  test('that is stuck in a statement is ended: those who wait are told, the next have a new one, and committed rows stand', () => inFolder(async (folder) => {
    const said: string[] = []
    const embedded = await openOwn(folder, { stuckMs: 2_500, log: (message) => said.push(message) })
    await ask(embedded, `create table kept (id int); insert into kept values (1)`)
    const stuck = ask(embedded, 'select count(*) from generate_series(1, 1000000000000) g')
    const behind = ask(embedded, 'select 1 as one')
    const codes = await Promise.all([stuck, behind].map((asked) => asked.then(() => 'no error', ({ code }: { code?: string }) => code)))
    expect(codes).toEqual(['57P02', '57P02'])
    expect(await ask(embedded, 'select * from kept')).toEqual([{ id: 1 }])
    expect(said).toContain('the embedded database stopped and is opened again for the next query')
    await embedded.close()
    await expect(ask(embedded, 'select 1')).rejects.toThrow('closed')
  }), SLOW_MS)
})

describe('a new database', () => {
  let folder: string
  let embedded: Awaited<ReturnType<typeof openOwn>>
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'vidnova-db-'))
    embedded = await openOwn(folder)
  })
  afterAll(async () => {
    await embedded.close()
    await rm(folder, { recursive: true, force: true })
  })

  test('holds PostGIS and nothing of ours, so that only an upgrade changes its template', async () => {
    expect(embedded.opening).toBe('from-template')
    expect(await ask(embedded, `select extname from pg_extension order by 1`)).toEqual([{ extname: 'plpgsql' }, { extname: 'postgis' }])
    expect(await ask(embedded, `select relname from pg_class where relnamespace = 'public'::regnamespace and relkind = 'r'`)).toEqual([{ relname: 'spatial_ref_sys' }])
    expect(await ask(embedded, `select round(st_x(st_transform(st_setsrid(st_makepoint(30, 50), 4326), 3857))) as x`)).toEqual([{ x: 3339585 }])
  })

  test('lets tools in over a port of this machine, and no longer after that is closed', async () => {
    const { port, close } = await embedded.listen(0)
    const client = new pg.Client({ host: '127.0.0.1', port, user: 'postgres', database: 'postgres' })
    client.on('error', () => {}) // cut off below
    await client.connect()
    expect((await client.query('select $1::int as x', [3])).rows).toEqual([{ x: 3 }])
    await close()
    await expect(new pg.Client({ host: '127.0.0.1', port, user: 'postgres' }).connect()).rejects.toThrow('ECONNREFUSED')
  })
})

describe('the template', () => {
  test('is there for the installed versions, the only one, and small', async () => {
    const { pglite, postgis } = installedPackages()
    const templates = (await readdir(join(projectRoot, 'api/db'))).filter((name) => name.startsWith('template-'))
    expect(templates, 'after an upgrade: node .build/server/api/db/make-template.js').toEqual([`template-pglite-${pglite.version}-postgis-${postgis.version}.br`])
    expect((await stat(templatePath())).size).toBeLessThan(2_500_000)
  })

  test('is packed with PostGIS’s bundle cut to what it needs', () => {
    const entry = (name: string, content: string) => {
      const head = Buffer.alloc(512)
      head.write(name)
      head.write(content.length.toString(8).padStart(11, '0'), 124)
      return Buffer.concat([head, Buffer.from(content.padEnd(512, '\0'))])
    }
    const tar = Buffer.concat([entry('./a', 'one'), entry('b', 'two'), entry('c', 'three'), Buffer.alloc(1024)])
    expect(tarOf(tar, (name) => name === 'a' || name === 'c')).toEqual(Buffer.concat([entry('./a', 'one'), entry('c', 'three'), Buffer.alloc(1024)]))
  })
})
