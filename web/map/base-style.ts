import type { FeatureLike } from 'ol/Feature.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { BASE_LAYERS, type BaseLayerName } from './base-data.ts'
import type { Palette } from './palette.ts'

/** The zoom at a resolution in metres per pixel of the web's projection. */
export const zoomAt = (resolution: number) => Math.log2(156_543.033_928 / resolution)

// by band: the great rivers first
const RIVER_FROM = [0, 4.5, 6, 7.5]

/** How the areas and lines of the base map are painted in a theme. */
export function baseStyle(palette: Palette) {
  const fill = (token: string) => new Fill({ color: palette.of(token) })
  const line = (token: string, width: number, lineDash?: number[]) => new Stroke({ color: palette.of(token), width, lineJoin: 'round', ...(lineDash ? { lineDash } : {}) })
  const z = (layer: BaseLayerName) => BASE_LAYERS.indexOf(layer)
  const styles: Record<BaseLayerName, Style> = {
    land: new Style({ zIndex: z('land'), fill: fill('map-land') }),
    home: new Style({ zIndex: z('home'), fill: fill('map-home') }),
    urban: new Style({ zIndex: z('urban'), fill: fill('map-urban') }),
    water: new Style({ zIndex: z('water'), fill: fill('map-water'), stroke: line('map-water-line', 0.6) }),
    river: new Style({ zIndex: z('river') }),
    region: new Style({ zIndex: z('region'), stroke: line('map-region', 1) }),
    border: new Style({ zIndex: z('border'), stroke: line('map-border', 1) }),
    coast: new Style({ zIndex: z('coast'), stroke: line('map-coast', 1.5) }),
  }
  const rivers = [1.6, 1.6, 1.1, 0.8].map((width) => new Style({ zIndex: z('river'), stroke: line('map-water-line', width) }))
  return (feature: FeatureLike, resolution: number): Style | undefined => {
    const layer = feature.get('layer') as BaseLayerName
    const zoom = zoomAt(resolution)
    if (layer === 'river') {
      const band = feature.get('band') as number
      return zoom < (RIVER_FROM[band] ?? 0) ? undefined : rivers[band]
    }
    if ((layer === 'region' && zoom < 4.8) || (layer === 'urban' && (zoom < 7 || zoom > 10.8))) return undefined
    return styles[layer]
  }
}
