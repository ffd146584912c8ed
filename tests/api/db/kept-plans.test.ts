import { expect, test } from 'vitest'
import { z } from 'zod'
import { kept, one, run, sql, type Tx } from '../../../api/db/sql.ts'
import { withDatabase } from '../../kit/database.ts'

const Names = z.object({ names: z.array(z.string()) })
const insert = (name: string) => kept(sql`insert into organisations (kind, name_uk) values ('other', ${name})`)
const plans = async (tx: Tx) => (await one(tx, z.object({ count: z.number() }), sql`select count(*)::int as count from pg_prepared_statements where statement like 'insert into organisations%'`)).count
const stored = (tx: Tx) => one(tx, Names, sql`select coalesce(array_agg(name_uk order by name_uk), '{}') as names from organisations`)

test('a plan is kept on its connection, and one that is gone costs a second try and nothing else', withDatabase(async (database) => {
  const seen = await database.write(async (tx) => {
    await run(tx, insert('перша'))
    await run(tx, insert('друга'))
    return plans(tx)
  })
  expect(seen).toBe(1)

  // As a pooler that lends another connection: what pg believes to be there is not.
  const gone = async (name: string) => {
    let tries = 0
    await database.write(async (tx) => {
      tries += 1
      await run(tx, insert(name))
      if (tries === 1) await run(tx, sql`deallocate all`)
      await tx.savepoint((inner) => run(inner, insert(`${name} ще раз`)))
    })
    return tries
  }
  expect(await gone('третя')).toBe(2)
  expect(await database.read(stored)).toEqual({ names: ['друга', 'перша', 'третя', 'третя ще раз'] })

  // From then on it does without.
  const after = await database.write(async (tx) => {
    await run(tx, sql`deallocate all`)
    await run(tx, insert('остання'))
    return plans(tx)
  })
  expect(after).toBe(0)
}))

test('tables that were changed under a kept plan cost a second try', withDatabase(async (database) => {
  const ask = () => database.read((tx) => tx.query(kept(sql`select * from of_an_older_server`)))
  await database.pool.query('create table of_an_older_server ()')
  try {
    await ask()
    await database.pool.query('alter table of_an_older_server add column told text')
    await expect(ask()).resolves.toMatchObject({ rows: [] })
  } finally {
    await database.pool.query('drop table of_an_older_server')
  }
}))
