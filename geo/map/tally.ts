import { walk, windowsOf } from './look.ts'
import { sieve, type Narrow, type Reach } from './sieve.ts'
import { traitOf, type Trait } from './thing.ts'
import { NOWHERE, type ThingIndex } from './thing-index.ts'

/** Damages counted: those whose service is out, people without service at least, those of which nobody can say, and the rows of the weightiest. */
export type Tally = { readonly damages: number; readonly out: number; readonly people: number; readonly uncounted: number; readonly worst: readonly number[] }

const EVERYWHERE = [-180, -90, 180, 90] as const

/** Counts the damages that a filter leaves, wherever they are or in a box, and finds the weightiest. */
export function tally(index: ThingIndex, { box, narrow, reach }: { readonly box: readonly [number, number, number, number] | undefined; readonly narrow: Narrow; readonly reach: Reach }, most: number): Tally {
  const columns = index.columns()
  const whole = box ?? EVERYWHERE
  const { shows } = sieve(index, columns, { box: whole, zoom: 0, show: 'damages', narrow, reach })
  const traitAt = (row: number, name: Trait) => traitOf(index.facts.what.all[columns.what[row]!]!.traits, name)
  const severityAt = (row: number) => (traitAt(row, 'severity') as number | null) ?? -1
  /** Lower tiers first, then more people, then worse damage: what the memory knows of the order, which rests on more. */
  const { tier, people: without } = columns
  const before = (a: number, b: number) => tier[a]! - tier[b]! || without[b]! - without[a]! || severityAt(b) - severityAt(a) || a - b
  let [damages, out, people, uncounted] = [0, 0, 0, 0]
  const worst: number[] = []
  const count = (row: number) => {
    if (!shows(row)) return
    const service = traitAt(row, 'function')
    damages += 1
    out += service === 'out' ? 1 : 0
    if (service !== 'full') {
      if (columns.people[row]! < 0) uncounted += 1
      else people += columns.people[row]!
    }
    if (worst.length === most && before(worst[most - 1]!, row) <= 0) return
    const place = worst.findIndex((other) => before(row, other) < 0)
    worst.splice(place < 0 ? worst.length : place, 0, row)
    if (worst.length > most) worst.pop()
  }
  for (const window of windowsOf(whole)) walk(index, columns, window, count)
  const unplaced = box === undefined ? index.tiles.get(NOWHERE) : undefined
  for (let at = 0; at < (unplaced?.count ?? 0); at += 1) count(unplaced!.rows[at]!)
  return { damages, out, people, uncounted, worst }
}
