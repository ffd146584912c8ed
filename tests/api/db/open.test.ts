import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { sql } from '../../../api/db/sql.ts'
import { openDatabase } from '../../../api/db/open.ts'
import { isAtLeast } from '../../../api/db/server-check.ts'
import { runDatabase } from '../../kit/database.ts'

/** A wire to the run's database that can be cut. */
async function cuttable(): Promise<{ url: string; cut(): void; close(): void }> {
  const target = new URL((await runDatabase()).url)
  const sockets = new Set<Socket>()
  const server = createServer((outside) => {
    const inside = connect(Number(target.port), target.hostname)
    for (const [one, other] of [[outside, inside], [inside, outside]] as const) {
      sockets.add(one)
      one.pipe(other)
      one.on('error', () => other.destroy())
      one.on('close', () => { sockets.delete(one); other.destroy() })
    }
  })
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening))
  const url = new URL(target)
  url.port = String((server.address() as AddressInfo).port)
  return { url: url.href, cut: () => sockets.forEach((socket) => socket.destroy()), close: () => server.close() }
}

describe('a database server', () => {
  test('whose connections are cut, idle or in a transaction, costs an error and no process; the next request has a new one', async () => {
    const wire = await cuttable()
    const said: string[] = []
    const database = await openDatabase({ url: wire.url, dataDir: 'unused', poolSize: 3, log: (message) => said.push(message) })
    const one = sql`select 1 as one`
    await database.read((tx) => tx.query(one))
    wire.cut()
    await expect.poll(() => said).toContain('an idle database connection was lost')
    expect((await database.read((tx) => tx.query(one))).rows).toEqual([{ one: 1 }])

    const inTheMiddle = database.write(async (tx) => {
      await tx.query(one)
      wire.cut()
      await wait(100) // while nothing is asked of it
      await tx.query(one)
    })
    await expect(inTheMiddle).rejects.toThrow(/connection|terminated|queryable/i)
    expect((await database.read((tx) => tx.query(one))).rows).toEqual([{ one: 1 }])
    await database.close()
    wire.close()
  })

  test('that does not answer is named as the reason', async () => {
    const wire = await cuttable()
    wire.close()
    await expect(openDatabase({ url: wire.url, dataDir: 'unused', log: () => {} })).rejects.toThrow(/DATABASE_URL does not answer/)
  })

  test('is judged by its version part by part', () => {
    expect(['3.3', '3.3.2', '3.10.0', '4.0'].map((version) => isAtLeast(version, '3.3'))).toEqual([true, true, true, true])
    expect(['3.2.9', '2.5', '3'].map((version) => isAtLeast(version, '3.3'))).toEqual([false, false, false])
  })
})

describe('a transaction', () => {
  test('only reads when it is a read, and undoes the part that failed in a savepoint', async () => {
    const database = await openDatabase({ url: (await runDatabase()).url, dataDir: 'unused', log: () => {} })
    await expect(database.read((tx) => tx.query(sql`create table never (id int)`))).rejects.toMatchObject({ code: '25006' })
    const answer = await database.write(async (tx) => {
      await tx.query(sql`create temp table parts (id int) on commit drop`)
      const failed = await tx.savepoint(async (inner) => {
        await inner.query(sql`insert into parts values (1)`)
        await inner.query(sql`select 1 / 0`)
      }).catch((error: { code: string }) => error.code)
      await tx.savepoint((inner) => inner.query(sql`insert into parts values (2)`))
      return [failed, (await tx.query(sql`select id from parts`)).rows]
    })
    expect(answer).toEqual(['22012', [{ id: 2 }]])
    await database.close()
  })
})
