import { Refused, Unreachable } from '../../../web/call.ts'
import { hashOf } from '../../../web/sync/hash.ts'
import { makeMemoryStore } from '../../../web/sync/memory-store.ts'
import { makeOutbox, type Filing, type OutboxWorld, type SyncAsked } from '../../../web/sync/outbox.ts'
import type { SyncAnswer } from '../../../web/sync/verdicts.ts'
import { Problem } from '../../../geo/problems.ts'
import { NO_CHANGES } from '../../../geo/sync/merge.ts'

/** What may happen to one request. */
export const WEATHER = ['fine', 'lost-ack', 'dropped', 'fault', 'busy', 'wrong-hash', 'no-verdicts', 'half-verdicts', 'signed-out'] as const
export type Weather = (typeof WEATHER)[number]


/** An id that depends on a number alone. */
export const idOf = (n: number) => `00000000-0000-7000-8000-${String(n).padStart(12, '0')}`

/** A report as the outbox sees it; the server below refuses it when `bad`. */
export const aFiling = (n: number, more: Partial<Filing> = {}): Filing => ({
  id: idOf(n), kind: 'report.file', body: { id: idOf(n), note: `report ${n}` }, label: { names: null, place: '', version: null }, ...more,
})

/** A server that keeps each id once and gives verdicts as ours does, under a given weather. */
export function makeServer() {
  const stored = new Map<string, string>()
  const photos = new Set<string>()
  const announced = new Set<string>()
  let arrivals = 0
  const server = {
    stored, photos, announced,
    /** Times that an operation was stored anew: more than one each would be a double. */
    arrivals: () => arrivals,
    refuse: (_body: unknown): boolean => false,
    /** Others wait to be let in. */
    crowded: false,
    async answer(asked: SyncAsked, weather: Weather): Promise<SyncAnswer> {
      if (weather === 'dropped') throw new Unreachable('no network')
      if (weather === 'fault') throw new Refused(new Problem('fault', { requestId: '1' }).toJSON())
      if (weather === 'busy') throw new Refused(new Problem('busy', {}).toJSON())
      if (weather === 'signed-out') throw new Refused(new Problem('not-signed-in', {}).toJSON())
      const verdicts = await Promise.all(asked.ops.map(async (op) => {
        const hash = await hashOf(op.body)
        if (server.refuse(op.body)) return { id: op.id, hash, outcome: 'refused' as const, problem: new Problem('site-not-found', { id: op.id }).toJSON() }
        if (!stored.has(op.id)) {
          stored.set(op.id, hash)
          arrivals += 1
          for (const photo of (op.body as { photos?: string[] }).photos ?? []) announced.add(photo)
        }
        return { id: op.id, hash, outcome: 'kept' as const, problem: null }
      }))
      if (weather === 'lost-ack') throw new Unreachable('cut after the commit')
      const said = weather === 'no-verdicts' ? [] : weather === 'half-verdicts' ? verdicts.slice(0, Math.floor(verdicts.length / 2)) : verdicts
      return {
        verdicts: weather === 'wrong-hash' ? said.map((verdict) => ({ ...verdict, hash: 'f'.repeat(64) })) : said,
        missingPhotos: [...announced].filter((sha256) => !photos.has(sha256)), missingThumbs: [], clear: false, changes: NO_CHANGES, alerts: { asOf: null, alerts: [] }, cursor: '1.1', more: false, crowded: server.crowded, now: '2026-01-01T00:00:00Z',
      }
    },
  }
  return server
}

/** An outbox on a memory store against a server; the weather is asked at each request. */
export function makePhone(server: ReturnType<typeof makeServer>, weather: () => Weather, more: Partial<OutboxWorld> = {}) {
  const store = more.store ?? makeMemoryStore()
  const asked: SyncAsked[] = []
  const outbox = makeOutbox({
    store, device: idOf(1),
    async send(ask) {
      asked.push(ask)
      // Through JSON, as on the wire.
      return server.answer(JSON.parse(JSON.stringify(ask)) as SyncAsked, weather())
    },
    async sendPhoto({ sha256 }) {
      if (weather() === 'dropped') throw new Unreachable('no network')
      server.photos.add(sha256)
      return true
    },
    alone: (work) => work(), nowMs: () => 0, random: () => 0.5, who: () => 'crew-7', changed: () => undefined, ...more,
  })
  const states = async () => Object.fromEntries((await store.ops()).map((op) => [op.id, op.state]))
  return { store, outbox, asked, states }
}
