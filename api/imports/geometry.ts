import type { Geometry } from './rows.ts'

type Checked = { readonly geometry: Geometry } | { readonly problem: string }
class Unfit extends Error {}

// How deep positions lie, and the fewest positions that the innermost list may hold.
const TYPES: Readonly<Record<string, { readonly depth: number; readonly fewest: number; readonly closed: boolean }>> = {
  Point: { depth: 0, fewest: 1, closed: false },
  MultiPoint: { depth: 1, fewest: 1, closed: false },
  LineString: { depth: 1, fewest: 2, closed: false },
  MultiLineString: { depth: 2, fewest: 2, closed: false },
  Polygon: { depth: 2, fewest: 4, closed: true },
  MultiPolygon: { depth: 3, fewest: 4, closed: true },
}

function position(value: unknown): [number, number] {
  const [lon, lat] = Array.isArray(value) ? (value as unknown[]) : []
  if (typeof lon !== 'number' || typeof lat !== 'number') throw new Unfit('a coordinate is missing or not a number')
  if (!Number.isFinite(lon) || !Number.isFinite(lat)) throw new Unfit('a coordinate is not finite')
  if (Math.abs(lat) > 90) throw new Unfit(`latitude ${lat} is not from -90 to 90${Math.abs(lon) <= 90 && Math.abs(lat) <= 180 ? '; longitude comes first' : ''}`)
  if (Math.abs(lon) > 180) throw new Unfit(`longitude ${lon} is not from -180 to 180`)
  return [lon, lat]
}

function positions(value: unknown, depth: number, rule: { fewest: number; closed: boolean }): unknown {
  if (depth === 0) return position(value)
  if (!Array.isArray(value) || value.length === 0) throw new Unfit('the geometry is empty')
  const list = value.map((item: unknown) => positions(item, depth - 1, rule))
  if (depth > 1) return list
  if (list.length < rule.fewest) throw new Unfit(`${rule.closed ? 'a ring' : 'a line'} of ${list.length} positions, where ${rule.fewest} are the fewest`)
  const [first, last] = [list[0], list.at(-1)] as [number[], number[]]
  if (rule.closed && (first[0] !== last[0] || first[1] !== last[1])) throw new Unfit('a ring does not end where it begins')
  return list
}

/** A geometry with finite positions in range, heights dropped; or what is wrong with it, in words. */
export function checkGeometry(value: unknown): Checked {
  if (value === null || value === undefined) return { problem: 'it has no geometry' }
  const { type, coordinates } = value as { type?: unknown; coordinates?: unknown }
  const rule = typeof type === 'string' ? TYPES[type] : undefined
  if (rule === undefined) return { problem: `geometry of type ${JSON.stringify(type) ?? 'nothing'} is not taken` }
  try {
    const checked = positions(coordinates, rule.depth, rule)
    if (type === 'Point' && (checked as number[]).every((part) => part === 0)) return { problem: 'position 0,0 is what a receiver without a fix sends' }
    return { geometry: { type: type as string, coordinates: checked } }
  } catch (error) {
    if (error instanceof Unfit) return { problem: error.message }
    throw error
  }
}

/** West, south, east, north of a checked geometry, in degrees. */
export function boundsOf(geometry: Geometry): [number, number, number, number] {
  const bounds: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  const widen = (value: unknown) => {
    const [first, second] = value as unknown[]
    if (typeof first !== 'number') return (value as unknown[]).forEach(widen)
    bounds[0] = Math.min(bounds[0], first)
    bounds[1] = Math.min(bounds[1], second as number)
    bounds[2] = Math.max(bounds[2], first)
    bounds[3] = Math.max(bounds[3], second as number)
  }
  widen(geometry.coordinates)
  return bounds
}
