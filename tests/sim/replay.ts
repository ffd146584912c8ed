import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Database } from '../../api/db/database.ts'
import { sql } from '../../api/db/sql.ts'
import { folderStore } from '../../api/photos/store.ts'
import { sealIn } from '../../api/seal/seal.ts'
import { folderParts } from '../../api/uploads/parts.ts'
import { fillCountry } from './country.ts'
import { randomOf } from './random.ts'
import { startSimServer, type SimServer } from './server.ts'
import { stateOf } from './stored.ts'

/** The first report of each damage: a name for it that no server gives. */
export const openers = async (database: Database): Promise<ReadonlyMap<string, string>> =>
  new Map((await database.look<{ damage: string; id: string }>(sql`select distinct on (damage_id) damage_id as damage, id from reports where damage_id is not null order by damage_id, received_at, id`)).map((row) => [row.damage, row.id]))

type Synced = { readonly device: string; readonly ops: readonly { readonly id: string }[] }
type Verdicts = { readonly verdicts: readonly { readonly id: string; readonly outcome: string }[] }

/**
 * Asks another server, on an empty database, what the first one was asked, at the same times and in the same order, but each operation only
 * when it was first accepted. Gives the state that this leads to.
 */
export async function replay(given: { log: SimServer['log']; openers: ReadonlyMap<string, string>; phones: number; database: Database }): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-replay-'))
  let nowMs = 0
  const { database } = given
  const server = startSimServer({ database, photos: folderStore(folder), parts: folderParts(join(folder, 'uploads')), seal: sealIn(join(folder, 'seal'), () => new Date(nowMs)), clock: { nowMs: () => nowMs }, random: randomOf('replay') })
  const cookies = new Map<string, string>()
  const done = new Set<string>()
  const damageOf = async (id: string) => (await database.look<{ damage: string }>(sql`select damage_id as damage from reports where id = ${given.openers.get(id) ?? id}`))[0]?.damage ?? id
  try {
    await fillCountry(database, given.phones)
    for (const { asked, said } of given.log) {
      if (asked.method === 'GET') continue
      let { body } = asked
      if (asked.path === '/api/sync') {
        const kept = new Set((JSON.parse(said) as Verdicts).verdicts.filter((verdict) => verdict.outcome === 'kept').map((verdict) => verdict.id))
        const { device, ops } = JSON.parse(body as string) as Synced
        const fresh = ops.filter((op) => kept.has(op.id) && !done.has(op.id))
        if (fresh.length === 0) continue
        for (const op of fresh) done.add(op.id)
        body = JSON.stringify({ device, ops: fresh })
      } else if (asked.path.startsWith('/api/repairs/')) {
        const repair = JSON.parse(body as string) as { damage: string }
        body = JSON.stringify({ ...repair, damage: await damageOf(repair.damage) })
      }
      if (!cookies.has(asked.who)) cookies.set(asked.who, await server.signIn(asked.who))
      nowMs = asked.atMs
      const answer = await server.answer({ ...asked, body, cookie: cookies.get(asked.who)! })
      if (answer?.status !== 200 && !asked.path.startsWith('/api/uploads')) throw new Error(`the replay of ${asked.method} ${asked.path} was answered ${answer?.status}: ${await answer?.text()}`)
    }
    return await stateOf(database)
  } finally {
    server.close()
    await rm(folder, { recursive: true, force: true })
  }
}
