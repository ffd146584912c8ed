import { z } from 'zod'
import { READERS } from '../access/roles.ts'
import { Telephone } from '../crews/contract.ts'
import { endpoint } from '../http/endpoint.ts'
import { text, words } from '../text.ts'
import { DamageReport, StoredReport } from './report.ts'

export const fileReport = endpoint({
  method: 'put', path: '/api/reports/{id}', tag: 'Reports', roles: ['crew', 'dispatcher', 'authority'],
  summary: 'File a damage report; safe to repeat',
  params: z.object({ id: z.uuid() }),
  body: DamageReport,
  returns: StoredReport,
  problems: ['report-id-taken', 'site-not-found', 'damage-not-found', 'repair-not-found', 'report-not-found', 'value-out-of-range'],
})

export const getReport = endpoint({
  method: 'get', path: '/api/reports/{id}', tag: 'Reports', roles: READERS,
  summary: 'One report as it was filed',
  params: z.object({ id: z.uuid() }),
  returns: StoredReport,
  problems: ['report-not-found'],
})

export const listOwnReports = endpoint({
  method: 'get', path: '/api/reports', tag: 'Reports', roles: ['crew', 'dispatcher', 'authority'],
  summary: 'Your own latest reports',
  query: z.object({ limit: z.coerce.number().int().min(1).max(200).default(50) }),
  returns: z.object({ reports: z.array(StoredReport) }),
})

/** An SMS as a gateway hands it in: by JSON or as a form, whose fields may also be called as common gateways call them. */
export const SmsAsked = z.object({
  /** The gateway's own number of the message: a repeat of it changes nothing. */
  id: words(100),
  /** The sender, as networks write it: +380… */
  from: Telephone,
  text: text(1000),
})
export type SmsAsked = z.infer<typeof SmsAsked>

/** Why an SMS made no report. */
export const SmsRefusal = z.enum(['not-a-report', 'check-letter-wrong', 'sender-unknown', 'site-unknown'])
export type SmsRefusal = z.infer<typeof SmsRefusal>

export const takeSms = endpoint({
  method: 'post', path: '/api/sms', tag: 'Reports', roles: ['sms'],
  summary: 'Hand in an SMS from a crew; the answer says what to send back to it, and repeating is safe',
  query: z.object({ /** The language of the answer. */ lang: z.enum(['uk', 'en']).default('uk') }),
  body: SmsAsked,
  returns: z.object({ outcome: z.enum(['kept', 'refused']), ticket: z.string().nullable(), reason: SmsRefusal.nullable(), /** What to send back. */ reply: z.string() }),
  problems: ['wrong-content-type', 'invalid-json', 'body-too-large', 'too-many-requests'],
  limitBytes: 8 * 1024,
})
