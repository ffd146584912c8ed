import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import CircleStyle from 'ol/style/Circle.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect } from 'solid-js'
import { Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { movingPicture } from './moving-picture.ts'
import { ownLayers } from './own-layers.ts'
import { createPalette } from './palette.ts'

/** Places as quiet dots, between the lines and the names: what stands there is told further in. */
export function DotsLayer(props: { readonly positions: readonly (readonly [lon: number, lat: number])[] }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource<Feature<Point>>({ wrapX: false })
  // drawn one by one, a country of dots took most of every frame of a zoom
  const layer = movingPicture(source, Z.lines + 1, 1.5, 'answered')
  ownLayers(map, layer)
  createEffect(() => {
    const features = props.positions.map((position) => new Feature(new Point(fromLonLat([...position]))))
    source.clear(true)
    source.addFeatures(features)
    source.changed()
  })
  createEffect(() => {
    const { of } = palette()
    layer.setStyle(new Style({ image: new CircleStyle({ radius: 2.75, fill: new Fill({ color: of('map-label-2') }), stroke: new Stroke({ color: of('map-home'), width: 1.25 }) }) }))
  })
  return null
}
