import { describe, expect, test } from 'vitest'
import { sql } from '../../api/db/sql.ts'
import { inTransaction, runDatabase, withDatabase } from './database.ts'
import { nested } from './nested.ts'

const TABLES = sql`select table_name as name from information_schema.tables where table_schema = 'public'`
const make = (name: string) => `create table ${name} (n int primary key, twin int references ${name} deferrable initially deferred)`

describe('inTransaction', () => {
  test('gives a migrated database and takes back what the test did', async () => {
    await inTransaction(async (client) => { await client.query(make('left_behind')) })()
    await inTransaction(async (client) => {
      const { rows } = await client.query<{ name: string }>(TABLES.text)
      const names = rows.map(({ name }) => name)
      expect(names).toContain('events')
      expect(names).not.toContain('left_behind')
    })()
  })
})

describe('withDatabase', () => {
  test('lets a test commit on many connections, and is emptied after', async () => {
    const { pool, seeds } = await runDatabase()
    const rowsOf = async (table: string) => (await pool.query<{ rows: number }>(`select count(*)::int as rows from ${table}`)).rows[0]?.rows
    const before = await Promise.all(seeds.map(({ table }) => rowsOf(table)))

    await withDatabase(async (database) => {
      await Promise.all([1, 2, 3].map((level) => database.write((tx) => tx.query(sql`
        insert into areas (code, level, depth, lineage, geom, source, source_id, licence, attribution)
        values (${`T${level}`}, 'oblast', 1, '{}', st_multi(st_makeenvelope(30, 50, 31, 51, 4326)), 'test', ${`T${level}`}, 'none', 'none')`))))
      expect((await database.read((tx) => tx.query<{ rows: number }>(sql`select count(*)::int as rows from areas`))).rows[0]?.rows).toBeGreaterThanOrEqual(3)
    })()

    expect(await rowsOf('events')).toBe(0)
    expect(await rowsOf(`areas where code like 'T%'`)).toBe(0)
    expect(await Promise.all(seeds.map(({ table }) => rowsOf(table)))).toEqual(before)
  })
})

describe('a nested database', () => {
  test('refuses to write in a read, as the real one does, and goes on after', inTransaction(async (client) => {
    await client.query(make('things'))
    const database = nested(client, 'server')
    await expect(database.read((tx) => tx.query(sql`insert into things values (1)`))).rejects.toThrow(/read-only/)
    await database.write((tx) => tx.query(sql`insert into things values (2)`))
    expect((await database.read((tx) => tx.query(sql`select n from things`))).rows).toEqual([{ n: 2 }])
  }))

  test('undoes a write that fails, whole', inTransaction(async (client) => {
    await client.query(make('things'))
    const database = nested(client, 'server')
    await expect(database.write(async (tx) => {
      await tx.query(sql`insert into things values (1)`)
      await tx.savepoint((deeper) => deeper.query(sql`insert into things values (2)`))
      throw new Error('no')
    })).rejects.toThrow('no')
    expect((await client.query('select n from things')).rows).toEqual([])
  }))

  test('checks deferred constraints at the end of a write, and leaves them deferred for the next', inTransaction(async (client) => {
    await client.query(make('things'))
    const database = nested(client, 'server')
    await expect(database.write((tx) => tx.query(sql`insert into things values (1, 9)`))).rejects.toThrow(/foreign key/)
    await database.write(async (tx) => {
      await tx.query(sql`insert into things values (1, 2)`)
      await tx.query(sql`insert into things values (2, 1)`)
    })
    expect((await client.query('select n from things order by n')).rows).toEqual([{ n: 1 }, { n: 2 }])
  }))

  test('runs what is asked at once one after the other', inTransaction(async (client) => {
    await client.query(make('things'))
    const database = nested(client, 'server')
    const asked = Array.from({ length: 20 }, (_, n) => database.write(async (tx) => {
      await tx.query(sql`insert into things values (${n})`)
      if (n % 2 === 1) throw new Error('odd')
    }).catch(() => 'refused'))
    expect((await Promise.all(asked)).filter((answer) => answer === 'refused')).toHaveLength(10)
    expect((await client.query('select n from things order by n')).rows.map(({ n }: { n: number }) => n)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18])
  }))

  test('keeps the transactions of a library inside the test', inTransaction(async (client) => {
    await client.query(make('things'))
    const { pool } = nested(client, 'server')
    const borrowed = await pool.connect()
    await borrowed.query('begin')
    await borrowed.query('insert into things values ($1)', [1])
    await borrowed.query('commit')
    await borrowed.query('BEGIN')
    await borrowed.query({ text: 'insert into things values ($1)', values: [2] })
    await borrowed.query('ROLLBACK')
    borrowed.release()
    expect((await pool.query('select n from things')).rows).toEqual([{ n: 1 }])
    await client.query('rollback') // fails the next line if the commit above was a real one
    await client.query('begin')
    await expect(client.query('select from things')).rejects.toThrow(/does not exist/)
  }))
})
