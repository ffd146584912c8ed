import type { z } from 'zod'
import type { Role } from '../access/roles.ts'
import type { ProblemName } from '../problems.ts'

/** Who an endpoint serves: named roles, anyone who signed in, or anyone at all. */
export type Served = readonly Role[] | 'signed-in' | 'anyone'

/** An endpoint as plain data: the api mounts it, the web calls it, OpenAPI is printed from it. */
export type Endpoint = {
  readonly method: 'get' | 'put' | 'post' | 'delete' | 'head' | 'patch'
  /** Path with `{name}` parameters, from the root. */
  readonly path: string
  /** One line for the documentation. */
  readonly summary: string
  readonly tag: string
  readonly roles: Served
  readonly params: z.ZodType
  readonly query: z.ZodType
  readonly body: z.ZodType
  readonly returns: z.ZodType
  readonly problems: readonly ProblemName[]
  /** The largest body taken, in bytes. */
  readonly limitBytes: number
  /** True where the answer to a write may be large and is read over a thin line: packed for who takes it, as what is read is anyway. */
  readonly packs?: boolean
}

type Given<P, Q, B, R> = {
  method: Endpoint['method']
  path: string
  summary: string
  tag: string
  roles: Served
  params?: P
  query?: Q
  body?: B
  returns: R
  problems?: readonly ProblemName[]
  limitBytes?: number
  packs?: boolean
}

/** What an endpoint without parameters, query or body takes there: nothing. */
export type None = z.ZodUndefined

const SMALL_BODY_BYTES = 64 * 1024

/** An endpoint with its types kept; what is left out takes nothing. */
export function endpoint<R extends z.ZodType, P extends z.ZodType = None, Q extends z.ZodType = None, B extends z.ZodType = None>(given: Given<P, Q, B, R>) {
  const nothing = undefined as unknown
  return {
    problems: [] as readonly ProblemName[],
    limitBytes: SMALL_BODY_BYTES,
    ...given,
    params: (given.params ?? nothing) as P,
    query: (given.query ?? nothing) as Q,
    body: (given.body ?? nothing) as B,
  }
}

/** The answer of an endpoint, as it travels. */
export type Answer<E extends Endpoint> = z.output<E['returns']>
