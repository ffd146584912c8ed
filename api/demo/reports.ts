import { z } from 'zod'
import { ServiceState, Severity } from '../../geo/damages/grades.ts'
import { Cause, DamageReport } from '../../geo/reports/report.ts'
import { importedId } from '../imports/ids.ts'
import { isRefused, type Feature, type Refused } from '../imports/rows.ts'
import { dataOf } from './files.ts'

const rules = <S extends z.ZodType>(value: S) => z.array(z.strictObject({ says: z.string().transform((says) => new RegExp(says, 'i')), is: value }))
const Words = z.strictObject({
  function: rules(ServiceState), severity: rules(Severity), cause: rules(Cause), restored: z.string().transform((says) => new RegExp(says, 'i')),
})
const words = dataOf('words.json', Words)

/** A dated, placed news text about damage to the grid. */
export type News = { readonly id: string; readonly date: string; readonly url: string; readonly place: string; readonly position: readonly [number, number]; readonly text: string; readonly story: string }

/** What becomes of the damage of a demonstration report, so that every state is on the map. */
export type Fate = 'open' | 'verified' | 'assigned' | 'underway' | 'blocked' | 'restored'

/** A report to file, and what to do with its damage after. */
export type Planned = { readonly report: DamageReport; readonly oblast: string | null; readonly fate: Fate }

/** What is known of the place of a text: the station of the grid near it, the second-level area around it. */
export type Around = { readonly site: string | null; readonly oblast: string | null }

const firstOf = <T>(list: readonly { says: RegExp; is: T }[], text: string): T | undefined => list.find(({ says }) => says.test(text))?.is

/** The grades that a text states in words, and no others. Where it only tells of a hit, service counts as degraded. */
export function gradesIn(text: string): Pick<DamageReport, 'severity' | 'function' | 'cause'> {
  const severity = firstOf(words.severity, text) ?? null
  return { severity, function: firstOf(words.function, text) ?? (severity === null ? 'degraded' : 'unknown'), cause: firstOf(words.cause, text) ?? 'unknown' }
}

/** The news texts of the demonstration, oldest first. */
export async function readNews(features: AsyncIterable<Feature | Refused>): Promise<News[]> {
  const news: News[] = []
  for await (const feature of features) {
    if (isRefused(feature)) throw new Error(`a news text cannot be read: ${feature.at}: ${feature.refused}`)
    const cell = (name: string) => String(feature.properties[name] ?? '')
    news.push({
      id: cell('event_id_1pd'), date: cell('date'), url: cell('source_urls'), place: cell('place_uk'), text: cell('text'),
      position: (feature.geometry as { coordinates: [number, number] }).coordinates, story: cell('same_story_group') || cell('event_id_1pd'),
    })
  }
  return news.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.id < b.id ? -1 : 1))
}

const HOUR_MS = 3_600_000
const NEWEST = 10
const NEWEST_H = 46
const OLDEST_H = 200 * 24

/** Hours before now at which the nth newest of `count` stories is put: ten within two days, the rest ever thinner back to 200 days. */
function ageH(nth: number, count: number): number {
  if (nth < NEWEST) return 1.5 + (nth * NEWEST_H) / NEWEST
  const part = (nth - NEWEST + 1) / Math.max(1, count - NEWEST)
  return NEWEST_H + 3 + part ** 1.8 * (OLDEST_H - NEWEST_H)
}

function fateOf(nth: number, text: string): Fate {
  if (words.restored.test(text)) return 'restored'
  if (nth >= 30) return (['restored', 'verified', 'open', 'open'] as const)[nth % 4] ?? 'open'
  const turn = (['open', 'underway', 'verified', 'assigned', 'open', 'underway', 'verified', 'blocked'] as const)[nth % 8]
  return nth < 3 ? 'open' : (turn ?? 'open')
}

/**
 * Demonstration reports from news texts, oldest first, with their order kept and their times moved so that the newest is an hour
 * and a half old at `now`. Reports of one story from one place are pinned on the map without a site: they stay separate damages,
 * to be merged by hand.
 */
export function demoReports(now: Date, news: readonly News[], around: ReadonlyMap<string, Around>): Planned[] {
  const byStory = new Map<string, News[]>()
  for (const text of news) byStory.set(text.story, [...(byStory.get(text.story) ?? []), text])
  const stories = [...byStory.values()]
  return stories.flatMap((texts, oldest) => {
    const nth = stories.length - 1 - oldest
    const age = ageH(nth, stories.length)
    return texts.map((text, at): Planned => {
      const { site, oblast } = around.get(text.id) ?? { site: null, oblast: null }
      const alone = texts.filter(({ position }) => position.join() === text.position.join()).length === 1
      const observed = now.getTime() - age * HOUR_MS + Math.min(age / 2, at * 0.3) * HOUR_MS
      const report = DamageReport.parse({
        id: importedId('report', 'viina', text.id), observedAt: new Date(Math.floor(observed / 1000) * 1000).toISOString(),
        site: alone ? site : null, position: text.position, accuracyM: 1000, located: alone && site !== null ? 'site_picked' : 'map_pin',
        kind: 'substation', place: text.place, ...gradesIn(text.text), note: `${text.text}\n${text.url} (${text.date})`,
      })
      return { report, oblast, fate: alone ? fateOf(nth, text.text) : 'open' }
    })
  }).sort((a, b) => (a.report.observedAt < b.report.observedAt ? -1 : 1))
}
