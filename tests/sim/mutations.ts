import { NO_CHANGES } from '../../geo/sync/merge.ts'
import { randomUUID } from 'node:crypto'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import type { Database } from '../../api/db/database.ts'
import type { Sql, Tx } from '../../api/db/sql.ts'
import { hashOf } from '../../web/sync/hash.ts'
import type { Ways } from './world.ts'

/** A bug that somebody might make, and the promise that it breaks. */
export type Bug = { readonly name: string; readonly breaks: string; readonly ways: Ways }

class RolledBack extends Error {}

/** A transaction whose statements go through `ask`. */
const through = (tx: Tx, ask: (statement: Sql, tx: Tx) => Promise<{ rows: unknown[]; rowCount: number }>): Tx => ({
  query: <Row>(statement: Sql) => ask(statement, tx) as Promise<{ rows: Row[]; rowCount: number }>,
  savepoint: (work) => tx.savepoint((inner) => work(through(inner, ask))),
})
const withTx = (database: Database, change: (tx: Tx) => Tx): Database => ({ ...database, write: (work) => database.write((tx) => work(change(tx))) })

/** Filed anew under another id when it had been filed before. */
function forgetful(tx: Tx): Tx {
  const renamed = new Map<unknown, string>()
  return through(tx, async (statement, real) => {
    const values = statement.values.map((value) => renamed.get(value) ?? value)
    const made = await real.query<{ existing?: unknown }>({ ...statement, text: statement.text, values } as Sql)
    const [row] = made.rows
    if (row?.existing != null) {
      // The report's id is the first thing that the filing asks by; its crew and site keep theirs.
      renamed.set(statement.values[0], randomUUID())
      row.existing = null
    }
    return made
  })
}

const kept = async (asked: string) => Promise.all((JSON.parse(asked) as { ops: { id: string; body: unknown }[] }).ops.map(async ({ id, body }) => ({ id, hash: await hashOf(body), outcome: 'kept', problem: null })))
const ofSync = (asked: string) => asked.startsWith('{') && asked.includes('"ops"')
const said = (body: object) => new Response(JSON.stringify(body), { status: 200, headers: { 'content-type': 'application/json' } })

/** Bugs of which each must be found. */
export const BUGS: readonly Bug[] = [
  {
    name: 'the server acknowledges before the commit, and the commit fails', breaks: 'I1',
    ways: { mutation: {
      database: (database, random) => ({
        ...database,
        async write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
          if (!random.chance(0.3)) return database.write(work)
          let answer: { readonly of: T } | undefined
          try {
            await database.write(async (tx) => {
              answer = { of: await work(tx) }
              throw new RolledBack()
            })
          } catch (error) {
            if (!(error instanceof RolledBack)) throw error
          }
          return answer!.of
        },
      }),
    } },
  },
  { name: 'the server forgets what it has', breaks: 'I2', ways: { mutation: { database: (database) => withTx(database, forgetful) } } },
  {
    name: 'the phone takes a verdict with another hash', breaks: 'I1',
    ways: { fates: ['stranger'], mutation: {
      async hears(answer, asked) {
        const text = await answer.text()
        if (answer.status !== 200 || !ofSync(asked) || !text.endsWith('}')) return new Response(text, answer)
        const body = JSON.parse(text) as { verdicts: { id: string; hash: string }[] }
        const own = new Map((await kept(asked)).map((verdict) => [verdict.id, verdict.hash]))
        return said({ ...body, verdicts: body.verdicts.map((verdict) => ({ ...verdict, hash: own.get(verdict.id) ?? verdict.hash })) })
      },
    } },
  },
  {
    name: 'the phone takes any 200 for an acknowledgement', breaks: 'I1',
    ways: { fates: ['portal'], mutation: {
      async hears(answer, asked) {
        const text = await answer.text()
        if (answer.status !== 200 || !ofSync(asked) || text.endsWith('}')) return new Response(text, answer)
        return said({ verdicts: await kept(asked), missingPhotos: [], changes: NO_CHANGES, alerts: { asOf: null, alerts: [] }, cursor: '0.0', more: false, now: '' })
      },
    } },
  },
  {
    name: 'the phone says kept before it is on the disk', breaks: 'I1',
    ways: { mutation: { store: (store) => ({ ...store, async file(op, photos) { if (op.id.charCodeAt(35) % 3 !== 0) await store.file(op, photos) } }) } },
  },
  {
    name: 'the server keeps other bytes than it was sent', breaks: 'I3',
    ways: { mutation: { photos: (photos) => ({ ...photos, put: (sha256, form, bytes) => photos.put(sha256, form, form === 'original' ? bytes.slice(0, -1) : bytes) }) } },
  },
  {
    name: 'the audit misses a change', breaks: 'I4',
    ways: { mutation: {
      database: (database, random) => withTx(database, (tx) => through(tx, async (statement, real) => {
        if (!statement.text.includes('insert into events') || !random.chance(0.2)) return real.query(statement)
        return { rows: [], rowCount: (JSON.parse(String(statement.values[1])) as unknown[]).length }
      })),
    } },
  },
  {
    name: 'the audit has a change twice', breaks: 'I4',
    ways: { mutation: {
      database: (database, random) => withTx(database, (tx) => through(tx, async (statement, real) => {
        if (statement.text.includes('insert into events') && random.chance(0.2)) await real.query(statement)
        return real.query(statement)
      })),
    } },
  },
  {
    name: 'what cannot be answered holds up what is behind it', breaks: 'I6',
    ways: { shares: { poison: 0.4 }, mutation: {
      store: (store) => ({ ...store, outgoing: async () => (await store.outgoing()).slice(0, 1) }),
    } },
  },
  {
    name: 'what is accepted after it was held is filed under an id of its own', breaks: 'I2',
    ways: { shares: { withdraw: 1 }, mutation: {
      database: (database, random) => withTx(database, (tx) => through(tx, async (statement, real) => {
        const made = await real.query<{ op: string; kind: string; body: object }>(statement)
        const [row] = made.rows
        if (statement.text.includes('for update of h') && row !== undefined) {
          row.op = uuidv7(0, random.bytes(10))
          if (row.kind === 'report.file') row.body = { ...row.body, id: row.op }
        }
        return made
      })),
    } },
  },
  {
    name: 'the phone says delivered of what it carries once it has reached the server at all', breaks: 'I1',
    ways: { shares: { handOn: 1 }, mutation: {
      store: (store) => ({
        ...store,
        async land(landing) {
          const carried = (await store.outgoing()).filter((op) => op.carriedFrom !== null).map(({ id }) => ({ id, outcome: 'kept' as const, problem: null }))
          await store.land({ ...landing, settled: [...carried, ...landing.settled] })
        },
      }),
    } },
  },
]
