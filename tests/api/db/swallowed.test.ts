import { expect, test } from 'vitest'
import { sql } from '../../../api/db/sql.ts'
import { withDatabase } from '../../kit/database.ts'

test('a transaction in which an error was swallowed is never acknowledged', withDatabase(async (database) => {
  const work = database.write(async (tx) => {
    await tx.query(sql`insert into organisations (kind, name_uk) values ('other', 'Не збережене')`)
    await tx.query(sql`select 1 / 0`).catch(() => undefined)
    return 'done'
  })
  await expect(work).rejects.toThrow(/swallowed/)
  expect(await database.look(sql`select from organisations`)).toEqual([])
  await expect(database.read((tx) => tx.query(sql`select 1 as one`))).resolves.toMatchObject({ rows: [{ one: 1 }] })
}))

test('a savepoint whose work asked for a retry takes the whole transaction with it', withDatabase(async (database) => {
  let tries = 0
  const answer = await database.write(async (tx) => {
    tries += 1
    await tx.savepoint((inner) => inner.query(tries < 3 ? sql`do $$ begin raise exception 'again' using errcode = '40P01'; end $$` : sql`select 1`))
    return tries
  })
  expect(answer).toBe(3)
}))
