import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import pg from 'pg'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Embedded } from '../../../api/db/embedded.ts'
import { openOwn, reaching } from './own-embedded.ts'
import { extended, RawClient, stateOf, typesOf } from './raw-client.ts'

const LIMITS = { waitMs: 6_000, idleWaitMs: 400, idleInTransactionMs: 2_000, bufferedBytes: 24 * 2 ** 20 }

let folder: string
let embedded: Embedded
let pool: pg.Pool

const connected = async () => {
  const client = new pg.Client(reaching(embedded))
  client.on('error', () => {}) // killed on purpose
  await client.connect()
  return client
}
const cut = (client: pg.Client) => (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy()
const codeOf = (asked: Promise<unknown>) => asked.then(() => 'no error', (error: { code?: string }) => error.code)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'vidnova-bridge-'))
  embedded = await openOwn(folder, { limits: LIMITS })
  pool = new pg.Pool({ ...reaching(embedded), max: 8 })
  await pool.query('create table things (id int primary key, word text)')
})

afterAll(async () => {
  await pool.end()
  await embedded.close()
  await rm(folder, { recursive: true, force: true })
})

describe('many connections on the embedded database', () => {
  test('each get their own answers, whatever the others send: rows, errors, large parameters, transactions, named statements', async () => {
    const large = Buffer.alloc(200_000, 1)
    const wrong: string[] = []
    const expectThat = (fits: boolean, what: string) => { if (!fits) wrong.push(what) }
    const works: ((value: number) => Promise<void>)[] = [
      async (value) => expectThat((await pool.query('select $1::int as x', [value])).rows[0]?.x === value, 'row'),
      async (value) => expectThat(await codeOf(pool.query('select $1::int / 0', [value])) === '22012', 'error'),
      async (value) => {
        const { rows: [row] } = await pool.query('select $1::int as x, length($2::bytea) as l', [value, large])
        expectThat(row?.x === value && row.l === large.length, 'large')
      },
      async (value) => expectThat(await codeOf(pool.query('select nothing_$1::int, $2::bytea', [value, large])) === '42703', 'large error'),
      async (value) => {
        const client = await pool.connect()
        await client.query('begin')
        expectThat(await codeOf(client.query('select $1::int / 0', [1])) === '22012', 'transaction error')
        expectThat(await codeOf(client.query('select $1::int', [value])) === '25P02', 'failed transaction')
        await client.query('rollback')
        expectThat((await client.query('select $1::text as z', [`v${value}`])).rows[0]?.z === `v${value}`, 'after rollback')
        client.release()
      },
      async (value) => {
        const { rows: [row] } = await pool.query({ name: `plus${value % 3}`, text: `select $1::int + ${value % 3} as s`, values: [value] })
        expectThat(row?.s === value + (value % 3), 'named')
      },
    ]
    await Promise.all(Array.from({ length: 8 }, async (_, worker) => {
      for (let round = 0; round < 30; round += 1) await works[(worker * 7 + round * 5) % works.length]?.(worker * 1000 + round)
    }))
    expect(wrong).toEqual([])
  })

  test('do not see each other’s open transaction', async () => {
    const [one, two] = [await connected(), await connected()]
    await one.query('begin')
    await one.query(`insert into things values (1, 'one')`)
    const seen = two.query('select count(*)::int as count from things')
    await one.query('rollback')
    expect((await seen).rows).toEqual([{ count: 0 }])
    await Promise.all([one.end(), two.end()])
  })

  test('keep their transactions whole, forty at once', async () => {
    await pool.query('create table balances (id int primary key, amount int)')
    await pool.query('insert into balances select g, 100 from generate_series(1, 5) g')
    await Promise.all(Array.from({ length: 40 }, async (_, index) => {
      const client = await pool.connect()
      await client.query('begin')
      await client.query('update balances set amount = amount - 1 where id = $1', [(index % 5) + 1])
      await wait(1)
      await client.query('update balances set amount = amount + 1 where id = $1', [((index + 1) % 5) + 1])
      await client.query(index % 4 === 0 ? 'rollback' : 'commit')
      client.release()
    }))
    expect((await pool.query('select sum(amount)::int as sum from balances')).rows).toEqual([{ sum: 500 }])
  })

  test('tell a second checkout inside a transaction so, instead of hanging', async () => {
    const holder = await pool.connect()
    await holder.query('begin')
    const before = Date.now()
    const refused = await pool.query('select 1').then(() => undefined, (error: pg.DatabaseError) => error)
    expect(refused?.code).toBe('55P03')
    expect(refused?.message).toMatch(/second connection/)
    expect(Date.now() - before).toBeLessThan(3_000)
    await holder.query('commit') // the transaction itself is unharmed
    holder.release()
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })

  test('lose a transaction that does nothing for too long, and only that', async () => {
    const idle = await connected()
    await idle.query('begin')
    await idle.query(`insert into things values (2, 'idle')`)
    const lost = new Promise<Error>((ended) => idle.on('error', ended))
    await wait(LIMITS.idleInTransactionMs + 300)
    expect(((await lost) as pg.DatabaseError).code).toBe('25P03')
    expect((await pool.query('select count(*)::int as count from things where id = 2')).rows).toEqual([{ count: 0 }])
  })

  test('hear a NOTIFY on their channels, after its commit, and no longer once they unlisten', async () => {
    const [here, also] = [await connected(), await connected()]
    const heard: string[] = []
    here.on('notification', ({ channel, payload }) => heard.push(`here ${channel} ${payload}`))
    also.on('notification', ({ channel, payload }) => heard.push(`also ${channel} ${payload}`))
    await here.query('listen news')
    await also.query('listen news')
    await also.query('listen "Other Channel"')
    await pool.query(`select pg_notify('news', $1)`, ['1'])
    const client = await pool.connect()
    await client.query('begin')
    await client.query(`select pg_notify('news', 'undone')`)
    await client.query('rollback')
    client.release()
    await also.query('unlisten news') // must not deafen the other
    await pool.query(`notify news, '2'`)
    await pool.query(`notify "Other Channel", '3'`)
    await here.query('select 1')
    await also.query('select 1')
    expect(heard.sort()).toEqual(['also Other Channel 3', 'also news 1', 'here news 1', 'here news 2'])
    await Promise.all([here.end(), also.end()])
  })

  test('may give the same name to different statements, and take it along when they go', async () => {
    const sums = await Promise.all(Array.from({ length: 6 }, async (_, index) => {
      const client = await connected()
      const { rows } = await client.query({ name: 'same', text: `select $1::int + ${index} as sum`, values: [10] })
      await client.end()
      return (rows[0] as { sum: number }).sum
    }))
    expect(sums).toEqual([10, 11, 12, 13, 14, 15])
    // Those of the pool's living connections may be there; none of the six that ended.
    await expect.poll(async () => (await pool.query(`select count(*)::int as left from pg_prepared_statements where name like '%same'`)).rows[0]).toEqual({ left: 0 })
  })

  test('that die in a transaction, in a statement or under load leave nothing behind', async () => {
    const inTransaction = await connected()
    await inTransaction.query('begin')
    await inTransaction.query(`insert into things values (3, 'dead')`)
    cut(inTransaction)
    const inStatement = new RawClient(embedded.stream())
    await inStatement.until('Z')
    inStatement.send(...extended('select g from generate_series(1, 1000) g', 10), ['H'])
    await inStatement.until('s')
    inStatement.stream.destroy()
    await Promise.all(Array.from({ length: 5 }, async () => {
      for (let round = 0; round < 6; round += 1) {
        const client = await connected()
        await client.query('begin')
        const asked = codeOf(client.query('select $1::int', [round]))
        if (round % 3 === 0) await asked
        cut(client)
        await asked
      }
    }))
    expect((await pool.query('select count(*)::int as count from things where id = 3')).rows).toEqual([{ count: 0 }])
  })
})

describe('the protocol', () => {
  test('has one ReadyForQuery for each Sync, also after an error while parsing, executing or committing', async () => {
    await pool.query('create table later (id int unique deferrable initially deferred)')
    const raw = new RawClient(embedded.stream())
    await raw.until('Z')
    raw.send(...extended('select nonsense'), ['S'], ...extended('select 1 / 0'), ['S'])
    raw.send(...extended('insert into later values (1), (1)'), ['S'], ...extended('select 7'), ['S'])
    const answers = [await raw.until('Z'), await raw.until('Z'), await raw.until('Z'), await raw.until('Z')]
    expect(answers.map(stateOf)).toEqual(['42703', '22012', '23505', undefined])
    expect(typesOf(answers[3] ?? [])).toBe('12DCZ')
    raw.send(['Q', 'select 1; select 1/0; select 2\0'], ['Q', 'select 3\0'])
    expect([stateOf(await raw.until('Z')), typesOf(await raw.until('Z'))]).toEqual(['22012', 'TDCZ'])
    await wait(50)
    expect(raw.left).toEqual([])
    raw.stream.destroy()
  })

  test('reads a portal piece by piece', async () => {
    const raw = new RawClient(embedded.stream())
    await raw.until('Z')
    raw.send(...extended('select g from generate_series(1, 25) g', 10), ['H'])
    expect(typesOf(await raw.until('s'))).toBe(`12${'D'.repeat(10)}s`)
    const more = Buffer.alloc(5)
    raw.send(['E', more], ['S'])
    expect(typesOf(await raw.until('Z'))).toBe(`${'D'.repeat(15)}CZ`)
    raw.send(...extended('select 1 / (g - 12) from generate_series(1, 25) g', 10), ['H'])
    await raw.until('s')
    raw.send(['E', more], ['S'])
    expect(stateOf(await raw.until('Z'))).toBe('22012')
    raw.stream.destroy()
  })

  test('takes a COPY in and gives it out; a wrong one leaves the connection usable', async () => {
    await pool.query('create table copied (id int, word text)')
    const raw = new RawClient(embedded.stream())
    await raw.until('Z')
    raw.send(['Q', '/* all */ copy copied from stdin;\0'])
    await raw.until('G')
    for (let from = 0; from < 20_000; from += 1_000) {
      raw.send(['d', Array.from({ length: 1_000 }, (_, index) => `${from + index}\trow ${from + index}\n`).join('')])
    }
    raw.send(['c'])
    expect(stateOf(await raw.until('Z'))).toBeUndefined()
    expect((await pool.query('select count(*)::int as count, sum(id)::int as sum from copied')).rows).toEqual([{ count: 20_000, sum: 199_990_000 }])
    raw.send(['Q', 'copy copied from stdin\0'], ['d', 'x\tno number\n'], ['c'])
    expect(stateOf(await raw.until('Z'))).toBe('22P02')
    raw.send(['Q', 'copy copied from stdin\0'], ['f', 'changed my mind\0'])
    expect(stateOf(await raw.until('Z'))).toBe('57014')
    raw.send(['Q', 'copy nowhere from stdin\0'], ['d', '1\n'], ['c'])
    expect(stateOf(await raw.until('Z'))).toBe('42P01')
    raw.send(['Q', 'copy (select * from copied order by id limit 2) to stdout\0'])
    expect((await raw.until('Z')).filter(({ type }) => type === 'd').map(({ bytes }) => bytes.toString('utf8', 5))).toEqual(['0\trow 0\n', '1\trow 1\n'])
    raw.stream.destroy()
  })

  test('refuses a COPY that is too large or hidden among other statements, and a text that only speaks of one is none', async () => {
    const raw = new RawClient(embedded.stream())
    await raw.until('Z')
    raw.send(['Q', 'copy copied from stdin\0'])
    const piece = Buffer.alloc(2 ** 20, 'a')
    for (let sent = 0; sent < LIMITS.bufferedBytes + piece.length; sent += piece.length) raw.send(['d', piece])
    raw.send(['c'])
    expect(stateOf(await raw.until('Z'))).toBe('57014')
    raw.send(['Q', 'select 1; copy copied from stdin\0'])
    expect(stateOf(await raw.until('Z'))).toBe('0A000')
    raw.send(...extended('copy copied from stdin'), ['S'])
    expect(stateOf(await raw.until('Z'))).toBe('0A000')
    raw.send(['Q', `select 'copy x from stdin' -- copy y from stdin\0`])
    expect(typesOf(await raw.until('Z'))).toBe('TDCZ')
    raw.stream.destroy()
  })

  test('ends a connection that speaks no protocol, and no other', async () => {
    const raw = new RawClient(embedded.stream())
    await raw.until('Z')
    raw.stream.write(Buffer.from([0x51, 0x7f, 0xff, 0xff, 0xff]))
    expect(stateOf(await raw.until('E'))).toBe('08P01')
    expect((await pool.query('select 1 as one')).rows).toEqual([{ one: 1 }])
  })
})

describe('values', () => {
  test('of every type come back as they went', async () => {
    const bytes = Buffer.from([0, 1, 255, 39, 92, 0, 7])
    const { rows: [row] } = await pool.query(
      `select $1::bytea as bytes, $2::jsonb as json, $3::timestamptz as time, $4::text[] as texts, $5::bigint as big,
              $6::numeric as numeric, length($7::bytea) as long, null as nothing, true as yes, st_asgeojson(st_makepoint(30.5, 50.4)) as point`,
      [bytes, { a: [1, { b: 'é😀' }] }, new Date(0), ['x', 'y,"z'], '9007199254740993', '1.10', Buffer.alloc(2_000_000, 7)],
    )
    expect(row).toEqual({
      bytes, json: { a: [1, { b: 'é😀' }] }, time: new Date(0), texts: ['x', 'y,"z'], big: '9007199254740993',
      numeric: '1.10', long: 2_000_000, nothing: null, yes: true, point: '{"type":"Point","coordinates":[30.5,50.4]}',
    })
  })

  test('come in results of many megabytes', async () => {
    const { rows } = await pool.query(`select g, repeat('y', 1000) as text from generate_series(1, 10000) g`)
    expect([rows.length, rows[9_999].g, rows[9_999].text.length]).toEqual([10_000, 10_000, 1_000])
  })

  test('a savepoint undoes its own part, and an error names its place', async () => {
    const client = await pool.connect()
    await client.query('begin')
    await client.query('savepoint mine')
    expect(await codeOf(client.query('select 1 / 0'))).toBe('22012')
    await client.query('rollback to savepoint mine')
    expect((await client.query('select 7 as seven')).rows).toEqual([{ seven: 7 }])
    await client.query('commit')
    const error = await client.query('select * from nowhere where a = $1', [1]).then(() => undefined, (found: pg.DatabaseError) => found)
    expect([error?.code, error?.position]).toEqual(['42P01', '15'])
    client.release()
  })
})
