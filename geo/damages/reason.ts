import { total, type Figure } from '../figures.ts'
import type { Service } from '../network/services.ts'
import type { Priority } from './priority.ts'

/** A figure as it may be shown: digits that mean something, its range where it is not exact, and whether it was guessed. */
export type Shown = {
  readonly value: number
  readonly low: number
  readonly high: number
  /** Inferred or imputed: marked wherever it is shown. */
  readonly guessed: boolean
  /** The range says more than the figure alone. */
  readonly ranged: boolean
}

/** The inputs of a place in the queue that nobody measured or gave. */
export type Guess = 'people' | 'repair' | 'travel' | 'backup'

/** Why a damage stands where it does, as parts of one sentence; the words are the reader's language. After `decide.md` 1.4. */
export type Reason = {
  readonly tier: number
  readonly people: Shown | null
  /** What comes back, service by service: to all who lack it or will when batteries end. */
  readonly services: readonly { readonly service: Service; readonly people: Shown; readonly gone: Shown; readonly onBattery: Shown | null; readonly endsAt: string | null; readonly endsKnown: boolean }[]
  /** The facility that presses most: the one whose backup ends first. */
  readonly facility: { readonly kind: string; readonly name: string | null; readonly backupH: number | null } | null
  readonly otherFacilities: number
  readonly dependentSites: number
  readonly crewHours: Shown
  readonly repairH: Shown
  readonly travelH: Shown
  readonly perCrewHour: Shown | null
  readonly equivalents: Shown | null
  readonly guesses: readonly Guess[]
  /** The number of the weights; 0 are those that hold where nobody set any. */
  readonly weights: number
}

const LEAST_H = 0.25 // below a quarter of an hour the ratio would only reward optimism

/** A number with at most `digits` significant digits, so that a guess does not look like a count. */
export function significant(value: number, digits: number): number {
  return value === 0 ? 0 : Number(value.toPrecision(digits))
}

function shown(figure: Figure): Shown {
  const guessed = figure.basis === 'inferred' || figure.basis === 'imputed'
  const digits = guessed ? 2 : 4
  const [value, low, high] = [figure.value, figure.low, figure.high].map((number) => significant(number, digits)) as [number, number, number]
  return { value, low, high, guessed, ranged: low !== high }
}

const together = (a: Figure, b: Figure): Figure => ({
  value: Math.max(LEAST_H, a.value + b.value),
  low: Math.max(LEAST_H, a.low + b.low),
  high: Math.max(LEAST_H, a.high + b.high),
  basis: a.basis === 'imputed' || b.basis === 'imputed' ? 'imputed' : a.basis === 'inferred' || b.basis === 'inferred' ? 'inferred' : a.basis,
})

/** The parts of the sentence that says why a damage has its place in the queue. */
export function reasonOf(priority: Priority): Reason {
  const facilities = [...priority.facilities].sort((a, b) => (a.backupH ?? 0) - (b.backupH ?? 0)) // without data it may end now
  const first = facilities[0] ?? null
  const people = priority.people === null ? null : shown(priority.people)
  const repairH = shown(priority.repairH)
  const travelH = shown(priority.travelH)
  // The ratio is as sure as the least sure of its terms.
  const ratio = priority.perCrewHour
  const perCrewHour = ratio === null ? null : shown({ ...ratio, basis: people?.guessed || repairH.guessed || travelH.guessed ? 'imputed' : ratio.basis })
  return {
    tier: priority.tier,
    people,
    services: priority.services.flatMap(({ service, people: gone, onBattery, endsAt, endsKnown }) => {
      const all = total(onBattery === null ? [gone] : [gone, onBattery])
      return all === null || all.high === 0 ? [] : [{ service, people: shown(all), gone: shown(gone), onBattery: onBattery === null ? null : shown(onBattery), endsAt, endsKnown }]
    }),
    facility: first,
    otherFacilities: Math.max(0, facilities.length - 1),
    dependentSites: priority.dependentSites,
    crewHours: shown(together(priority.repairH, priority.travelH)),
    repairH,
    travelH,
    perCrewHour,
    equivalents: priority.equivalents === null ? null : shown(priority.equivalents),
    guesses: [
      ...(people?.guessed ? ['people' as const] : []),
      ...(repairH.guessed ? ['repair' as const] : []),
      ...(travelH.guessed ? ['travel' as const] : []),
      ...(facilities.some((facility) => facility.backupH === null) ? ['backup' as const] : []),
    ],
    weights: Number(priority.weights) || 0,
  }
}
