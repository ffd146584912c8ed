import { z } from 'zod'
import type { Bus, Grid } from './grid.ts'
import { importedId } from './ids.ts'
import { namingPlace, type Place } from './places.ts'
import type { LinkRow, Provenance, SiteRow } from './rows.ts'
import { topologyOf } from './topology.ts'

const Both = z.strictObject({ uk: z.string(), en: z.string() })

/** What the extract leaves to its user: what its voltage classes mean here, and how things are named. Plain data, beside the extract. */
export const GridOptions = z.strictObject({
  /** Voltage class in kV as the extract writes it, its lower bound → kV in use here. Classes that are missing stand for themselves. */
  voltageClasses: z.record(z.string(), z.number().positive()).default({}),
  /** Patterns with {kv}, {place}, {from}, {to}. */
  names: z.strictObject({ substation: Both, joint: Both, line: Both, cable: Both, outside: Both }),
})
export type GridOptions = z.infer<typeof GridOptions>

type Names = { readonly uk: string; readonly en: string }
type Naming = { readonly places: readonly Place[]; readonly plants: ReadonlyMap<string, Names> }
type Owned = Provenance & { readonly organisation?: string; readonly demo?: boolean }

const JOINT = 'joint'
const fill = (pattern: Names, words: Readonly<Record<string, Names>>, kv: string): Names => {
  const put = (language: 'uk' | 'en') => pattern[language].replaceAll(/\{(\w+)\}/g, (_, word: string) => (word === 'kv' ? kv : (words[word]?.[language] ?? '?')))
  return { uk: put('uk'), en: put('en') }
}

/**
 * Sites and links of a grid: a station is a site with all its voltages (a joint of lines is switchgear), a line is a site and
 * carries the links between its ends, a generator is a power plant that feeds its station.
 */
export function gridRows(grid: Grid, options: GridOptions, naming: Naming, owned: Owned): { sites: SiteRow[]; links: LinkRow[] } {
  const { source, licence, attribution, organisation = null, demo = false } = owned
  const provenance = { source, licence, attribution }
  const siteId = (sourceId: string) => importedId('site', source, sourceId)
  const kilovolts = (voltage: number) => options.voltageClasses[String(voltage)] ?? voltage
  const volts = (voltages: readonly number[]) => [...new Set(voltages.map((voltage) => Math.round(kilovolts(voltage) * 1000)))].filter((volt) => volt > 0).sort((a, b) => b - a)
  const site = (at: string, sourceId: string, kind: SiteRow['kind'], names: Names | undefined, voltagesV: number[], geometry: SiteRow['geometry']): SiteRow => ({
    noun: 'site', at, id: siteId(sourceId), sourceId, ...provenance, kind, nameUk: names?.uk ?? null, nameEn: names?.en ?? null, geometry,
    operator: null, organisation, voltagesV, criticality: null, populationServed: null, backupH: null, demo,
  })
  const link = (sourceId: string, fromSite: string, toSite: string, carrier: string | null): LinkRow => ({
    noun: 'link', at: sourceId, id: importedId('link', source, sourceId), sourceId, ...provenance,
    fromSite, toSite, toFacility: null, carrier, service: 'power', share: null, basis: 'inferred',
  })

  const stations = new Map<string, Bus[]>()
  for (const bus of grid.buses) if (bus.inside) stations.set(bus.station, [...(stations.get(bus.station) ?? []), bus])
  const stationOf = new Map(grid.buses.map((bus) => [bus.id, bus.station]))
  const placeOf = new Map<string, Names>()
  const taken = new Map<string, number>()
  const sites: SiteRow[] = []

  for (const [station, buses] of stations) {
    const voltages = volts(buses.map(({ voltage }) => voltage))
    const joint = buses.every(({ symbol }) => symbol === JOINT)
    const { at, geometry } = buses[0]!
    const place = namingPlace(naming.places, geometry.coordinates as number[]) ?? { uk: station, en: station }
    const kv = String((voltages[0] ?? 0) / 1000)
    // Stations of one place are told apart by a number, in the order of the file.
    const nth = joint ? 1 : (taken.get(place.en) ?? 0) + 1
    if (!joint) taken.set(place.en, nth)
    const named = nth === 1 || joint ? place : { uk: `${place.uk}-${nth}`, en: `${place.en}-${nth}` }
    const names = fill(options.names[joint ? 'joint' : 'substation'], { place: named }, kv)
    placeOf.set(station, { uk: named.uk, en: named.en })
    sites.push(site(at, `station/${station}`, joint ? 'switchgear' : 'substation', names, voltages, geometry))
  }

  const outside: Names = options.names.outside
  const kept = grid.lines.filter(({ ends }) => ends.some((bus) => stations.has(stationOf.get(bus) ?? '')))
  for (const { at, id, ends, voltage, underground, geometry } of kept) {
    const [from, to] = ends.map((bus) => placeOf.get(stationOf.get(bus) ?? '') ?? outside) as [Names, Names]
    const kind = underground ? 'power_cable' : 'power_line'
    const names = fill(options.names[underground ? 'cable' : 'line'], { from, to }, String(kilovolts(voltage)))
    sites.push(site(at, `line/${id}`, kind, names, volts([voltage]), geometry))
  }

  const links: LinkRow[] = []
  for (const { at, id, bus, name, geometry } of grid.generators) {
    const station = stationOf.get(bus) ?? ''
    if (!stations.has(station)) continue
    sites.push(site(at, `generator/${id}`, 'power_plant', naming.plants.get(id) ?? (name === null ? undefined : { uk: name, en: name }), [], geometry))
    links.push(link(`generator/${id}`, siteId(`generator/${id}`), siteId(`station/${station}`), null))
  }
  for (const { from, to, line } of topologyOf(grid).feeds) {
    links.push(link(`line/${line}/from/${from}`, siteId(`station/${from}`), siteId(`station/${to}`), siteId(`line/${line}`)))
  }
  return { sites, links }
}
