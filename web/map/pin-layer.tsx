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
import { createEffect, onCleanup } from 'solid-js'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { createPalette } from './palette.ts'

type Props = {
  readonly position: readonly [lon: number, lat: number] | null
  /** How far off it may be, drawn as a circle on the ground. */
  readonly accuracyM?: number | null | undefined
  /** Not to be believed as it is: dashed. */
  readonly doubtful?: boolean
}

/** Where the phone is, or what it points at: a dot within the circle that it may be in. */
export function PinLayer(props: Props) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource({ wrapX: false })
  const layer = new VectorLayer({ source, zIndex: Z.pin, className: 'map-pin' }) // its own canvas: never hidden by labels
  map.addLayer(layer)
  createEffect(() => {
    const { of } = palette()
    const colour = of(props.doubtful ? 'warn' : 'accent')
    source.clear(true)
    if (!props.position) return source.changed()
    const position = [...props.position]
    const features: Feature[] = []
    if (props.accuracyM) {
      const circle = new Feature(circular(position, props.accuracyM, 72).transform('EPSG:4326', 'EPSG:3857'))
      circle.setStyle([
        new Style({ fill: new Fill({ color: colour.replace('rgb(', 'rgba(').replace(')', ', 0.14)') }) }),
        new Style({ stroke: new Stroke({ color: colour, width: 2, ...(props.doubtful ? { lineDash: [6, 6] } : {}) }) }),
      ])
      features.push(circle)
    }
    const dot = new Feature(new Point(fromLonLat(position)))
    dot.setStyle(new Style({ image: new CircleStyle({ radius: 8, fill: new Fill({ color: colour }), stroke: new Stroke({ color: of('surface'), width: 3 }) }) }))
    features.push(dot)
    source.addFeatures(features)
  })
  onCleanup(() => {
    map.removeLayer(layer)
    layer.dispose()
  })
  return null
}
