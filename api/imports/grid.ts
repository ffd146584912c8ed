import { cellsOf, Unfit } from './cells.ts'
import { checkGeometry } from './geometry.ts'
import { isRefused, type Feature, type Geometry, type Refused } from './rows.ts'

/** A bus of the grid extract: one voltage level of a station. */
export type Bus = { readonly id: string; readonly station: string; readonly voltage: number; readonly symbol: string; readonly country: string | null; readonly inside: boolean; readonly at: string; readonly geometry: Geometry }
/** A line between two buses. */
export type GridLine = { readonly id: string; readonly ends: readonly [string, string]; readonly voltage: number; readonly underground: boolean; readonly at: string; readonly geometry: Geometry }
/** A generator on a bus. */
export type Generator = { readonly id: string; readonly bus: string; readonly name: string | null; readonly technology: string | null; readonly at: string; readonly geometry: Geometry }
/** The grid as read: a network, so it stands in memory whole. */
export type Grid = { readonly buses: readonly Bus[]; readonly lines: readonly GridLine[]; readonly generators: readonly Generator[] }

/** The files of a grid extract, and which part of it is wanted. */
export type GridFiles = {
  readonly buses: AsyncIterable<Feature | Refused>
  readonly lines: AsyncIterable<Feature | Refused>
  readonly generators: AsyncIterable<Feature | Refused>
  /** Buses with another country, or none, stand outside: lines to them end a network, but they become no sites. */
  readonly country?: string | undefined
}

const GUESSES: Readonly<Record<string, readonly string[]>> = { voltage: ['voltage_kv', 'voltage'] }
const YES = ['true', 't', 'yes', '1']

/** A value of PostgreSQL's hstore text, as the extract keeps its tags. */
const tagOf = (hstore: string | null, key: string) => hstore?.match(new RegExp(`"${key}"\\s*=>\\s*"([^"]*)"`))?.[1] ?? null

type Cells = ReturnType<typeof cellsOf>

function must(cells: Cells, field: string): string {
  const text = cells.text(field)
  if (text === null) throw new Unfit(`it has no ${field}`)
  return text
}

async function each<T>(
  features: AsyncIterable<Feature | Refused>, building: Set<string>, onRefused: (row: Refused) => void, onSkipped: (why: string) => void,
  make: (cells: Cells, given: { at: string; geometry: Geometry }) => T | undefined,
): Promise<T[]> {
  const made: T[] = []
  for await (const feature of features) {
    if (isRefused(feature)) { onRefused(feature); continue }
    const cells = cellsOf(feature, {}, GUESSES)
    try {
      if (YES.includes(cells.text('under_construction') ?? '')) {
        building.add(cells.text('bus_id') ?? '')
        onSkipped('under construction')
        continue
      }
      const checked = checkGeometry(feature.geometry)
      if ('problem' in checked) throw new Unfit(checked.problem)
      const one = make(cells, { at: feature.at, geometry: checked.geometry })
      if (one === undefined) onSkipped('under construction')
      else made.push(one)
    } catch (error) {
      if (!(error instanceof Unfit)) throw error
      onRefused({ at: feature.at, refused: error.message })
    }
  }
  return made
}

// A joint bears no country: it stands inside when every station that its lines lead to, over other joints too, does.
function placed(buses: readonly Bus[], lines: readonly GridLine[], country: string | undefined): Bus[] {
  const byId = new Map(buses.map((bus) => [bus.id, bus]))
  const beside = new Map<string, string[]>()
  for (const { ends: [a, b] } of lines) {
    for (const [from, to] of [[a, b], [b, a]] as const) beside.set(from, [...(beside.get(from) ?? []), to])
  }
  const inside = (bus: Bus): boolean => {
    if (country === undefined || bus.country !== null) return country === undefined || bus.country === country
    const seen = new Set([bus.id])
    const reached = new Set<string | null>()
    for (const id of seen) {
      const at = byId.get(id)!
      if (at.country === null) for (const next of beside.get(id) ?? []) seen.add(next)
      else reached.add(at.country)
    }
    return reached.size === 1 && reached.has(country)
  }
  return buses.map((bus) => ({ ...bus, inside: inside(bus) }))
}

/** Reads an ENTSO-E grid extract (GridKit's columns, as CSV or GeoJSON). What is under construction is passed over; lines to nowhere are refused. */
export async function readGrid(files: GridFiles, onRefused: (row: Refused) => void, onSkipped: (why: string) => void): Promise<Grid> {
  // What leads to a bus that is being built is not in service either.
  const building = new Set<string>()
  const buses = await each(files.buses, building, onRefused, onSkipped, (cells, given): Bus => ({
    ...given, id: must(cells, 'bus_id'), station: must(cells, 'station_id'), voltage: cells.figure('voltage') ?? 0, symbol: cells.text('symbol') ?? '',
    country: cells.text('country') ?? tagOf(cells.text('tags'), 'country'), inside: false,
  }))
  const known = new Set(buses.map(({ id }) => id))
  const unbuilt = (cells: Cells, ...fields: string[]) => fields.some((field) => building.has(cells.text(field) ?? ''))
  const end = (cells: Cells, field: string) => {
    const bus = must(cells, field)
    if (!known.has(bus)) throw new Unfit(`its ${field} ${bus} is not among the buses`)
    return bus
  }
  const lines = await each(files.lines, building, onRefused, onSkipped, (cells, given): GridLine | undefined => (unbuilt(cells, 'bus0', 'bus1') ? undefined : {
    ...given, id: must(cells, 'line_id'), ends: [end(cells, 'bus0'), end(cells, 'bus1')], voltage: cells.figure('voltage') ?? 0,
    underground: YES.includes(cells.text('underground') ?? ''),
  }))
  const generators = await each(files.generators, building, onRefused, onSkipped, (cells, given): Generator | undefined => (unbuilt(cells, 'bus_id') ? undefined : {
    ...given, id: must(cells, 'generator_id'), bus: end(cells, 'bus_id'),
    name: cells.text('name') ?? tagOf(cells.text('tags'), 'name'), technology: cells.text('technology'),
  }))
  return { buses: placed(buses, lines, files.country), lines, generators }
}
