import type { Context, Hono } from 'hono'
import { z } from 'zod'
import { takeSms, type SmsAsked } from '../../geo/reports/contract.ts'
import { Problem } from '../../geo/problems.ts'
import type { Standing } from '../app.ts'
import { countAttempt } from '../access/reading.ts'
import { readBytes, readJson } from '../http/body.ts'
import { admit, type Kept } from '../http/mount.ts'
import { parse } from '../http/parse.ts'
import { take, ticketFor } from './sms.ts'
import { keptReply, refusedReply } from './sms-words.ts'

const PER_HOUR = 60
const HOUR_MS = 3_600_000
// How gateways call the three fields.
const NAMES = { id: ['id', 'MessageSid', 'messageId', 'message_id'], from: ['from', 'From', 'phoneNumber', 'sender'], text: ['text', 'Body', 'message', 'body'] } as const

async function readSms(c: Context<Kept>): Promise<SmsAsked> {
  const form = (c.req.header('content-type') ?? '').toLowerCase().startsWith('application/x-www-form-urlencoded')
  const said: unknown = form ? Object.fromEntries(new URLSearchParams(new TextDecoder().decode(await readBytes(c, takeSms.limitBytes)))) : await readJson(c, takeSms.limitBytes)
  const fields = z.record(z.string(), z.unknown()).safeParse(said).data ?? {}
  const named = Object.entries(NAMES).map(([name, names]) => [name, names.map((one) => fields[one]).find((value) => value !== undefined)])
  return parse(takeSms.body, Object.fromEntries(named), 'body')
}

/** SMS from crews, handed in by a gateway with a key of its own. */
export function mountSms(app: Hono<Kept>, { auth, clock, database, makeId }: Standing): void {
  app.post(takeSms.path, async (c) => {
    const { actor, scope } = await admit(auth, takeSms, c)
    const { lang } = parse(takeSms.query, c.req.query(), 'query')
    const sms = await readSms(c)
    const now = clock()
    const taken = await database.write(async (tx) => {
      // Each answer costs somebody money: a number that only makes noise gets none.
      if ((await countAttempt(tx, { id: makeId(), key: `sms:${sms.from}`, at: now.getTime(), windowMs: HOUR_MS })) > PER_HOUR) return undefined
      return take(tx, actor, scope, sms, now, makeId)
    })
    if (taken === undefined) throw new Problem('too-many-requests', { retryAfterS: HOUR_MS / 1000 })
    const ticket = ticketFor(taken)
    return c.json({
      outcome: 'report' in taken ? 'kept' : 'refused', ticket, reason: 'refused' in taken ? taken.refused : null,
      reply: 'report' in taken ? keptReply(lang, ticket ?? '', taken.grade) : refusedReply(lang, taken.refused),
    })
  })
}
