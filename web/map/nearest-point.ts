import type { Pixel } from 'ol/pixel.js'
import type OlMap from 'ol/Map.js'
import type VectorSource from 'ol/source/Vector.js'
import type Feature from 'ol/Feature.js'
import type Point from 'ol/geom/Point.js'
import type { Lift } from './label-style.ts'
import { reachOf, symbolRank, symbolSize, type MapPoint } from './map-point.ts'

/** The symbol under a pixel, or undefined. Asks the index, not the picture: it costs no second canvas. */
export function pointAt(map: OlMap, source: VectorSource<Feature<Point>>, pixel: Pixel): MapPoint | undefined {
  const resolution = map.getView().getResolution()
  const at = map.getCoordinateFromPixel(pixel)
  if (!resolution || !at) return undefined
  const widest = 36 * resolution
  const [x = 0, y = 0] = at
  let best: { point: MapPoint; score: number } | undefined
  source.forEachFeatureInExtent([x - widest, y - widest, x + widest, y + widest], (feature) => {
    const [fx = 0, fy = 0] = feature.getGeometry()?.getCoordinates() ?? []
    const point = feature.get('point') as MapPoint
    const distancePx = Math.hypot(fx - x, fy - y) / resolution
    if (distancePx > reachOf(point.symbol)) return
    const score = distancePx - symbolRank(point.symbol) / 20 // of two as near, the one on top
    if (!best || score < best.score) best = { point, score }
  })
  return best?.point
}

/** How far the symbols of a source reach up over a place: names are written above them. */
export const liftOver = (source: VectorSource<Feature<Point>>): Lift => ([x = 0, y = 0], resolution) => {
  const widest = 40 * resolution
  let up = 0
  source.forEachFeatureInExtent([x - widest, y - widest, x + widest, y + widest], (feature) => {
    const [fx = 0, fy = 0] = feature.getGeometry()?.getCoordinates() ?? []
    const reach = symbolSize((feature.get('point') as MapPoint).symbol) / 2
    if (Math.abs(fx - x) / resolution < reach && fy - y > -10 * resolution) up = Math.max(up, (fy - y) / resolution + reach)
  })
  return up
}

/** The symbols in view in reading order, rows of 40 pixels from the top: how the keyboard steps through them. */
export function pointsInOrder(map: OlMap, source: VectorSource<Feature<Point>>): MapPoint[] {
  const view = map.getView()
  const row = 40 * (view.getResolution() ?? 1)
  const at = (feature: Feature<Point>) => feature.getGeometry()?.getCoordinates() ?? [0, 0]
  return source.getFeaturesInExtent(view.calculateExtent(map.getSize()))
    .sort((a, b) => Math.floor((at(b)[1] ?? 0) / row) - Math.floor((at(a)[1] ?? 0) / row) || (at(a)[0] ?? 0) - (at(b)[0] ?? 0))
    .map((feature) => feature.get('point') as MapPoint)
}
