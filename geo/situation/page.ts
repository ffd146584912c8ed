import { reasonOf, significant, type Shown } from '../damages/reason.ts'
import type { Figure } from '../figures.ts'
import type { FacilityKind } from '../sites/kinds.ts'
import type { Names } from '../text.ts'
import type { KeptSituation, Situation } from './situation.ts'
import { WORDS, type Language } from './words.ts'

/** A figure of the page: what it counts, its value, and what is said under it. */
export type PageFigure = { readonly label: string; readonly value: string; readonly note: string }

/** All that the report says, in words, in the order in which it is read: the screen, the printer and the PDF show the same. */
export type Page = {
  readonly title: string; readonly area: string; readonly number: string; readonly asOf: string; readonly made: string
  readonly figures: readonly PageFigure[]
  readonly severity: { readonly title: string; readonly rows: readonly { readonly severity: number | null; readonly label: string; readonly count: string; readonly change: string }[] }
  readonly repair: { readonly title: string; readonly rows: readonly { readonly label: string; readonly count: string }[] }
  readonly changes: { readonly title: string; readonly since: string; readonly rows: readonly string[] }
  readonly worst: { readonly title: string; readonly none: string; readonly rows: readonly { readonly id: string; readonly nth: string; readonly name: string; readonly severity: number | null; readonly standing: string; readonly reason: string }[] }
  readonly map: string
  readonly notes: readonly string[]
}

const severityKey = (severity: number | null) => (severity === null ? 'unknown' : String(severity)) as 'unknown'
const filled = (text: string, values: Readonly<Record<string, string>>) => text.replace(/\{\{(\w+)\}\}/g, (_, name: string) => values[name] ?? '')

/** The page of a situation in a language, its times in a zone. A kept one has a number, and who made it. */
export function pageOf(situation: Situation, { language, zone, kept }: { readonly language: Language; readonly zone: string; readonly kept: Pick<KeptSituation, 'number' | 'madeAt' | 'madeBy'> | null }): Page {
  const words = WORDS[language]
  const number = (value: number, options: Intl.NumberFormatOptions = { maximumFractionDigits: 0 }) => new Intl.NumberFormat(language, options).format(value)
  const when = (at: string) => new Intl.DateTimeFormat(language === 'en' ? 'en-GB' : language, { dateStyle: 'medium', timeStyle: 'short', timeZone: zone }).format(new Date(at))
  // By what it is called all over the world, which is the same in every language: UTC+2.
  const offset = new Intl.DateTimeFormat('en', { timeZone: zone, timeZoneName: 'shortOffset' }).formatToParts(new Date(situation.at)).find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', 'UTC') ?? zone
  const named = (names: Names) => names[language] ?? names[language === 'uk' ? 'en' : 'uk'] ?? '–'
  const guessed = ({ basis }: Figure) => basis === 'inferred' || basis === 'imputed'
  const about = (value: number) => number(significant(value, 2))
  const people = (figure: Figure) => (guessed(figure) ? `≈ ${about(figure.value)}` : number(figure.value))
  const shown = ({ value, guessed: isGuess }: Shown) => `${isGuess ? '≈ ' : ''}${number(value, { maximumFractionDigits: 1 })}`
  const moved = (by: number | null) => (by === null ? '' : Math.round(by) === 0 ? words.noChange : filled(by > 0 ? words.more : words.fewer, { count: number(Math.abs(by)) }))

  const note = ({ people: figure }: Situation['services'][number]) => [
    figure.low === figure.high ? '' : filled(words.range, { low: about(figure.low), high: about(figure.high) }),
    situation.population === null || situation.population === 0 || figure.value === 0 ? '' : filled(words.ofPeople, { share: number(figure.value / situation.population, { style: 'percent', maximumSignificantDigits: 2 }) }),
  ].filter(Boolean).join(' · ')

  function reason({ priority }: Situation['worst'][number]): string {
    const { services, facility, perCrewHour, crewHours, people: concerned } = reasonOf(priority)
    const hours = shown(crewHours)
    const gains = [
      ...services.map((one) => filled(words.gains[one.service], { people: shown(one.people) })),
      ...(facility === null ? [] : [filled(facility.name === null ? words.facilityOf[facility.kind as FacilityKind] : words.facility, { name: facility.name ?? '', backup: facility.backupH === null ? words.backupUnknown : filled(words.backup, { hours: number(facility.backupH) }) })]),
    ]
    if (perCrewHour === null || (gains.length === 0 && concerned === null)) return filled(words.unknown, { hours })
    return gains.length === 0 ? filled(words.working, { hours }) : filled(words.reason, { gains: gains.join(', '), hours, ratio: shown(perCrewHour) })
  }

  const { damages, crews } = situation
  const since = filled(situation.since.number === null ? words.sinceDay : words.sinceReport, { number: String(situation.since.number), when: when(situation.since.at) })
  return {
    title: words.title, area: situation.area === null ? words.everywhere : named(situation.area.names),
    number: kept === null ? words.notKept : filled(words.number, { number: String(kept.number) }),
    asOf: filled(words.asOf, { when: when(situation.at), zone: offset }),
    made: kept === null ? '' : filled(words.made, { when: when(kept.madeAt), who: kept.madeBy ?? words.byClock }),
    figures: [
      ...situation.services.filter(({ service, people: figure }) => service !== 'water' || figure.high > 0).map((one) => ({ label: words.lacking[one.service], value: people(one.people), note: note(one) })),
      { label: words.open, value: number(damages.open), note: filled(words.out, { count: number(damages.out) }) },
      { label: words.atWork, value: number(crews.atWork), note: filled(words.blocked, { count: number(crews.blocked) }) },
      { label: words.restored, value: number(situation.restored), note: since },
    ],
    severity: { title: words.bySeverity, rows: damages.bySeverity.map(({ severity, count, change }) => ({ severity, label: words.severity[severityKey(severity)], count: number(count), change: moved(change) })) },
    repair: { title: words.byRepair, rows: damages.byRepair.map(({ repair, count }) => ({ label: words.repair[repair], count: number(count) })) },
    changes: {
      title: words.changes, since,
      rows: [
        ...situation.services.filter(({ change }) => change !== null && Math.round(change) !== 0).map(({ service, change }) => `${words.lacking[service]}: ${moved(change === null ? null : significant(change, 2))}`),
        `${words.restored}: ${number(situation.restored)}`, filled(words.opened, { count: number(situation.opened) }),
      ],
    },
    worst: {
      title: words.worst, none: words.none,
      rows: situation.worst.map((one, index) => ({
        id: one.id, nth: String(index + 1), name: named(one.names), severity: one.severity, reason: reason(one),
        standing: [words.severity[severityKey(one.severity)], words.tier[one.tier as 0 | 1 | 2 | 3], words.repair[one.repair]].join(' · '),
      })),
    },
    map: words.map,
    notes: [...(damages.uncounted === 0 ? [] : [filled(words.uncounted, { count: number(damages.uncounted) })]), words.estimate],
  }
}
