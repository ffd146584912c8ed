import { NO_CHANGES } from '../../geo/sync/merge.ts'
import type { VirtualClock } from './clock.ts'
import type { History } from './history.ts'
import type { Quiet } from './quiet.ts'
import type { Random } from './random.ts'
import type { SimServer } from './server.ts'

/** What befalls one request. */
export const FATES = [
  'fine', 'lost', 'silent', 'answer-lost', 'twice', 'late', 'portal', 'bad-gateway', 'busy', 'half-answer', 'cut-answer', 'other-hash', 'no-verdicts', 'stranger', 'cut-upload', 'killed-after', 'killed-within',
] as const
export type Fate = (typeof FATES)[number]

/** How bad the network is: the share of requests that meet something, or none at all. */
export type Weather = number | 'offline'

const LONGEST_LATE_MS = 2 * 86_400_000
const json = (body: unknown, status: number, type = 'application/json') => new Response(JSON.stringify(body), { status, headers: { 'content-type': type } })
const page = (status: number) => new Response('<!doctype html><p>Sign in to the hotel</p>', { status, headers: { 'content-type': 'text/html' } })

// What a server that is not ours might say: another one behind the same name, a proxy that made it up. It would have every phone cleared.
const NOTHING = { missingPhotos: [], missingThumbs: [], clear: true, changes: NO_CHANGES, alerts: { asOf: null, alerts: [] }, cursor: 'of another', more: false, now: '' }
const idsIn = (body: string | Uint8Array) => (typeof body === 'string' && body.startsWith('{') ? ((JSON.parse(body) as { ops?: { id: string }[] }).ops ?? []).map((op) => op.id) : [])

/** The answer with something of it changed. */
async function altered(answer: Response, change: (said: { verdicts?: { hash: string }[] }) => object): Promise<Response> {
  const text = await answer.text()
  if (answer.status !== 200 || !text.startsWith('{')) return new Response(text, { status: answer.status, headers: answer.headers })
  return json(change(JSON.parse(text) as object), 200)
}

/** The network of one phone: `fetch` over virtual time, to the simulated server. */
export function makeNetwork(given: { clock: VirtualClock; quiet: Quiet; random: Random; server: SimServer; history: History; phone: number; fates: readonly Fate[]; weather: () => Weather; alive: () => boolean }) {
  const { clock, quiet, random, server, history, phone } = given
  const delay = () => random.int(20, 900)

  return (who: string, cookie: string) => (address: string, init: RequestInit) => new Promise<Response>((resolve, reject) => {
    const signal = init.signal ?? undefined
    const fail = () => { if (given.alive()) reject(new TypeError('network error')) }
    const give = (answer: Response | undefined) => clock.after(delay(), () => {
      if (!given.alive()) return
      if (answer === undefined) return fail()
      history.note({ what: 'answered', atMs: clock.nowMs(), phone, status: answer.status })
      resolve(answer)
    })
    signal?.addEventListener('abort', () => { if (given.alive()) reject(signal.reason as Error) })
    const weather = given.weather()
    const fate: Fate = weather === 'offline' ? 'lost' : random.chance(weather) ? random.pick(given.fates) : 'fine'
    history.note({ what: 'request', atMs: clock.nowMs(), phone, path: `${init.method} ${address}`, fate })

    const body = init.body instanceof Blob ? quiet.watch(init.body.arrayBuffer()).then((buffer) => new Uint8Array(buffer)) : Promise.resolve((init.body ?? '') as string | Uint8Array<ArrayBuffer>)
    void body.then((bytes) => {
      const asked = { who, cookie, method: init.method ?? 'GET', path: address, body: bytes, ...(address.startsWith('/api/uploads') ? { headers: init.headers as Record<string, string> } : {}) }
      const reach = (waitMs: number, then: (answer: Response | undefined) => unknown, more: { cutAfter?: number; killAtQuery?: number } = {}) =>
        clock.after(waitMs, async () => then(await server.answer({ ...asked, ...more })))
      switch (fate) {
        case 'fine': return reach(delay(), give)
        case 'lost': return clock.after(delay(), fail)
        case 'silent': return // until the phone gives up
        case 'answer-lost': return reach(delay(), fail)
        case 'twice':
          reach(delay(), give)
          return reach(random.int(1000, LONGEST_LATE_MS), () => undefined)
        case 'late': return reach(random.int(61_000, LONGEST_LATE_MS), () => undefined)
        case 'portal': return give(page(200))
        case 'bad-gateway': return give(page(502))
        case 'busy': return give(json({ type: '/problems/busy', title: 'Busy', status: 503, detail: '', retryAfterS: random.int(1, 30) }, 503, 'application/problem+json'))
        case 'half-answer': return reach(delay(), async (answer) => {
          const text = (await answer?.text()) ?? ''
          give(new Response(text.slice(0, random.int(0, Math.max(0, text.length - 1))), { status: 200, headers: { 'content-type': 'application/json' } }))
        })
        case 'cut-answer': return reach(delay(), () => give(new Response(new ReadableStream({ pull: (stream) => stream.error(new Error('reset')) }), { status: 200 })))
        case 'other-hash': return reach(delay(), async (answer) => give(answer && await altered(answer, (said) => ({ ...said, verdicts: said.verdicts?.map((verdict) => ({ ...verdict, hash: 'f'.repeat(64) })) }))))
        case 'no-verdicts': return reach(delay(), async (answer) => give(answer && await altered(answer, (said) => ({ ...said, verdicts: said.verdicts?.slice(1) }))))
        case 'stranger': return give(json({ ...NOTHING, verdicts: idsIn(bytes).map((id) => ({ id, hash: 'e'.repeat(64), outcome: 'kept', problem: null })) }, 200))
        case 'cut-upload': return reach(delay(), fail, { cutAfter: random.int(0, Math.max(0, (typeof bytes === 'string' ? bytes.length : bytes.byteLength) - 1)) })
        case 'killed-after': return reach(delay(), () => {
          server.restart()
          fail()
        })
        case 'killed-within': return reach(delay(), give, { killAtQuery: random.int(0, 25) })
      }
    })
  })
}
