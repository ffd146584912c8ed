import { Position } from '../space/position.ts'
import { ShapeAsked, VERTICES_AT_MOST, type Around, type Shape } from '../space/shape.ts'
import { HazardKind } from './hazard.ts'

/** Why a feature of a file is not taken. */
export type Refusal = 'no-geometry' | 'geometry-unfit' | 'not-degrees' | 'ring-broken' | 'too-many-corners' | 'empty'

/** One feature of a file: its number from 1, what it calls itself, and the zone that it is or why it is none. */
export type Feature =
  | { readonly nth: number; readonly name: string; readonly shape: Shape | null; readonly around: Around | null; readonly kind: HazardKind | null; readonly note: string; readonly refusal?: undefined }
  | { readonly nth: number; readonly name: string; readonly refusal: Refusal }

/** What a file holds, or why it holds nothing that can be read. */
export type FileRead = { readonly features: readonly Feature[]; readonly problem?: undefined } | { readonly problem: 'not-geojson' | 'no-features' | 'too-many'; readonly features?: undefined }

/** The most features that one file may bring. */
export const FEATURES_AT_MOST = 500

type Said = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value)
const textOf = (value: unknown) => (typeof value === 'string' ? value.trim() : typeof value === 'number' ? String(value) : '')

/** Coordinates without heights, which zones do not have. */
const flat = (value: unknown): unknown => (Array.isArray(value) ? (typeof value[0] === 'number' ? value.slice(0, 2) : value.map(flat)) : value)
const deepest = (value: unknown): unknown[] => (Array.isArray(value) ? (typeof value[0] === 'number' ? [value] : value.flatMap(deepest)) : [value])

function zoneOf(geometry: Said, radiusM: number): { shape: Shape | null; around: Around | null } | Refusal {
  const coordinates = flat(geometry['coordinates'])
  const positions = deepest(coordinates)
  if (!Array.isArray(coordinates) || positions.length === 0 || positions[0] === undefined) return 'empty'
  if (positions.some((position) => !Position.safeParse(position).success)) return 'not-degrees'
  const type = geometry['type']
  if (type === 'Point') return { shape: null, around: { path: [coordinates as Position], radiusM } }
  if (type === 'LineString') return positions.length < 2 ? 'empty' : positions.length > 100 ? 'too-many-corners' : { shape: null, around: { path: coordinates as Position[], radiusM } }
  if (type !== 'Polygon' && type !== 'MultiPolygon') return 'geometry-unfit'
  if (positions.length > VERTICES_AT_MOST) return 'too-many-corners'
  const parsed = ShapeAsked.safeParse({ type, coordinates })
  return parsed.success ? { shape: parsed.data, around: null } : 'ring-broken'
}

/**
 * The zones of a GeoJSON file (RFC 7946): polygons as they are, points and lines with `radiusM` around them. Each feature that is none says
 * why; those beside it stand. `properties.kind` is taken where it is one of ours, `name`, `note` and `description` as words.
 */
export function zonesOfFile(text: string, radiusM: number): FileRead {
  let file: unknown
  try {
    file = JSON.parse(text)
  } catch {
    return { problem: 'not-geojson' }
  }
  if (!isObject(file)) return { problem: 'not-geojson' }
  const listed = file['type'] === 'FeatureCollection' ? file['features'] : file['type'] === 'Feature' ? [file] : 'coordinates' in file ? [{ type: 'Feature', geometry: file }] : undefined
  if (!Array.isArray(listed)) return { problem: 'not-geojson' }
  if (listed.length === 0) return { problem: 'no-features' }
  if (listed.length > FEATURES_AT_MOST) return { problem: 'too-many' }
  return {
    features: listed.map((feature: unknown, index): Feature => {
      const properties = isObject(feature) && isObject(feature['properties']) ? feature['properties'] : {}
      const head = { nth: index + 1, name: textOf(properties['name']).slice(0, 100) }
      if (!isObject(feature) || !isObject(feature['geometry'])) return { ...head, refusal: 'no-geometry' }
      const zone = zoneOf(feature['geometry'], radiusM)
      if (typeof zone === 'string') return { ...head, refusal: zone }
      const kind = HazardKind.safeParse(properties['kind'])
      const note = [head.name, textOf(properties['note']), textOf(properties['description'])].filter(Boolean).join('. ').slice(0, 1000)
      return { ...head, ...zone, kind: kind.success ? kind.data : null, note }
    }),
  }
}
