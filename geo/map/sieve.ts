import { COVERED, REPAIRS, TRAITS, traitOf } from './thing.ts'
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
  readonly crew?: string | undefined
  /** Codes of the areas to stay in, those below them included. */
  readonly areas?: ReadonlySet<string> | undefined
  /** The only damages to show, by id: what a search by text found. */
  readonly only?: readonly string[] | undefined
}

/** What the asker may see: everything, or by area, by organisation and one by one. */
export type Reach = { readonly areas: ReadonlySet<string>; readonly organisations: readonly string[]; readonly ids: readonly string[] } | null

/** A view of the map: west, south, east, north in degrees (west > east crosses the antimeridian), zoom of 256-pixel tiles. */
export type View = { readonly box: readonly [number, number, number, number]; readonly zoom: number; readonly show: 'all' | 'damages' | 'sites'; readonly narrow: Narrow; readonly reach: Reach }

// Every value of the traits, unpacked once.
const UNPACKED = Array.from({ length: TRAITS }, (_, packed) => ({
  what: traitOf(packed, 'what') as string, state: traitOf(packed, 'state') as string, sector: traitOf(packed, 'sector') as string | null,
  severity: traitOf(packed, 'severity') as number | null, function: traitOf(packed, 'function') as string, verification: traitOf(packed, 'verification') as string,
}))

const tableOf = (texts: readonly (string | null)[], fits: (text: string | null) => boolean) => Uint8Array.from(texts, (text) => (fits(text) ? 1 : 0))

/** Whether a row is shown: one function over the columns, with every list turned into a table of its codes. */
export function sieve(index: ThingIndex, columns: Columns, { narrow, reach, show }: View): (row: number) => boolean {
  const within = <T>(list: readonly T[] | undefined, value: T) => list === undefined || list.includes(value)
  const traits = Uint8Array.from(UNPACKED, (of, packed) => {
    if (narrow.sector !== undefined && of.sector !== narrow.sector) return 0
    if (of.what === 'site') return show !== 'damages' && (packed & COVERED) === 0 ? 1 : 0
    const shown = show !== 'sites' && of.state === narrow.state && within(narrow.severity, of.severity) && within(narrow.function, of.function) && within(narrow.verification, of.verification)
    return shown ? 1 : 0
  })
  const everyone = () => true
  const kinds = tableOf(index.kinds, narrow.kind === undefined ? everyone : (kind) => narrow.kind!.includes(kind ?? ''))
  const areas = tableOf(index.areas, narrow.areas === undefined ? everyone : (area) => area !== null && narrow.areas!.has(area))
  const repairs = Uint8Array.from(REPAIRS, (repair) => (within(narrow.repair, repair as string) ? 1 : 0))
  const crew = narrow.crew === undefined ? -1 : index.crews.indexOf(narrow.crew)
  const only = narrow.only === undefined ? undefined : new Set(narrow.only.map(index.rowOf))
  const reachedAreas = reach === null ? undefined : tableOf(index.areas, (area) => area !== null && reach.areas.has(area))
  const reachedOrganisations = reach === null ? undefined : tableOf(index.organisations, (organisation) => organisation !== null && reach.organisations.includes(organisation))
  const reachedRows = new Set(reach?.ids.map(index.rowOf))
  return (row) => {
    if (traits[columns.traits[row]!] === 0 || kinds[columns.kind[row]!] === 0 || areas[columns.area[row]!] === 0) return false
    if (reachedAreas !== undefined && reachedAreas[columns.area[row]!] === 0 && reachedOrganisations![columns.organisation[row]!] === 0 && !reachedRows.has(row)) return false
    if ((columns.traits[row]! & 1) === 0) return true
    return repairs[columns.repair[row]!] === 1 && (narrow.crew === undefined || columns.crew[row] === crew) && (only === undefined || only.has(row))
  }
}
