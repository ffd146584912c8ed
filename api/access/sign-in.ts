import { createHash } from 'node:crypto'
import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { Problem } from '../../geo/problems.ts'
import { text } from '../../geo/text.ts'
import type { Standing } from '../app.ts'
import { many } from '../db/sql.ts'
import { readJson } from '../http/body.ts'
import type { Kept } from '../http/mount.ts'
import { parse } from '../http/parse.ts'
import * as queries from './queries.ts'

const LIMIT_BYTES = 4096
const WINDOW_S = 60
// Of one account from one address; of one account from all; from one address, behind which a whole region may stand.
const AT_MOST = { both: 10, account: 50, peer: 300 } as const

const Asked = z.strictObject({ email: text(320), password: text(200) })
const Counted = z.object({ key: z.string(), count: z.number() })

/** The library's own doors: sign-in and sign-out. It has many more routes; what is not here does not exist. */
export function mountSignIn(app: Hono<Kept>, { auth, database, clock, trustProxy }: Standing): void {
  app.post('/api/auth/sign-in/email', async (c) => {
    const asked = parse(Asked, await readJson(c, LIMIT_BYTES), 'body')
    await count(asked.email.trim().toLowerCase(), peerOf(c, trustProxy))
    return answered(await auth.handle(forwarded(c, asked)))
  })

  app.post('/api/auth/sign-out', async (c) => answered(await auth.handle(forwarded(c, {}))))

  /** Counts an attempt before the password is looked at, for all server processes together. Throws `too-many-requests`. */
  async function count(email: string, peer: string): Promise<void> {
    const keyOf = (kind: keyof typeof AT_MOST, what: string) => `sign-in ${kind} ${createHash('sha256').update(what).digest('base64url')}`
    const most = new Map([[keyOf('both', `${email} ${peer}`), AT_MOST.both], [keyOf('account', email), AT_MOST.account], [keyOf('peer', peer), AT_MOST.peer]])
    const counted = await database.write((tx) => many(tx, Counted, queries.countAttempts([...most.keys()].sort(), clock().getTime(), WINDOW_S * 1000)))
    if (counted.some((one) => one.count > (most.get(one.key) ?? 0))) throw new Problem('too-many-requests', { retryAfterS: WINDOW_S })
  }
}

/** The address of the other end: the socket's, or the one that the configured proxy appended. A header that anybody can send is not believed. */
function peerOf(c: Context, trustProxy: boolean): string {
  const appended = trustProxy ? c.req.header('x-forwarded-for')?.split(',').at(-1)?.trim() : undefined
  return appended ?? (c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined)?.incoming?.socket?.remoteAddress ?? ''
}

/** The request as the library gets it: parsed and bounded, with the headers that it needs and no others. */
function forwarded(c: Context, body: object): Request {
  const headers = new Headers({ 'content-type': 'application/json' })
  for (const name of ['cookie', 'origin', 'referer', 'user-agent']) {
    const value = c.req.header(name)
    if (value !== undefined) headers.set(name, value)
  }
  return new Request(c.req.url, { method: 'POST', headers, body: JSON.stringify(body) })
}

function answered(answer: Response): Response {
  if (answer.status === 401) throw new Problem('wrong-credentials', {})
  if (answer.status >= 400 && answer.status < 500) throw new Problem('invalid-input', { issues: [{ at: 'body', message: 'an e-mail and a password are needed' }] })
  return answer
}
