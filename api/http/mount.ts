import type { Context, Hono } from 'hono'
import type { z } from 'zod'
import type { Actor, Role } from '../../geo/access/roles.ts'
import { EVERYWHERE, scopeFor, type Scope } from '../../geo/access/scope.ts'
import type { Endpoint } from '../../geo/http/endpoint.ts'
import { Raw } from '../../geo/photos/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Auth } from '../access/auth.ts'
import type { Database } from '../db/database.ts'
import type { Tx } from '../db/sql.ts'
import { readBytes, readJson } from './body.ts'
import { packed } from './packed.ts'
import { parse } from './parse.ts'

/** What the app keeps for a request. */
export type Kept = { Variables: { requestId: string; actor?: Actor } }

/** What a handler gets: everything parsed, one open transaction, the actor with the scope that this endpoint gives it. */
export type Asked<E extends Endpoint> = {
  readonly tx: Tx
  readonly actor: Actor
  readonly scope: Scope
  readonly params: z.output<E['params']>
  readonly query: z.output<E['query']>
  readonly body: z.output<E['body']>
  /** The body as it was sent, before defaults were filled in: what hashes are made of. */
  readonly sent: unknown
  readonly now: Date
  readonly c: Context<Kept>
}

/** Work that is too slow for an open transaction, done before it; it may ask the database in short ones of its own. */
export type Prepare<E extends Endpoint, P> = (asked: Omit<Asked<E>, 'tx'>, read: Database['read']) => Promise<P>

type Answering<E extends Endpoint, P> = (asked: Asked<E>, prepared: P) => Promise<z.input<E['returns']> | Response>

/** Refuses, by throwing, what is not worth reading a large body for. */
export type Guard<E extends Endpoint> = (asked: Pick<Asked<E>, 'actor' | 'scope' | 'params'>, read: Database['read']) => Promise<void>

/** Puts an endpoint on the app. A handler answers with data, or with a Response of its own for bytes; it is given what `prepare` made. A `guard` is asked before the body is read. */
export type Mount = <E extends Endpoint, P = undefined>(endpoint: E, answer: Answering<E, P>, prepare?: Prepare<E, P>, guard?: Guard<E>) => void

const NOBODY: Actor = { id: 'nobody', name: '', kind: 'system', grants: [] }
const ALL_ROLES: readonly Role[] = ['crew', 'dispatcher', 'authority', 'operator', 'auditor', 'admin', 'feed', 'sms']

/** Who asks and what they reach here. Throws `not-signed-in`, `role-not-served`. */
export async function admit(auth: Auth, endpoint: Pick<Endpoint, 'roles'>, c: Context<Kept>): Promise<{ actor: Actor; scope: Scope }> {
  if (endpoint.roles === 'anyone') return { actor: NOBODY, scope: { ...EVERYWHERE, areas: [], actor: NOBODY.id } }
  const actor = await auth.actorOf(c)
  if (actor === undefined) throw new Problem('not-signed-in', {})
  c.set('actor', actor)
  const served = endpoint.roles === 'signed-in' ? ALL_ROLES : endpoint.roles
  const scope = scopeFor(actor, served)
  if (scope !== undefined) return { actor, scope }
  if (endpoint.roles === 'signed-in') return { actor, scope: { areas: [], organisations: [], crews: [], members: [], actor: actor.id } }
  throw new Problem('role-not-served', { roles: [...served] })
}

/**
 * Puts endpoints on the app. A whole request is one promise and one transaction: who asks, what they sent, the handler with its
 * writes, the commit; the reply leaves only after it. GET runs in a read-only transaction.
 */
export function mounter(app: Hono<Kept>, { database, auth, clock }: { database: Database; auth: Auth; clock: () => Date }): Mount {
  return function mount<E extends Endpoint, P>(endpoint: E, answer: Answering<E, P>, prepare?: Prepare<E, P>, guard?: Guard<E>) {
    const reads = endpoint.method === 'get'
    app.on(endpoint.method.toUpperCase(), endpoint.path.replace(/\{(\w+)\}/g, ':$1'), async (c) => {
      const { actor, scope } = await admit(auth, endpoint, c)
      const params = endpoint.params === undefined ? undefined : parse(endpoint.params, c.req.param(), 'path')
      const query = endpoint.query === undefined ? undefined : parse(endpoint.query, c.req.query(), 'query')
      if (guard !== undefined) await guard({ actor, scope, params } as Pick<Asked<E>, 'actor' | 'scope' | 'params'>, database.read)
      const raw = (endpoint.body as unknown) === Raw
      const sent = endpoint.body === undefined ? undefined : await (raw ? readBytes : readJson)(c, endpoint.limitBytes)
      const body = endpoint.body === undefined || raw ? sent : parse(endpoint.body, sent, 'body')
      const now = clock()
      const asked = { actor, scope, params, query, body, sent, now, c } as Omit<Asked<E>, 'tx'>
      const prepared = (prepare === undefined ? undefined : await prepare(asked, database.read)) as P
      const ask = (tx: Tx) => answer({ ...asked, tx } as Asked<E>, prepared)
      const said = await (reads ? database.read(ask) : database.write(ask))
      if (said instanceof Response) return said
      if (reads || endpoint.packs === true) return packed(c, said)
      return c.body(JSON.stringify(said), 200, { 'content-type': 'application/json; charset=utf-8', 'cache-control': 'private, no-store' })
    })
  }
}
