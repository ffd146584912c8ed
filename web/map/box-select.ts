import DragBox from 'ol/interaction/DragBox.js'
import { transformExtent } from 'ol/proj.js'
import { onCleanup } from 'solid-js'
import type { Box } from './map-window.ts'
import { useMap } from './map-context.ts'
import './box-select.css'

/** While it stands, dragging over the map draws a box instead of moving it, and tells which. */
export function BoxSelect(props: { readonly onBox: (box: Box) => void }) {
  const map = useMap()
  const drag = new DragBox({ className: 'map-box-select', condition: () => true, minArea: 16 })
  drag.on('boxend', () => props.onBox(transformExtent(drag.getGeometry().getExtent(), 'EPSG:3857', 'EPSG:4326') as unknown as Box))
  map.addInteraction(drag)
  const viewport = map.getViewport()
  if (viewport) viewport.style.cursor = 'crosshair'
  onCleanup(() => {
    map.removeInteraction(drag)
    if (viewport) viewport.style.cursor = ''
  })
  return null
}
