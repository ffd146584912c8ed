import type { What, Whose } from './facts.ts'
import { COVERED, REPAIRS, traitOf, type Trait } from './thing.ts'
import type { Columns, ThingIndex } from './thing-index.ts'

/** What narrows a view; undefined narrows nothing. Damages alone are narrowed by what only they have. */
export type Narrow = {
  readonly state: string
  readonly sector?: string | undefined
  readonly kind?: readonly string[] | undefined
  readonly severity?: readonly (number | null)[] | undefined
  readonly function?: readonly string[] | undefined
  readonly verification?: readonly string[] | undefined
  readonly repair?: readonly string[] | undefined
  /** Codes of the areas to stay in, those below them included. */
  readonly areas?: ReadonlySet<string> | undefined
  /** The only damages to show, by id: what a search by text found. */
  readonly only?: readonly string[] | undefined
}

/** What the asker may see: everything, or by area, by organisation and one by one. */
export type Reach = { readonly areas: ReadonlySet<string>; readonly organisations: readonly string[]; readonly ids: readonly string[] } | null

/** A view of the map: west, south, east, north in degrees (west > east crosses the antimeridian), zoom of 256-pixel tiles. */
export type View = { readonly box: readonly [number, number, number, number]; readonly zoom: number; readonly show: 'all' | 'damages' | 'sites'; readonly narrow: Narrow; readonly reach: Reach }

/** What a view leaves: by what a thing is, by row where more is asked, and both. */
export type Sieve = {
  /** By the number of what a thing is: 1 for what may be shown. */
  readonly wanted: Uint8Array
  /** Whether a row that is wanted is where, whose and among those that were asked for; null when that was not asked. */
  readonly meant: ((row: number) => boolean) | null
  readonly shows: (row: number) => boolean
}

/** Where it belongs a thing may be wanted, and may be reached: two answers as one. */
export const [WANTED, REACHED] = [1, 2] as const

/** By the number of whose a thing is: whether it is wanted there, and reached. */
export function placesOf({ facts }: Pick<ThingIndex, 'facts'>, narrow: Pick<Narrow, 'areas'>, reach: Reach): Uint8Array {
  const placed = ({ area, organisation }: Whose) =>
    (narrow.areas === undefined || (area !== null && narrow.areas.has(area)) ? WANTED : 0)
    | (reach === null || (area !== null && reach.areas.has(area)) || (organisation !== null && reach.organisations.includes(organisation)) ? REACHED : 0)
  return Uint8Array.from(facts.whose.all, placed)
}

/** Whether a row is shown: asked of what it is and whose it is, once for all that have that in common. */
export function sieve(index: ThingIndex, columns: Columns, { narrow, reach, show }: View): Sieve {
  const { facts, rowOf } = index
  const within = <T>(list: readonly T[] | undefined, value: unknown) => list === undefined || (list as readonly unknown[]).includes(value)

  function wants({ traits, kind, repair }: What): boolean {
    const of = (name: Trait) => traitOf(traits, name)
    if ((narrow.sector !== undefined && of('sector') !== narrow.sector) || !within(narrow.kind, kind)) return false
    if (of('what') === 'site') return show !== 'damages' && (traits & COVERED) === 0
    return show !== 'sites' && of('state') === narrow.state && within(narrow.severity, of('severity')) && within(narrow.function, of('function'))
      && within(narrow.verification, of('verification')) && within(narrow.repair, REPAIRS[repair])
  }
  const wanted = Uint8Array.from(facts.what.all, (what) => (wants(what) ? 1 : 0))

  function meaning(): (row: number) => boolean {
    const only = narrow.only === undefined ? undefined : new Set(narrow.only.map(rowOf))
    const reachedRows = new Set(reach?.ids.map(rowOf))
    const places = placesOf(index, narrow, reach)
    return (row) => {
      const place = places[columns.whose[row]!]!
      if ((place & WANTED) === 0 || ((place & REACHED) === 0 && !reachedRows.has(row))) return false
      return only === undefined || only.has(row) || (facts.what.all[columns.what[row]!]!.traits & 1) === 0
    }
  }
  const meant = narrow.areas === undefined && narrow.only === undefined && reach === null ? null : meaning()
  return { wanted, meant, shows: (row) => wanted[columns.what[row]!] === 1 && (meant === null || meant(row)) }
}
