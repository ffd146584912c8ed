import { getCenter } from 'ol/extent.js'
import OlMap from 'ol/Map.js'
import { transformExtent } from 'ol/proj.js'
import View from 'ol/View.js'
import { createEffect, For, on, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import manifest from './basemap-manifest.json'
import { MapContext } from './map-context.ts'
import type { Box } from './map-window.ts'
import { ScaleLine } from './scale-line.tsx'
import './inset-map.css'

const [CLOSEST, PADDING_PX] = [16, 18] as const

/** A small map to look at, not to move: what is around a place, as a picture with words. Layers are its children, as in a large one. */
export function InsetMap(props: { readonly label: string; readonly box: Box; readonly children?: JSX.Element }) {
  const { t } = useI18n()
  let target!: HTMLDivElement
  const extent = () => transformExtent([...props.box], 'EPSG:4326', 'EPSG:3857')
  const view = new View({ center: getCenter(extent()), zoom: 12, maxZoom: CLOSEST, enableRotation: false })
  const map = new OlMap({ controls: [], interactions: [], layers: [], view })
  const fit = () => { if (target.clientWidth > 0 && target.clientHeight > 0) view.fit(extent(), { size: [target.clientWidth, target.clientHeight], padding: [PADDING_PX, PADDING_PX, PADDING_PX, PADDING_PX] }) }
  onMount(() => {
    map.setTarget(target)
    fit()
    map.on('change:size', fit)
  })
  createEffect(on(() => props.box, fit, { defer: true }))
  onCleanup(() => {
    map.setTarget(undefined)
    map.dispose()
  })
  return (
    <MapContext.Provider value={map}>
      <div class="inset-map">
        <div class="inset-canvas" ref={target} role="img" aria-label={props.label} />
        {props.children}
        <div class="inset-foot"><ScaleLine /></div>
        <p class="map-sources inset-sources" aria-label={t('common.map.sources')}><For each={manifest.sources}>{(source, n) => <span title={`${source.text} (${source.licence})`}><Show when={n() > 0}> · </Show>{source.text}</span>}</For></p>
      </div>
    </MapContext.Provider>
  )
}
