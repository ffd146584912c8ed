import { fromLonLat, toLonLat } from 'ol/proj.js'
import type View from 'ol/View.js'

/** Where a map looks: centre in longitude and latitude, zoom in the usual web levels. */
export type ViewState = { readonly center: readonly [number, number]; readonly zoom: number }

const rounded = (value: number, digits: number) => Math.round(value * 10 ** digits) / 10 ** digits

/** The state of a view, rounded so that it reads well in an address. */
export function stateOf(view: View): ViewState {
  const [lon = 0, lat = 0] = toLonLat(view.getCenter() ?? [0, 0])
  return { center: [rounded(lon, 5), rounded(lat, 5)], zoom: rounded(view.getZoom() ?? 0, 2) }
}

/** Whether two states show the same, to about a pixel. */
export function sameView(a: ViewState, b: ViewState): boolean {
  const degrees = 0.7 / 2 ** Math.max(a.zoom, 1)
  return Math.abs(a.zoom - b.zoom) < 0.01 && Math.abs(a.center[0] - b.center[0]) < degrees && Math.abs(a.center[1] - b.center[1]) < degrees
}

/** Moves a view; `atOnce`, or when the user asked for less motion, without the way between. */
export function moveView(view: View, to: ViewState, atOnce = lessMotion()): void {
  const center = fromLonLat([...to.center])
  if (atOnce) {
    view.setCenter(center)
    view.setZoom(to.zoom)
  } else view.animate({ center, zoom: to.zoom, duration: 280 })
}

/** Whether the user asked the device for less motion. */
export const lessMotion = () => matchMedia('(prefers-reduced-motion: reduce)').matches
