import { FacilityKind, SiteKind } from '../../geo/sites/kinds.ts'
import { kindOf, voltagesOf, type Tags } from '../../geo/sites/osm.ts'
import { cellsOf, Unfit, type Columns } from './cells.ts'
import { boundsOf, checkGeometry } from './geometry.ts'
import { importedId } from './ids.ts'
import { scalar } from './read-geojson.ts'
import type { FacilityRow, Feature, Geometry, Provenance, Refused, SiteRow } from './rows.ts'

/** How the sites of a file are understood. */
export type SiteOptions = Provenance & {
  readonly columns: Columns
  /** The kind of all rows that do not say their own. */
  readonly kind?: SiteKind | FacilityKind
  /** Values of the kind column in the file's own words → kinds. */
  readonly kinds?: Readonly<Record<string, string>>
  /** West, south, east, north of where the rows must lie, in degrees. */
  readonly within?: readonly [number, number, number, number] | undefined
  readonly organisation?: string
  readonly demo?: boolean
  /** True when the file holds much else and what is no site is passed over, not refused. */
  readonly mixed?: boolean
}

const GUESSES: Readonly<Record<string, readonly string[]>> = {
  id: ['source_id', 'id', '@id', 'osm_id', 'fid', 'gid', 'code', 'objectid'],
  kind: ['kind', 'type', 'category'],
  name_uk: ['name_uk', 'name:uk', 'nameUk'],
  name_en: ['name_en', 'name:en', 'nameEn'],
  name: ['name', 'title', 'назва'],
  operator: ['operator', 'owner', 'оператор'],
  voltage: ['voltage', 'voltages', 'voltage_v'],
  voltage_kv: ['voltage_kv', 'kv'],
  population_served: ['population_served'],
  people: ['people', 'capacity', 'capacity:persons', 'beds', 'capacity:beds'],
  backup_h: ['backup_h'],
  criticality: ['criticality'],
}

const MARGIN_DEG = 0.5

// Not by a schema: making its error costs more than all the rest of a row.
const isSiteKind = (word: string | undefined): word is SiteKind => (SiteKind.options as readonly (string | undefined)[]).includes(word)
const isFacilityKind = (word: string | undefined): word is FacilityKind => (FacilityKind.options as readonly (string | undefined)[]).includes(word)

// A node and a way may bear the same number.
function osmId({ properties: { osm_type: type, osm_id: id } }: Feature): string | undefined {
  return typeof type === 'string' && /^(node|way|relation)$/.test(type) && scalar(id) !== undefined ? `${type}/${scalar(id)}` : undefined
}

function checkWithin(geometry: Geometry, bounds: NonNullable<SiteOptions['within']>) {
  const inside = ([west, south, east, north]: readonly number[]) => west! <= bounds[2] + MARGIN_DEG && east! >= bounds[0] - MARGIN_DEG
    && south! <= bounds[3] + MARGIN_DEG && north! >= bounds[1] - MARGIN_DEG
  const [west, south, east, north] = boundsOf(geometry)
  if (inside([west, south, east, north])) return
  const swapped = inside([south, west, north, east])
  throw new Unfit(`it lies outside the area${swapped ? '; with longitude and latitude exchanged it would lie inside' : ''}`)
}

function kindIn(feature: Feature, said: string | null, options: SiteOptions): SiteKind | FacilityKind | undefined {
  const word = said === null ? undefined : (options.kinds?.[said] ?? said)
  const known = isSiteKind(word) || isFacilityKind(word) ? word : undefined
  return known ?? kindOf(feature.properties as Tags) ?? options.kind
}

/** The site or facility that a feature describes; undefined when it is passed over; refused with the reason. */
export function toSite(feature: Feature, options: SiteOptions): SiteRow | FacilityRow | Refused | undefined {
  const { at } = feature
  try {
    const { text, figure } = cellsOf(feature, options.columns, GUESSES)
    const said = text('kind')
    const kind = kindIn(feature, said, options)
    if (kind === undefined) {
      if (options.mixed) return undefined
      throw new Unfit(said === null ? 'it does not say its kind' : `kind ${JSON.stringify(said)} is not one of ours`)
    }
    const sourceId = options.columns.id === undefined ? (feature.id ?? osmId(feature) ?? text('id')) : text('id')
    if (sourceId === null) throw new Unfit('it has no id of its own')
    const checked = checkGeometry(feature.geometry)
    if ('problem' in checked) throw new Unfit(checked.problem)
    if (options.within !== undefined) checkWithin(checked.geometry, options.within)
    const [nameUk, nameEn, name] = [text('name_uk'), text('name_en'), text('name')]
    const common = {
      at, sourceId, source: options.source, licence: options.licence, attribution: options.attribution,
      nameUk: nameUk ?? (name !== null && /[а-яіїєґ]/i.test(name) ? name : null),
      nameEn: nameEn ?? (name !== null && !/[а-яіїєґ]/i.test(name) ? name : null),
      geometry: checked.geometry, backupH: figure('backup_h'), demo: options.demo ?? false,
    }
    if (isFacilityKind(kind)) return { noun: 'facility', id: importedId('facility', options.source, sourceId), ...common, kind, people: figure('people') }
    const kilovolts = figure('voltage_kv')
    return {
      noun: 'site', id: importedId('site', options.source, sourceId), ...common, kind,
      operator: text('operator'), organisation: options.organisation ?? null,
      voltagesV: kilovolts === null ? voltagesOf(text('voltage') ?? undefined) : [Math.round(kilovolts * 1000)],
      criticality: figure('criticality'), populationServed: figure('population_served'),
    }
  } catch (error) {
    if (error instanceof Unfit) return { at: feature.id === undefined || feature.id === at ? at : `${at} (${feature.id})`, refused: error.message }
    throw error
  }
}
