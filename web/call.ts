import type { z } from 'zod'
import type { Endpoint } from '../geo/http/endpoint.ts'
import type { ProblemBody } from '../geo/problems.ts'
import { makeAhead } from './ahead.ts'

type Part<E extends Endpoint, K extends 'params' | 'query' | 'body'> = E[K] extends z.ZodUndefined ? { [P in K]?: undefined } : { [P in K]: z.input<E[K]> }

/** What a call of an endpoint takes: only the parts that it has. */
export type Asking<E extends Endpoint> = Part<E, 'params'> & Part<E, 'query'> & Part<E, 'body'>

/** The server's refusal: an RFC 9457 problem, with what to change. */
export class Refused extends Error {
  readonly body: ProblemBody

  constructor(body: ProblemBody) {
    super(`${body.title}. ${body.detail}`)
    this.body = body
  }

  /** The problem's name, as in `geo/problems.ts`. */
  get problem(): string {
    return this.body.type.replace(/^.*\/problems\//, '')
  }
}

/** Nothing that our server said came back: no network, a proxy's page, a captive portal. Trying again is safe. */
export class Unreachable extends Error {}

const isProblem = (value: unknown): value is ProblemBody =>
  typeof value === 'object' && value !== null && 'type' in value && typeof value.type === 'string' && value.type.includes('/problems/')

/** The address of an endpoint with its parameters and query filled in. */
export function addressOf<E extends Endpoint>(endpoint: E, asked: { params?: unknown; query?: unknown }): string {
  const params = (asked.params ?? {}) as Record<string, string>
  const path = endpoint.path.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(params[name] ?? ''))
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries((asked.query ?? {}) as Record<string, unknown>)) {
    if (value !== undefined && value !== null && value !== '') query.set(name, String(value))
  }
  return query.size === 0 ? path : `${path}?${query}`
}

const HEADERS = { accept: 'application/json', 'x-vidnova': '1' }
const ahead = makeAhead((address, init) => fetch(address, init))

/** Asks for an address before the part of the page that will ask for it is here: the next `call` for it takes this answer. */
export const askAhead = (address: string): void => ahead.ask(address, { method: 'GET', headers: HEADERS, credentials: 'same-origin' })

/** Calls an endpoint of the contract over the browser's network. Throws Refused with the server's problem, or Unreachable when no answer of ours came. */
export const call = <E extends Endpoint>(endpoint: E, asked: Asking<E>, signal?: AbortSignal): Promise<z.output<E['returns']>> =>
  callOver(ahead.network, endpoint, asked, signal)

/** `call` over a given network: a simulation has its own. */
export async function callOver<E extends Endpoint>(network: (address: string, init: RequestInit) => Promise<Response>, endpoint: E, asked: Asking<E>, signal?: AbortSignal): Promise<z.output<E['returns']>> {
  const raw = asked.body instanceof Uint8Array || asked.body instanceof Blob
  const headers: Record<string, string> = { ...HEADERS }
  if (asked.body !== undefined && !raw) headers['content-type'] = 'application/json'
  let answer: Response
  let said: unknown
  try {
    answer = await network(addressOf(endpoint, asked), {
      method: endpoint.method.toUpperCase(), headers, credentials: 'same-origin', signal: signal ?? null,
      body: asked.body === undefined ? null : raw ? (asked.body as unknown as BodyInit) : JSON.stringify(asked.body),
    })
    said = await answer.json()
  } catch (error) {
    if (signal?.aborted) throw error
    throw new Unreachable('the server did not answer', { cause: error })
  }
  if (isProblem(said)) throw new Refused(said)
  // A captive portal answers 200 with whatever it likes: only what fits the contract is our server's word.
  const parsed = endpoint.returns.safeParse(said)
  if (!answer.ok || !parsed.success) throw new Unreachable('the answer is not our server\'s', { cause: parsed.error })
  return parsed.data as z.output<E['returns']>
}
