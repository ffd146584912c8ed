import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Presence, Present } from '../../geo/presence/contract.ts'
import type { Database } from '../db/database.ts'
import { listenTo, notice } from '../db/notices.ts'
import { run, type Tx } from '../db/sql.ts'
import type { Logger } from '../log.ts'
import { Entry, makePresences } from './presence.ts'

/** Who is at which damage, over all server processes. */
export type PresenceFeed = {
  /** Somebody says where they are; what they say leaves with the commit. Gives who else is there. */
  say(tx: Tx, entry: Entry): Promise<Present[]>
  /** Tells an actor of who comes to and leaves the damages where they are; gives what ends it. */
  hear(actor: string, tell: (presence: Presence) => void): () => void
  close(): Promise<void>
}

const CHANNEL = 'vidnova_presence'
const SWEEP_MS = 5_000
const Said = z.union([z.object({ from: z.string(), entries: z.array(Entry).max(30) }), z.object({ from: z.string(), asks: z.literal(true) })])
const AT_ONCE = 20 // entries of a notice, of which each holds under 8,000 bytes

/** A feed over a database. Processes tell each other by notices, of which nothing is stored; the embedded database has one process only. */
export function makePresenceFeed(database: Database, log: Logger, me: string = randomUUID()): PresenceFeed {
  const presences = makePresences(() => performance.now())
  const own = new Set<string>()
  let listening: ReturnType<typeof listenTo> | undefined
  let sweeping: NodeJS.Timeout | undefined

  const send = (said: z.infer<typeof Said>) => database.write((tx) => run(tx, notice(CHANNEL, JSON.stringify(said)))).catch((error: unknown) => {
    log.warn({ err: error }, 'other servers were not told who is where; the next heartbeat tells them')
  })

  function heard(text: string) {
    let parsed: unknown
    try {
      parsed = JSON.parse(text)
    } catch (error) {
      log.warn({ err: error }, 'a notice of presence that is none')
      return
    }
    const said = Said.safeParse(parsed)
    if (!said.success || said.data.from === me) return
    if ('entries' in said.data) for (const entry of said.data.entries) presences.take(entry)
    else {
      const entries = presences.own(own)
      for (let at = 0; at < entries.length; at += AT_ONCE) void send({ from: me, entries: entries.slice(at, at + AT_ONCE) })
    }
  }

  /** Listens and sweeps from the first that somebody is anywhere. */
  function wake() {
    sweeping ??= setInterval(() => presences.sweep(), SWEEP_MS).unref()
    if (database.kind === 'server') listening ??= listenTo(database, CHANNEL, log, heard, () => void send({ from: me, asks: true }))
  }

  return {
    async say(tx, entry) {
      wake()
      if (entry.damage === null) own.delete(entry.tab)
      else own.add(entry.tab)
      presences.take(entry)
      // Each heartbeat is told, so that a process that missed the first knows by the next.
      if (database.kind === 'server') await run(tx, notice(CHANNEL, JSON.stringify({ from: me, entries: [entry] })))
      return entry.damage === null ? [] : presences.others(entry.damage, entry.actor)
    },
    hear(actor, tell) {
      wake()
      return presences.hear(actor, tell)
    },
    async close() {
      clearInterval(sweeping)
      await listening?.end()
    },
  }
}
