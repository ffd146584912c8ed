import { getCenter } from 'ol/extent.js'
import { defaults as interactions } from 'ol/interaction/defaults.js'
import OlMap from 'ol/Map.js'
import { transformExtent } from 'ol/proj.js'
import View from 'ol/View.js'
import { createEffect, createUniqueId, For, on, onCleanup, onMount, Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from '../ui/button.tsx'
import manifest from './basemap-manifest.json'
import { MapContext } from './map-context.ts'
import { pixelRatio } from './pixel-ratio.ts'
import { ScaleLine } from './scale-line.tsx'
import { lessMotion, moveView, sameView, stateOf, type ViewState } from './view-state.ts'
import './map-view.css'

/** Data that a map shows, named in its corner as the licences ask. */
export type MapSource = { readonly text: string; readonly licence: string }

type Props = {
  /** What the map shows, for a screen reader. */
  readonly label: string
  /** Where it looks; it moves when this changes. Without it, the whole country. */
  readonly view?: ViewState | undefined
  /** Called when a movement has come to rest. */
  readonly onView?: (view: ViewState) => void
  readonly sources?: readonly MapSource[]
  readonly children?: JSX.Element
}

const extentOf = (degrees: readonly number[]) => transformExtent([...degrees], 'EPSG:4326', 'EPSG:3857')
const HOME = extentOf(manifest.home)

const FURTHER_OUT = 0.6 // zoom levels beyond the home view

/** An OpenLayers map. Layers are its children and find it by `useMap`. Tab to it, then arrow keys, plus and minus. */
export function MapView(props: Props) {
  const { t } = useI18n()
  const help = createUniqueId()
  const sources = createUniqueId()
  const Sources = () => (
    <For each={[...manifest.sources, ...(props.sources ?? [])]}>{(source, index) => (
      <span title={`${source.text} (${source.licence})`}><Show when={index() > 0}> · </Show>{source.text}</span>
    )}</For>
  )
  let target!: HTMLDivElement
  const view = new View({
    center: getCenter(HOME), zoom: 6, minZoom: 4, maxZoom: 18, enableRotation: false, extent: extentOf(manifest.extent), constrainOnlyCenter: true,
  })
  if (props.view) moveView(view, props.view, true)
  const map = new OlMap({
    controls: [], layers: [], view, moveTolerance: 3, pixelRatio: pixelRatio(),
    interactions: interactions({ altShiftDragRotate: false, pinchRotate: false, zoomDuration: lessMotion() ? 0 : 220 }),
  })
  let told = stateOf(view)

  /** Further out there is nothing to see but the edge of the base map; how far that is goes by the size of the map. */
  function bound() {
    if (target.clientWidth === 0 || target.clientHeight === 0) return
    const homeResolution = view.getResolutionForExtent(HOME, [target.clientWidth, target.clientHeight])
    view.setMinZoom(Math.max(3, (view.getZoomForResolution(homeResolution) ?? 5) - FURTHER_OUT))
  }
  const goHome = (duration: number) => view.fit(HOME, { size: [target.clientWidth, target.clientHeight], padding: [16, 16, 24, 16], duration })
  const zoomBy = (levels: number) => moveView(view, { ...stateOf(view), zoom: view.getConstrainedZoom((view.getZoom() ?? 6) + levels) ?? 6 })

  onMount(() => {
    map.setTarget(target)
    bound()
    map.on('change:size', bound)
    if (!props.view) goHome(0)
    told = stateOf(view)
    map.on('moveend', () => {
      const now = stateOf(view)
      if (sameView(now, told)) return
      told = now
      props.onView?.(now)
    })
  })
  createEffect(on(() => props.view, (next) => {
    if (next && !sameView(next, stateOf(view))) moveView(view, next)
  }, { defer: true }))
  onCleanup(() => {
    map.setTarget(undefined)
    map.dispose()
  })

  return (
    <MapContext.Provider value={map}>
      <div class="map-view">
        <div class="map-canvas" ref={target} tabindex="0" role="application" aria-label={props.label} aria-describedby={help} />
        <p class="visually-hidden" id={help}>{t('common.map.help')}</p>
        {props.children}
        <div class="map-buttons">
          <IconButton icon="plus" label={t('common.map.zoomIn')} onClick={() => zoomBy(1)} />
          <IconButton icon="minus" label={t('common.map.zoomOut')} onClick={() => zoomBy(-1)} />
          <IconButton icon="home" label={t('common.map.home')} onClick={() => goHome(lessMotion() ? 0 : 280)} />
        </div>
        <div class="map-foot">
          <ScaleLine />
          <p class="map-sources" aria-label={t('common.map.sources')}><Sources /></p>
          <button type="button" class="map-sources-button" popovertarget={sources}>© {t('common.map.sources')}</button>
          <p class="map-sources-box" id={sources} popover="auto"><Sources /></p>
        </div>
      </div>
    </MapContext.Provider>
  )
}
