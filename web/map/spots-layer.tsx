import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import { circular } from 'ol/geom/Polygon.js'
import VectorLayer from 'ol/layer/Vector.js'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import CircleStyle from 'ol/style/Circle.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect } from 'solid-js'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { ownLayers } from './own-layers.ts'
import { createPalette } from './palette.ts'

/** Where somebody or something was said to be: how far off it may be, and whether it is to be believed. */
export type Spot = { readonly position: readonly [lon: number, lat: number]; readonly accuracyM?: number | null | undefined; readonly doubtful?: boolean | undefined }

/** Spots, each a dot within the circle that it may be in; dashed where it is doubted. `under`: below the symbols, not over all. */
export function SpotsLayer(props: { readonly spots: readonly Spot[]; readonly dotPx?: number; readonly under?: boolean }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource({ wrapX: false })
  const layer = new VectorLayer({ source, zIndex: props.under ? Z.lines + 1 : Z.pin, className: 'map-pin' }) // its own canvas: never hidden by labels
  ownLayers(map, layer)
  createEffect(() => {
    const { of, faded } = palette()
    layer.setVisible(props.spots.length > 0) // an empty canvas would still be handed on with every frame: 3.5 ms of 8
    source.clear(true)
    source.addFeatures(props.spots.flatMap(({ position, accuracyM, doubtful }) => {
      const token = doubtful ? 'warn' : 'accent'
      const colour = of(token)
      const dot = new Feature(new Point(fromLonLat([...position])))
      dot.setStyle(new Style({ image: new CircleStyle({ radius: props.dotPx ?? 8, fill: new Fill({ color: colour }), stroke: new Stroke({ color: of('surface'), width: 3 }) }) }))
      if (!accuracyM) return [dot]
      const circle = new Feature(circular([...position], accuracyM, 72).transform('EPSG:4326', 'EPSG:3857'))
      circle.setStyle([
        new Style({ fill: new Fill({ color: faded(token, 0.14) }) }),
        new Style({ stroke: new Stroke({ color: colour, width: 2, ...(doubtful ? { lineDash: [6, 6] } : {}) }) }),
      ])
      return [circle, dot]
    }))
    source.changed()
  })
  return null
}
