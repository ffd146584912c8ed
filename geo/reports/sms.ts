import { asLatinCode } from '../space/latin.ts'
import { formatMgrs, parseMgrs } from '../space/mgrs.ts'
import type { Position } from '../space/position.ts'
import type { DamageReport } from './report.ts'

/** What the grades 1 to 4 of a report by SMS say: the four pictures of the crew's page. */
export const SMS_GRADES = [
  { rawGrade: 'works', function: 'full', severity: 1 },
  { rawGrade: 'reduced', function: 'degraded', severity: 2 },
  { rawGrade: 'out', function: 'out', severity: 3 },
  { rawGrade: 'destroyed', function: 'out', severity: 4 },
] as const satisfies readonly Pick<DamageReport, 'rawGrade' | 'function' | 'severity'>[]

/** A report as an SMS carries it: a site by its number or a place by MGRS, and a grade of 1 to 4. */
export type SmsReport = { readonly place: { readonly site: number } | { readonly mgrs: string; readonly position: Position; readonly accuracyM: number }; readonly grade: 1 | 2 | 3 | 4 }

/** Why a text is none: it is built otherwise, or a character of it is wrong. */
export type SmsFault = 'not-a-report' | 'check-letter-wrong'

// Without I, O and Z, which are read as 1, 0 and 2. As many as a prime, so that no two errors of one kind cancel out.
const LETTERS = 'ABCDEFGHJKLMNPQRSTUVWXY'
const VALUES = `${LETTERS}Z`
const SITE = /^[1-9]\d{0,8}$/
const WHOLE = /^[DД](\w{1,16})([1-4])([A-Z])$/

const valueOf = (character: string) => (/\d/.test(character) ? Number(character) : VALUES.indexOf(character))

/**
 * The letter that guards a place and its grade: the sum of the values, each times its place from the right, over 23. One wrong character
 * changes it, and so do two neighbours that were swapped.
 */
function checkLetter(guarded: string): string {
  const sum = [...guarded].toReversed().reduce((total, character, at) => total + valueOf(character) * (at + 1), 0)
  return LETTERS.charAt(sum % LETTERS.length)
}

/** "D 1234 3 K": what a crew sends by SMS for a site's number, or for a position, when nothing else works. */
export function formatSms(place: { readonly site: number } | { readonly position: Position }, grade: SmsReport['grade']): string {
  const said = 'site' in place ? String(place.site) : asLatinCode(formatMgrs(place.position, 4))
  return `D ${said} ${grade} ${checkLetter(`${said}${grade}`)}`
}

/** Reads a report by SMS, in capitals or not, spaced as it may be, in Latin letters or Cyrillic ones that look like them. */
export function parseSms(text: string): SmsReport | SmsFault {
  const [, said = '', grade = '', letter = ''] = WHOLE.exec(asLatinCode(text)) ?? []
  const place = SITE.test(said) ? { site: Number(said) } : withCode(said)
  if (place === null) return 'not-a-report'
  if (letter !== checkLetter(`${said}${grade}`)) return 'check-letter-wrong'
  return { place, grade: Number(grade) as SmsReport['grade'] }
}

function withCode(said: string) {
  const coded = parseMgrs(said)
  return coded === null ? null : { mgrs: said, ...coded }
}
