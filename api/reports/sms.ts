import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { SmsAsked, SmsRefusal } from '../../geo/reports/contract.ts'
import { DamageReport } from '../../geo/reports/report.ts'
import { parseSms, SMS_GRADES, type SmsReport } from '../../geo/reports/sms.ts'
import { ticketOf } from '../../geo/reports/ticket.ts'
import { crewOfPhone } from '../crews/reading.ts'
import { maybe, type Tx } from '../db/sql.ts'
import * as events from '../events/commands.ts'
import { fileReport, hashOf } from './commands.ts'
import * as queries from './queries.ts'

const Found = z.object({ id: z.uuid() })
const Before = z.object({ id: z.uuid(), filedBy: z.string(), severity: z.number().nullable() })

/** What became of an SMS. */
export type Taken = { readonly report: string; readonly grade: number } | { readonly refused: SmsRefusal }

/** The id of the report that a gateway's message makes: the same for each repeat, whatever the time. */
function idOf(key: string, message: string): string {
  const bytes = createHash('sha256').update(JSON.stringify([key, message])).digest().subarray(0, 16)
  bytes.writeUInt8(0x80 | (bytes.readUInt8(6) & 0x0f), 6) // version 8: made by a rule of our own
  bytes.writeUInt8(0x80 | (bytes.readUInt8(8) & 0x3f), 8)
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

async function placeOf(tx: Tx, place: SmsReport['place'], scope: Scope): Promise<Partial<DamageReport> | undefined> {
  if (!('site' in place)) return { located: 'mgrs', position: [place.position[0], place.position[1]], accuracyM: Math.round(place.accuracyM) }
  const site = await maybe(tx, Found, queries.siteByNumber(place.site, scope))
  return site === undefined ? undefined : { located: 'site_picked', site: site.id }
}

/**
 * Takes an SMS from a gateway: a registered number's report is filed for its crew, once for each of the gateway's messages. It stays unverified
 * and says that it came by SMS. What cannot be one leaves an event and nothing else.
 */
export async function take(tx: Tx, gateway: Actor, scope: Scope, sms: SmsAsked, now: Date, makeId: () => string): Promise<Taken> {
  const id = idOf(gateway.id, sms.id)
  const before = await maybe(tx, Before, queries.filedBefore(id))
  if (before !== undefined) return { report: before.id, grade: before.severity ?? 0 }
  const crew = await crewOfPhone(tx, scope, sms.from)
  const refused = async (reason: SmsRefusal): Promise<Taken> => {
    await events.record(tx, gateway, [{ verb: 'sms.refused', id, area: crew?.area ?? null, body: { reason, crew: crew?.id ?? null } }])
    return { refused: reason }
  }
  if (crew === undefined) return refused('sender-unknown')
  const said = parseSms(sms.text)
  if (typeof said === 'string') return refused(said)
  const author: Actor = { id: `sms:${crew.id}`, name: '', kind: 'system', grants: [] }
  const reach: Scope = { areas: crew.area === null ? null : [crew.area], organisations: [], crews: [crew.id], members: [], actor: author.id }
  const place = await placeOf(tx, said.place, reach)
  if (place === undefined) return refused('site-unknown')
  const body = { id, observedAt: now.toISOString(), ...place, ...SMS_GRADES[said.grade - 1] }
  await fileReport(tx, author, reach, { report: DamageReport.parse(body), body, hash: hashOf(body), device: null, now, freshId: makeId(), via: 'sms' })
  return { report: id, grade: said.grade }
}

/** The answer to the gateway, without its words. */
export const ticketFor = (taken: Taken): string | null => ('report' in taken ? ticketOf(taken.report) : null)
