import Feature, { type FeatureLike } from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import { fromLonLat } from 'ol/proj.js'
import CircleStyle from 'ol/style/Circle.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import type { Locale } from '../i18n/sections.ts'
import type { loadBase } from './base-data.ts'
import { zoomAt } from './base-style.ts'
import type { Palette } from './palette.ts'

type Label = { readonly kind: 'place' | 'region' | 'neighbour' | 'sea'; readonly uk: string; readonly en: string; readonly thousands: number; readonly rank: number; readonly from?: number }

/** Every name as a feature; which are written is decided by zoom and room. */
export function labelFeatures(data: Awaited<ReturnType<typeof loadBase>>): Feature<Point>[] {
  const at = (label: Label, lon: number, lat: number) => {
    const point = new Feature(new Point(fromLonLat([lon, lat])))
    point.set('label', label, true)
    return point
  }
  return [
    ...data.places.map(([uk, en, lon, lat, thousands, rank]) => at({ kind: 'place', uk, en, thousands, rank }, lon, lat)),
    ...data.regions.map((region) => at({ kind: 'region', uk: region.short ?? region.uk, en: region.en, thousands: 0, rank: 9 }, ...region.at)),
    ...data.neighbours.map((country) => at({ kind: 'neighbour', uk: country.uk, en: country.en, thousands: 0, rank: 9 }, ...country.at)),
    ...data.seas.map(([uk, en, lon, lat, from]) => at({ kind: 'sea', uk, en, thousands: 0, rank: 9, from }, lon, lat)),
  ]
}

// the smallest place written at a zoom, in thousands of people; seats of regions come sooner
const LEAST: readonly (readonly [number, number])[] = [[5, 900], [5.8, 350], [6.6, 200], [7.3, 70], [8, 40], [8.7, 15], [9.4, 8], [10.2, 3]]
const leastAt = (zoom: number) => LEAST.find(([to]) => zoom < to)?.[1] ?? 0

/** Whether a name is written at a zoom, room allowing. */
export function isWritten({ kind, rank, thousands, from = 0 }: Pick<Label, 'kind' | 'rank' | 'thousands' | 'from'>, zoom: number): boolean {
  switch (kind) {
    case 'sea': return zoom >= from && zoom < 9
    case 'neighbour': return zoom >= 5 && zoom < 7
    case 'region': return zoom >= 7 && zoom < 9.2
    case 'place':
      if (rank === 0) return true
      if (rank === 1) return zoom >= 5
      return rank === 4 ? zoom >= 5.6 && thousands >= leastAt(zoom) * 1.6 : thousands >= leastAt(zoom) || (rank === 2 && zoom >= 8.6)
  }
}

const spaced = (word: string) => [...word.toUpperCase()].join('\u200A')

/** How far a symbol reaches up over a place at a resolution, in pixels; 0 where there is none. */
export type Lift = (coordinate: readonly number[], resolution: number) => number

const LIFT_STEP_PX = 4

/** How names are written in a theme and a language; each is made once. A name whose place is under a symbol is written over the symbol. */
export function labelStyle(palette: Palette, locale: Locale, liftOf: () => Lift | undefined) {
  const made = new Map<string, Style>()
  const halo = new Stroke({ color: palette.of('map-halo'), width: 3, lineJoin: 'round' })
  const colour = (token: string) => new Fill({ color: palette.of(token) })
  const main = colour('map-label')
  const second = colour('map-label-2')
  const water = colour('map-label-water')
  const dotLine = new Stroke({ color: palette.of('map-halo'), width: 1.25 })

  const make = (label: Label, zoom: number, liftPx: number): Style => {
    const name = label[locale]
    if (label.kind === 'sea') return new Style({ zIndex: 1, text: new Text({ text: name, font: `italic 500 ${zoom < 6 ? 12 : 14}px Inter, sans-serif`, fill: water }) })
    if (label.kind === 'neighbour') return new Style({ zIndex: 2, text: new Text({ text: spaced(name), font: '500 11px Inter, sans-serif', fill: second }) })
    if (label.kind === 'region') return new Style({ zIndex: 3, text: new Text({ text: spaced(name), font: '500 10.5px Inter, sans-serif', fill: second, stroke: halo }) })
    const abroad = label.rank === 4
    const size = label.rank === 0 ? 15 : label.rank === 1 ? 13 : label.thousands >= 60 ? 12.5 : 11.5
    const weight = label.rank === 0 ? 680 : label.rank === 1 ? 600 : abroad ? 450 : 500
    const radius = label.rank === 0 ? 4 : label.rank === 1 ? 3 : 2.1
    return new Style({
      zIndex: 1000 - label.rank * 200 + Math.min(label.thousands / 20, 150),
      ...(liftPx > 0 ? {} : { image: new CircleStyle({ radius, fill: abroad ? second : main, stroke: dotLine }) }),
      text: new Text({ text: name, font: `${weight} ${size}px Inter, sans-serif`, offsetY: -(Math.max(liftPx, radius) + size * 0.72), fill: abroad ? second : main, stroke: halo, padding: [1, 3, 1, 3] }),
    })
  }

  return (feature: FeatureLike, resolution: number): Style | undefined => {
    const label = feature.get('label') as Label
    const zoom = zoomAt(resolution)
    if (!isWritten(label, zoom)) return undefined
    const coordinate = label.kind === 'place' ? (feature.getGeometry() as Point).getCoordinates() : undefined
    const liftPx = coordinate ? Math.ceil((liftOf()?.(coordinate, resolution) ?? 0) / LIFT_STEP_PX) * LIFT_STEP_PX : 0
    const key = `${label.kind} ${label.en} ${label.thousands} ${liftPx} ${label.kind === 'sea' && zoom < 6 ? 's' : ''}`
    const style = made.get(key) ?? make(label, zoom, liftPx)
    made.set(key, style)
    return style
  }
}
