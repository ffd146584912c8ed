import Feature from 'ol/Feature.js'
import MultiPolygon from 'ol/geom/MultiPolygon.js'
import VectorSource from 'ol/source/Vector.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect } from 'solid-js'
import type { Shape } from '../../geo/space/shape.ts'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { movingPicture } from './moving-picture.ts'
import { makeKept, ownLayers } from './own-layers.ts'
import { createPalette } from './palette.ts'
import { pixelRatio } from './pixel-ratio.ts'
import { TURN } from './turns.ts'
import './area-colours.css'

/** An area as the map colours it: its class from 0, or null where nobody knows; `atLeast` where it may be more. */
export type MapArea = { readonly code: string; readonly shape: Shape; readonly level: number | null; readonly atLeast: boolean }

const TILE = 8

/** Diagonal strokes that say: not known. */
function hatched(colour: string, pixelRatio: number): CanvasPattern {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = TILE * pixelRatio
  const to = canvas.getContext('2d')
  if (to === null) throw new Error('the browser gives no 2d canvas')
  to.scale(pixelRatio, pixelRatio)
  to.strokeStyle = colour
  to.lineWidth = 1.1
  to.stroke(new Path2D(`M-2 2 2-2M0 ${TILE} ${TILE} 0M${TILE - 2} ${TILE + 2} ${TILE + 2} ${TILE - 2}`))
  const pattern = to.createPattern(canvas, 'repeat')
  if (pattern === null) throw new Error('the browser makes no pattern')
  return pattern
}

/** Areas coloured by class, under everything else; what nobody knows is hatched, never left white. */
export function AreasLayer(props: { readonly areas: readonly MapArea[] }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource<Feature<MultiPolygon>>({ wrapX: false })
  const layer = movingPicture(source, Z.areas, 1.5, TURN.areas)
  ownLayers(map, layer)
  createEffect(() => {
    const features = props.areas.map((area) => {
      const feature = new Feature(new MultiPolygon(area.shape.coordinates).transform('EPSG:4326', 'EPSG:3857') as MultiPolygon)
      feature.set('area', area, true)
      return feature
    })
    source.clear(true)
    source.addFeatures(features)
    source.changed()
  })
  createEffect(() => {
    const { of } = palette()
    const stroke = new Stroke({ color: of('map-coast'), width: 1 })
    const unknown = hatched(of('map-label-2'), pixelRatio())
    const kept = makeKept<Style[]>()
    layer.setStyle((feature) => {
      const { level, atLeast } = feature.get('area') as MapArea
      return kept(`${level} ${atLeast}`, () => [
        ...(level === null ? [] : [new Style({ fill: new Fill({ color: of(`people-${level}`) }) })]),
        ...(level === null || atLeast ? [new Style({ fill: new Fill({ color: unknown }) })] : []), new Style({ stroke }),
      ])
    })
  })
  return null
}
