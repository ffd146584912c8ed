import type { Around, Shape } from '../../../geo/space/shape.ts'
import type { Position } from '../../../geo/space/position.ts'
import { parseWrittenPlace } from '../../../geo/space/written-place.ts'
import type { Draft } from '../../map/draw-layer.tsx'

/** How a place is given: metres around a point or along a path, an outline, a whole area, a site, or the outline of something that is there. */
export type Way = 'radius' | 'corridor' | 'outline' | 'area' | 'site' | 'same'

/** What a person has filled in of where; `path` is one place a line. */
export type ExtentDraft = { readonly way: Way; readonly path: string; readonly radiusM: string; readonly area: string; readonly site: string | null; readonly same: { readonly shape: Shape | null; readonly zone: string | null } | null }

/** What has not been filled in yet: 300 m around a point. */
export const EMPTY_EXTENT: ExtentDraft = { way: 'radius', path: '', radiusM: '300', area: '', site: null, same: null }

/** Where, as the contract takes it. */
export type Where = { readonly shape: Shape | null; readonly around: Around | null; readonly zone: string | null; readonly site: string | null }

/** What is wrong with it: the number of the line that is no place, or what is missing. */
export type Fault = { readonly problem: 'line' | 'few' | 'radius' | 'area'; readonly line: number }

/** The fewest places that make each of these. */
const FEWEST: Partial<Record<Way, number>> = { radius: 1, corridor: 2, outline: 3 }
const NOWHERE: Where = { shape: null, around: null, zone: null, site: null }

/** The places of a text, one a line; empty lines say nothing. A line that is no place is null. */
export const placesOf = (text: string, near: Position | null): (Position | null)[] =>
  text.split('\n').filter((line) => line.trim() !== '').map((line) => parseWrittenPlace(line.trim(), near)?.position ?? null)

/** A position as a line of such a text: latitude first, as maps and phones show it. */
export const lineOfPlace = ([lon, lat]: Position): string => `${lat.toFixed(6)}, ${lon.toFixed(6)}`

const radiusOf = (text: string): number | undefined => {
  const metres = Number(text.replace(',', '.'))
  return text.trim() !== '' && metres >= 10 && metres <= 50_000 ? metres : undefined
}

/** Where is meant, or what is wrong with it. */
export function readExtent(draft: ExtentDraft, near: Position | null): { readonly where: Where; readonly fault?: undefined } | { readonly fault: Fault; readonly where?: undefined } {
  if (draft.way === 'same') return { where: { ...NOWHERE, shape: draft.same?.shape ?? null, zone: draft.same?.zone ?? null } }
  if (draft.way === 'site') return { where: { ...NOWHERE, site: draft.site } }
  if (draft.way === 'area') return draft.area === '' ? { fault: { problem: 'area', line: 0 } } : { where: { ...NOWHERE, zone: draft.area } }
  const places = placesOf(draft.path, near)
  const wrong = places.indexOf(null)
  if (wrong >= 0) return { fault: { problem: 'line', line: wrong + 1 } }
  const path = places as Position[]
  if (path.length < (FEWEST[draft.way] ?? 1)) return { fault: { problem: 'few', line: 0 } }
  if (draft.way === 'outline') return { where: { ...NOWHERE, shape: { type: 'MultiPolygon', coordinates: [[[...path, path[0]!]]] } } }
  const radiusM = radiusOf(draft.radiusM)
  if (radiusM === undefined) return { fault: { problem: 'radius', line: 0 } }
  return { where: { ...NOWHERE, around: { path: draft.way === 'radius' ? path.slice(0, 1) : path, radiusM } } }
}

/** What the map shows of it while it is filled in: as much as can be read. */
export function draftOf(draft: ExtentDraft, near: Position | null): Draft | null {
  if (draft.way === 'same') return draft.same?.shape ? { is: 'shape', shape: draft.same.shape } : null
  if (draft.way === 'area' || draft.way === 'site') return null
  const path = placesOf(draft.path, near).filter((place) => place !== null)
  if (path.length === 0) return null
  return draft.way === 'outline' ? { is: 'ring', path } : { is: 'around', path: draft.way === 'radius' ? path.slice(0, 1) : path, radiusM: radiusOf(draft.radiusM) ?? 100 }
}
