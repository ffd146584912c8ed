import Feature from 'ol/Feature.js'
import LineString from 'ol/geom/LineString.js'
import VectorLayer from 'ol/layer/Vector.js'
import { fromLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect } from 'solid-js'
import { Z } from './base-layer.ts'
import { zoomAt } from './base-style.ts'
import { useMap } from './map-context.ts'
import { makeKept, ownLayers } from './own-layers.ts'
import { createPalette } from './palette.ts'

/** A line of the grid; `voltageV` null when unknown, `out` when it carries nothing. */
export type MapLine = { readonly id: string; readonly path: readonly (readonly [number, number])[]; readonly voltageV: number | null; readonly out?: boolean }

const CLASSES = [
  { from: 500_000, token: 'voltage-750', width: 2.2 }, { from: 300_000, token: 'voltage-330', width: 1.7 }, { from: 200_000, token: 'voltage-220', width: 1.4 },
  { from: 100_000, token: 'voltage-110', width: 1.1 }, { from: 0, token: 'voltage-low', width: 0.9 },
] as const

/** The class that a voltage is drawn in: its colour's token in `theme.css` and its width in pixels at zoom 8. */
export const voltageClass = (voltageV: number | null) => CLASSES.find(({ from }) => (voltageV ?? 0) >= from) ?? CLASSES[4]

/** Power lines, thin and under the symbols, coloured by voltage; a line that is out is dashed. */
export function LinesLayer(props: { readonly lines: readonly MapLine[] }) {
  const map = useMap()
  const palette = createPalette()
  const source = new VectorSource<Feature<LineString>>({ wrapX: false })
  const layer = new VectorLayer({ source, zIndex: Z.lines })
  ownLayers(map, layer)
  createEffect(() => {
    const features = props.lines.map((line) => {
      const feature = new Feature(new LineString(line.path.map((position) => fromLonLat([...position]))))
      feature.set('line', line, true)
      return feature
    })
    source.clear(true)
    source.addFeatures(features)
  })
  createEffect(() => {
    const { faded } = palette()
    const kept = makeKept<Style>()
    layer.setStyle((feature, resolution) => {
      const line = feature.get('line') as MapLine
      const { token, width, from } = voltageClass(line.voltageV)
      const grown = Math.round(Math.max(-3, Math.min(4, (zoomAt(resolution) - 8) * 2))) / 2 // half levels: few styles
      // Its colour lets the land through, not the layer: that would paint a canvas of its own in each frame.
      return kept(`${token} ${grown} ${line.out ?? false}`, () => new Style({
        zIndex: from, stroke: new Stroke({ color: faded(token, 0.85), width: width * 1.22 ** grown, lineCap: 'butt', ...(line.out ? { lineDash: [4, 5] } : {}) }),
      }))
    })
  })
  return null
}
