import type { FeatureLike } from 'ol/Feature.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import Text from 'ol/style/Text.js'
import type { Locale } from '../i18n/sections.ts'
import { zoomAt } from './base-style.ts'
import { makeKept } from './own-layers.ts'
import type { Palette } from './palette.ts'

type Look = 'land' | 'green' | 'urban' | 'water' | 'river' | 'road' | 'building' | 'border' | 'place'

// Layers as the two schemas that most archives have call them: OpenMapTiles and Protomaps.
const LOOKS: Readonly<Record<string, Look>> = {
  earth: 'land', landcover: 'green', park: 'green', landuse: 'urban', water: 'water', waterway: 'river', transportation: 'road', roads: 'road', building: 'building', buildings: 'building',
  boundary: 'border', boundaries: 'border', place: 'place', places: 'place',
}
const BUILT = ['residential', 'commercial', 'industrial', 'urban_area', 'retail', 'suburb', 'neighbourhood']
const ROADS: Readonly<Record<string, readonly [width: number, from: number]>> = {
  motorway: [2.4, 5], highway: [2.4, 5], trunk: [2.2, 6], primary: [1.8, 7], major_road: [1.7, 8], secondary: [1.4, 9], tertiary: [1.2, 11], medium_road: [1.2, 11], rail: [0.8, 9], minor: [0.8, 13], minor_road: [0.8, 13],
}
const SIZES: Readonly<Record<string, readonly [px: number, from: number]>> = { country: [14, 3], region: [12, 6], state: [12, 6], city: [13, 5], locality: [12, 8], town: [12, 8], village: [11, 11], hamlet: [10.5, 13], suburb: [10.5, 12], neighbourhood: [10, 13] }

/** How vector tiles of the usual schemas are painted: in the colours of the map that ships, names in the language on the screen. */
export function vectorTileStyle(palette: Palette, locale: Locale) {
  const keep = makeKept<Style>()
  const area = (token: string, zIndex: number) => keep(token, () => new Style({ zIndex, fill: new Fill({ color: palette.of(token) }) }))
  const line = (token: string, width: number, zIndex: number, lineDash?: number[]) => keep(`${token} ${width} ${lineDash?.length ?? 0}`, () => new Style({ zIndex, stroke: new Stroke({ color: palette.of(token), width, ...(lineDash ? { lineDash } : {}) }) }))
  return (feature: FeatureLike, resolution: number): Style | undefined => {
    const zoom = zoomAt(resolution)
    const kind = String(feature.get('class') ?? feature.get('kind') ?? '')
    switch (LOOKS[String(feature.get('layer'))]) {
      case 'land': return area('map-home', 0)
      case 'green': return kind === 'ice' ? undefined : area('map-land', 1)
      case 'urban': return BUILT.includes(kind) ? area('map-urban', 2) : undefined
      case 'water': return area('map-water', 3)
      case 'river': return line('map-water-line', kind === 'river' ? 1.2 : 0.6, 4)
      case 'building': return zoom < 14 ? undefined : area('map-region', 5)
      case 'road': {
        const [width, from] = ROADS[kind] ?? [0.6, 14]
        return zoom < from ? undefined : line(kind === 'rail' ? 'map-label-2' : 'map-region', width * 1.2 ** Math.round(Math.max(0, zoom - 9)), 6, kind === 'rail' ? [6, 3] : undefined)
      }
      case 'border': return Number(feature.get('admin_level') ?? 2) > 4 ? undefined : line('map-border', 1, 7, [6, 3])
      case 'place': {
        const name = String(feature.get(`name:${locale}`) ?? feature.get('name') ?? '')
        const [px, from] = SIZES[String(feature.get('kind_detail') ?? kind)] ?? SIZES[kind] ?? [10.5, 12]
        if (name === '' || zoom < from) return undefined
        return new Style({ zIndex: 100 + px, text: new Text({ text: name, font: `520 ${px}px Inter, sans-serif`, fill: new Fill({ color: palette.of('map-label') }), stroke: new Stroke({ color: palette.of('map-halo'), width: 3 }), padding: [2, 4, 2, 4] }) })
      }
      default: return undefined
    }
  }
}
