import { transformExtent } from 'ol/proj.js'
import { createEffect, on, onCleanup } from 'solid-js'
import { useMap } from './map-context.ts'
import { lessMotion, moveView, stateOf } from './view-state.ts'

/** West, south, east, north in degrees. */
export type Box = readonly [west: number, south: number, east: number, north: number]

/** A place to bring into view; asked again with each new object. */
export type Aim = ({ readonly at: readonly [lon: number, lat: number]; readonly zoom?: number } | { readonly box: Box }) & {
  /** Pixels that something covers at each side: top, right, bottom, left. */
  readonly covered?: readonly [number, number, number, number]
}

const STAY = 0.12 // within this share of the edge a place counts as out of sight

type Props = {
  /** Called when the map has come to rest, and once it stands. */
  readonly onRest: (box: Box, zoom: number) => void
  /** Where to look; a place that is in sight already moves nothing. */
  readonly aim?: Aim | null
}

/** The window that a map is: it tells which box is in it, and brings a place or a box into view. */
export function MapWindow(props: Props) {
  const map = useMap()
  const box = (): Box => transformExtent(map.getView().calculateExtent(map.getSize()), 'EPSG:3857', 'EPSG:4326') as unknown as Box
  const hasSize = () => (map.getSize() ?? []).length === 2 && (map.getSize() ?? []).every((px) => px > 0)
  const rest = () => { if (hasSize()) props.onRest(box(), stateOf(map.getView()).zoom) }
  map.on('moveend', rest)
  onCleanup(() => map.un('moveend', rest))
  function look(aim: Aim) {
    map.updateSize()
    const view = map.getView()
    if ('box' in aim) {
      view.fit(transformExtent([...aim.box], 'EPSG:4326', 'EPSG:3857'), { padding: [...aim.covered ?? [40, 40, 40, 40]], maxZoom: 12 })
      return
    }
    const [west, south, east, north] = box()
    const [widthPx = 1, heightPx = 1] = map.getSize() ?? []
    const [top, right, bottom, left] = aim.covered ?? [0, 0, 0, 0]
    const perPx = [(east - west) / widthPx, (north - south) / heightPx] as const
    const inset = [(widthPx - left - right) * STAY, (heightPx - top - bottom) * STAY] as const
    const inSight = aim.at[0] > west + (left + inset[0]) * perPx[0] && aim.at[0] < east - (right + inset[0]) * perPx[0]
      && aim.at[1] > south + (bottom + inset[1]) * perPx[1] && aim.at[1] < north - (top + inset[1]) * perPx[1]
    const zoom = Math.max(stateOf(view).zoom, aim.zoom ?? 0)
    if (inSight && zoom === stateOf(view).zoom) return
    if (lessMotion()) view.cancelAnimations()
    // The middle of what is not covered, at the zoom that it will have.
    const scale = 2 ** (stateOf(view).zoom - zoom)
    moveView(view, { center: [aim.at[0] + ((right - left) / 2) * perPx[0] * scale, aim.at[1] - ((bottom - top) / 2) * perPx[1] * scale], zoom })
  }
  // Before the map has its place on the page it has no size to fit anything into, and no movement to tell of.
  let frame = requestAnimationFrame(function place() {
    map.updateSize()
    if (!hasSize()) {
      frame = requestAnimationFrame(place)
      return
    }
    if (props.aim) look(props.aim)
    rest()
  })
  onCleanup(() => cancelAnimationFrame(frame))
  createEffect(on(() => props.aim, (aim) => { if (aim && hasSize()) look(aim) }))
  return null
}
