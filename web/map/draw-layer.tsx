import Feature from 'ol/Feature.js'
import LineString from 'ol/geom/LineString.js'
import MultiPolygon from 'ol/geom/MultiPolygon.js'
import Point from 'ol/geom/Point.js'
import { circular } from 'ol/geom/Polygon.js'
import DoubleClickZoom from 'ol/interaction/DoubleClickZoom.js'
import VectorLayer from 'ol/layer/Vector.js'
import type MapBrowserEvent from 'ol/MapBrowserEvent.js'
import { fromLonLat, toLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import CircleStyle from 'ol/style/Circle.js'
import Fill from 'ol/style/Fill.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect, on, onCleanup, Show } from 'solid-js'
import type { Position } from '../../geo/space/position.ts'
import type { Shape } from '../../geo/space/shape.ts'
import { Z } from './base-layer.ts'
import { Crosshair } from './crosshair.tsx'
import { useMap } from './map-context.ts'
import { createPalette } from './palette.ts'
import { stateOf } from './view-state.ts'

/** What is being drawn: a path with metres around it, a ring that is not closed yet, or an outline as it came. */
export type Draft =
  | { readonly is: 'around'; readonly path: readonly Position[]; readonly radiusM: number }
  | { readonly is: 'ring'; readonly path: readonly Position[] }
  | { readonly is: 'shape'; readonly shape: Shape }

type Props = {
  readonly draft: Draft | null
  /** Places are being put down: by a click, or with the cross in the middle of the map. */
  readonly drawing: boolean
  readonly onPlace: (position: Position) => void
  /** Told where the middle of the map is, for who draws by keyboard. */
  readonly onMiddle: (position: Position) => void
}

const rounded = (position: readonly number[]): Position => [Math.round((position[0] ?? 0) * 1e6) / 1e6, Math.round((position[1] ?? 0) * 1e6) / 1e6]
const projected = (path: readonly Position[]) => path.map((position) => fromLonLat([...position]))

/** An outline in the making. A click on the map puts a place down, and so does a key, at the cross in the middle. */
export function DrawLayer(props: Props) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource({ wrapX: false })
  const layer = new VectorLayer({ source, zIndex: Z.pin, className: 'map-draft' })
  map.addLayer(layer)

  createEffect(() => {
    const { of, faded } = palette()
    const colour = of('accent')
    const soft = new Fill({ color: faded('accent', 0.18) })
    const edge = new Stroke({ color: colour, width: 2, lineDash: [7, 5] })
    const corner = new Style({ image: new CircleStyle({ radius: 5, fill: new Fill({ color: of('surface') }), stroke: new Stroke({ color: colour, width: 2.5 }) }) })
    source.clear(true)
    const { draft } = props
    layer.setVisible(draft !== null)
    if (draft === null) return source.changed()
    const features: Feature[] = []
    const add = (feature: Feature, style: Style | Style[] | ((feature: unknown, resolution: number) => Style[])) => {
      feature.setStyle(style as Style)
      features.push(feature)
    }
    if (draft.is === 'shape') add(new Feature(new MultiPolygon(draft.shape.coordinates).transform('EPSG:4326', 'EPSG:3857')), new Style({ fill: soft, stroke: edge }))
    else if (draft.is === 'ring' && draft.path.length > 2) add(new Feature(new MultiPolygon([[[...projected(draft.path), fromLonLat([...draft.path[0]!])]]])), new Style({ fill: soft, stroke: edge }))
    else if (draft.path.length > 1) {
      const lat = draft.path[0]![1]
      const line = new Feature(new LineString(projected(draft.path)))
      // As wide on the screen as it is on the ground: the projection stretches by 1 / cos of the latitude.
      if (draft.is === 'around') add(line, (_, resolution) => [new Style({ stroke: new Stroke({ color: soft.getColor() as string, width: (2 * draft.radiusM) / Math.cos((lat * Math.PI) / 180) / resolution, lineCap: 'round', lineJoin: 'round' }) }), new Style({ stroke: edge })])
      else add(line, new Style({ stroke: edge }))
    } else if (draft.is === 'around' && draft.path.length === 1) {
      add(new Feature(circular([...draft.path[0]!], draft.radiusM, 72).transform('EPSG:4326', 'EPSG:3857')), new Style({ fill: soft, stroke: edge }))
    }
    if (draft.is !== 'shape') for (const at of projected(draft.path)) add(new Feature(new Point(at)), corner)
    source.addFeatures(features)
  })

  const onClick = (event: MapBrowserEvent) => { if (props.drawing) props.onPlace(rounded(toLonLat(event.coordinate))) }
  const onMiddle = () => props.onMiddle(rounded(stateOf(map.getView()).center))
  map.on('click', onClick)
  map.on('moveend', onMiddle)
  createEffect(on(() => props.drawing, (drawing) => {
    // Two places in quick succession are two places, not a wish to come closer.
    for (const interaction of map.getInteractions().getArray()) if (interaction instanceof DoubleClickZoom) interaction.setActive(!drawing)
    const viewport = map.getViewport()
    if (viewport) viewport.style.cursor = drawing ? 'crosshair' : ''
    if (drawing) onMiddle()
  }))
  onCleanup(() => {
    map.un('click', onClick)
    map.un('moveend', onMiddle)
    map.removeLayer(layer)
    layer.dispose()
  })
  return <Show when={props.drawing}><Crosshair onPlace={() => {}} /></Show>
}
