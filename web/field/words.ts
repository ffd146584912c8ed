import type { ProblemBody } from '../../geo/problems.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import type { Names } from '../../geo/text.ts'
import type { I18n, Key } from '../i18n/i18n.tsx'

/** The name in the language on the screen, else in the other one, else nothing. */
export const nameOf = (names: Names | null, locale: 'uk' | 'en'): string => (names === null ? '' : (locale === 'uk' ? (names.uk ?? names.en) : (names.en ?? names.uk)) ?? '')

/** What a damaged place is called; nothing when it was only said in the letters of the other language. */
export function placeName(names: Names | null, place: string, locale: 'uk' | 'en'): string {
  const name = nameOf(names, locale) || place
  const once = names === null || names.uk === names.en
  return once && locale === 'en' && /[\u0400-\u04ff]/.test(name) ? '' : name
}

/** What kind of site it is, with its highest voltage. */
export function kindOf({ t, number }: I18n, site: Pick<NearSite, 'kind' | 'voltagesV'>): string {
  const volts = Math.max(0, ...site.voltagesV)
  const kind = t(`codes.kind.${site.kind}`)
  return volts > 0 ? `${kind} · ${t('common.unit.kilovolts', { count: number(volts / 1000) })}` : kind
}

/** The site's name, or its kind when it has none. */
export const siteName = (i18n: I18n, site: NearSite): string => nameOf(site.names, i18n.locale()) || kindOf(i18n, site)

/** Metres as people say them: 40 m, 1.2 km. */
export function metres({ t, number }: I18n, distanceM: number): string {
  if (distanceM < 1000) return t('common.unit.metres', { count: number(Math.round(distanceM)) })
  return t('common.unit.kilometres', { count: number(distanceM / 1000, { maximumFractionDigits: distanceM < 10_000 ? 1 : 0 }) })
}

// The parts of a report that a problem may name, by the words that the form has for them.
const PARTS: Readonly<Record<string, Key>> = {
  note: 'work.more.note', hazards: 'work.more.hazards', needs: 'work.more.needs', cause: 'work.more.cause', safety: 'work.more.safety', severity: 'work.more.severity', function: 'work.more.function',
  kind: 'work.more.kind', site: 'field.place.title', position: 'field.place.title', place: 'field.place.title', damage: 'field.place.title', accuracyM: 'field.place.title', located: 'field.place.title',
}

/** Why the server refused, in plain words, with the parts of the form to look at; a problem that has no words of ours is said as the server said it. */
export function why({ t }: I18n, problem: ProblemBody): string {
  const words = t(`work.problem.${problem.type.replace(/^.*\/problems\//, '')}` as Key) || `${problem.title}. ${problem.detail}`
  const issues = Array.isArray(problem['issues']) ? (problem['issues'] as { at?: unknown }[]) : []
  const parts = issues.flatMap((issue) => PARTS[String(issue.at).replace(/^body\./, '').split('.')[0] ?? ''] ?? [])
  return parts.length === 0 ? words : `${words}: ${[...new Set(parts)].map((part) => t(part)).join(', ')}`
}
