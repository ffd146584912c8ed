import { placesOf, REACHED, sieve, WANTED, type Narrow, type Reach } from './sieve.ts'
import { REPAIRS, traitOf } from './thing.ts'
import type { ThingIndex } from './thing-index.ts'

/** How many damages have in common what they are and whose they are, by the numbers of both among the facts. */
export type Census = {
  add(what: number, whose: number, by: 1 | -1): void
  each(take: (what: number, whose: number, count: number) => void): void
  copy(): Census
}

const WHOSE = 2 ** 26 // numbers of `whose` lie below it, and both together below 2 ** 53

/** A census of none, or of what another counted. */
export function makeCensus(from?: ReadonlyMap<number, number>): Census {
  const counts = new Map(from)
  return {
    add(what, whose, by) {
      const key = what * WHOSE + whose
      const count = (counts.get(key) ?? 0) + by
      if (count === 0) counts.delete(key)
      else counts.set(key, count)
    },
    each(take) { for (const [key, count] of counts) take(Math.floor(key / WHOSE), key % WHOSE, count) },
    copy: () => makeCensus(counts),
  }
}

/** Damages counted by each thing that a quick filter asks of them. */
export type Counts = { total: number; readonly severity: Record<string, number>; readonly function: Record<string, number>; readonly verification: Record<string, number>; readonly repair: Record<string, number> }

/** Counts the damages that a filter leaves and a reach holds, without looking at any of them: at as many as differ from each other. */
export function countDamages(index: ThingIndex, narrow: Omit<Narrow, 'only'>, reach: Reach): Counts {
  const { facts, census, rowOf } = index
  const columns = index.columns()
  const { wanted } = sieve(index, columns, { box: [-180, -90, 180, 90], zoom: 0, show: 'damages', narrow, reach: null })
  const places = placesOf(index, narrow, reach)
  const found = new Uint32Array(facts.what.all.length)
  census.each((what, whose, count) => { if (wanted[what] === 1 && places[whose] === (WANTED | REACHED)) found[what]! += count })
  for (const row of new Set(reach?.ids.map(rowOf))) {
    if (row >= 0 && wanted[columns.what[row]!] === 1 && places[columns.whose[row]!] === WANTED) found[columns.what[row]!]! += 1
  }
  const counts: Counts = { total: 0, severity: {}, function: {}, verification: {}, repair: {} }
  found.forEach((count, code) => {
    if (count === 0) return
    const { traits, repair } = facts.what.all[code]!
    counts.total += count
    const said = { severity: traitOf(traits, 'severity') ?? 'unknown', function: traitOf(traits, 'function'), verification: traitOf(traits, 'verification'), repair: REPAIRS[repair] }
    for (const [name, value] of Object.entries(said)) {
      const of = counts[name as keyof typeof said]
      of[String(value)] = (of[String(value)] ?? 0) + count
    }
  })
  return counts
}
