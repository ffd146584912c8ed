import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../api/db/database.ts'
import { sql } from '../../api/db/sql.ts'
import { folderStore } from '../../api/photos/store.ts'
import { folderParts } from '../../api/uploads/parts.ts'
import { fillCountry } from './country.ts'
import { randomOf } from './random.ts'
import { sealFrom } from './seal.ts'
import { startSimServer, type SimServer } from './server.ts'
import { stateOf } from './stored.ts'
import { BEGIN_MS } from './world.ts'

/** The first report of each damage: a name for it that no server gives. */
export const openers = async (database: Database): Promise<ReadonlyMap<string, string>> =>
  new Map((await database.look<{ damage: string; id: string }>(sql`select distinct on (damage_id) damage_id as damage, id from reports where damage_id is not null order by damage_id, received_at, id`)).map((row) => [row.damage, row.id]))

/** What was held, by the ids that the server gave, in words of its own: what, which body, and whose. */
export const heldNames = async (database: Database): Promise<ReadonlyMap<string, string>> =>
  new Map((await database.look<{ held: string; name: string }>(sql`select id as held, concat_ws(' ', op_id, hash, author) as name from held_ops`)).map((row) => [row.held, row.name]))

type Synced = { readonly device: string; readonly ops: readonly { readonly id: string }[] }
type Verdicts = { readonly verdicts: readonly { readonly id: string; readonly outcome: string }[] }

/**
 * Asks another server, on an empty database, what the first one was asked, at the same times and in the same order, but each operation only
 * when it was first accepted, and when it was first held. Gives the state that this leads to.
 */
export async function replay(given: { seed: number | string; log: SimServer['log']; openers: ReadonlyMap<string, string>; held: ReadonlyMap<string, string>; phones: number; database: Database }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-replay-'))
  let nowMs = 0
  const { database } = given
  const seal = await sealFrom(randomOf(`${given.seed}`).fork('seal'), join(folder, 'seal'), BEGIN_MS, () => nowMs)
  const server = startSimServer({ database, photos: folderStore(folder), parts: folderParts(join(folder, 'uploads')), seal, clock: { nowMs: () => nowMs }, random: randomOf('replay') })
  const cookies = new Map<string, string>()
  const done = new Set<string>()
  const met = new Set<string>()
  const damageOf = async (id: string) => (await database.look<{ damage: string }>(sql`select damage_id as damage from reports where id = ${given.openers.get(id) ?? id}`))[0]?.damage ?? id
  try {
    await fillCountry(database, given.phones)
    for (const { asked, said } of given.log) {
      if (asked.method === 'GET') continue
      let { body, path } = asked
      if (path === '/api/sync' || path === '/api/sync/hand-in') {
        const outcomes = new Map((JSON.parse(said) as Verdicts).verdicts.filter(({ outcome }) => outcome !== 'refused').map(({ id, outcome }) => [id, `${id} ${outcome}`]))
        const { ops, ...more } = JSON.parse(body as string) as Synced
        const fresh = ops.filter((op) => outcomes.has(op.id) && !done.has(outcomes.get(op.id)!))
        // A phone that comes for the first time leaves its key, and that its person used it.
        if (fresh.length === 0 && met.has(`${more.device} ${asked.who}`)) continue
        if (path === '/api/sync') met.add(`${more.device} ${asked.who}`)
        for (const op of fresh) done.add(outcomes.get(op.id)!)
        body = JSON.stringify({ ...more, ...('since' in more ? { since: null } : {}), ops: fresh })
      } else if (path.startsWith('/api/held/')) {
        const id = path.split('/')[3]!
        const ids = new Map([...(await heldNames(database))].map(([held, name]) => [name, held]))
        path = path.replace(id, ids.get(given.held.get(id) ?? '') ?? id)
      } else if (path.startsWith('/api/repairs/')) {
        const repair = JSON.parse(body as string) as { damage: string }
        body = JSON.stringify({ ...repair, damage: await damageOf(repair.damage) })
      }
      nowMs = asked.atMs
      const ask = async () => {
        if (!cookies.has(asked.who)) cookies.set(asked.who, await server.signIn(asked.who))
        return server.answer({ ...asked, path, body, cookie: cookies.get(asked.who)! })
      }
      let answer = await ask()
      if (answer?.status === 401 && cookies.delete(asked.who)) answer = await ask() // the session went with a phone that was withdrawn
      if (answer?.status !== 200 && !asked.path.startsWith('/api/uploads')) throw new Error(`the replay of ${asked.method} ${asked.path} was answered ${answer?.status}: ${await answer?.text()}`)
    }
    return await stateOf(database)
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
