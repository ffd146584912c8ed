import type { Context } from 'hono'
import { HTTPException } from 'hono/http-exception'
import { Problem } from '../../geo/problems.ts'
import { problemOf } from '../db/constraints.ts'
import type { Logger } from '../log.ts'

const RETRY_AFTER_S = 2
const NO_ROOM = new Set(['ENOSPC', 'EDQUOT'])

/** The problem that an error amounts to; anything unexpected is `fault`. */
export function asProblem(error: unknown, requestId: string): Problem {
  if (error instanceof Problem) return error
  const ofDatabase = problemOf(error)
  if (ofDatabase !== undefined) return ofDatabase
  if (error instanceof Error && NO_ROOM.has((error as { code?: string }).code ?? '')) return new Problem('storage-full', {})
  if (error instanceof HTTPException && error.status === 404) return new Problem('not-found', {})
  return new Problem('fault', { requestId })
}

/** A problem as an RFC 9457 answer. To clients of feeds it offers `Basic`, at which a browser would open its own password window over our pages. */
export function answerProblem(problem: Problem, scheme: 'Basic' | 'Bearer' = 'Bearer'): Response {
  const headers: Record<string, string> = { 'content-type': 'application/problem+json; charset=utf-8', 'cache-control': 'no-store' }
  const { retryAfterS } = problem.details as { readonly retryAfterS?: number }
  if (problem.status === 503 || retryAfterS !== undefined) headers['retry-after'] = String(retryAfterS ?? RETRY_AFTER_S)
  if (problem.problem === 'not-signed-in') headers['www-authenticate'] = scheme === 'Basic' ? 'Basic realm="Vidnova", charset="UTF-8"' : 'Bearer realm="Vidnova"'
  if (problem.problem === 'method-not-allowed') headers['allow'] = (problem.details as { allows: string[] }).allows.join(', ')
  return new Response(JSON.stringify(problem), { status: problem.status, headers })
}

/** The last word on a request that failed: logs what is ours, answers without leaking it. */
export const onError = (log: Logger) => (error: unknown, c: Context): Response => {
  const requestId = String(c.get('requestId') ?? '')
  const problem = asProblem(error, requestId)
  // Turning a herd away is no fault, and ten thousand stacks in the log would take longer than its reports.
  if (problem.status >= 500 && problem.problem !== 'busy') log.error({ requestId, err: error, problem: problem.problem }, 'request failed')
  return answerProblem(problem, c.req.path.startsWith('/ogc') ? 'Basic' : 'Bearer')
}
