import Feature from 'ol/Feature.js'
import Point from 'ol/geom/Point.js'
import VectorLayer from 'ol/layer/Vector.js'
import type MapBrowserEvent from 'ol/MapBrowserEvent.js'
import { fromLonLat, toLonLat } from 'ol/proj.js'
import VectorSource from 'ol/source/Vector.js'
import CircleStyle from 'ol/style/Circle.js'
import Stroke from 'ol/style/Stroke.js'
import Style from 'ol/style/Style.js'
import { createEffect, createMemo, createSignal, on, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { DECLUTTER, LIFT, Z } from './base-layer.ts'
import { useMap } from './map-context.ts'
import { reachOf, type MapPoint } from './map-point.ts'
import { WaitingLayer } from './moving-picture.ts'
import { liftOver, pointAt, pointsInOrder } from './nearest-point.ts'
import { createPalette } from './palette.ts'
import { makeSymbols } from './symbols.ts'
import { moveView, stateOf } from './view-state.ts'

type Props = {
  readonly points: readonly MapPoint[]
  readonly selected?: string | null | undefined
  /** A single symbol was chosen by mouse, finger or keyboard; null when the map was, `at` a place. A cluster is zoomed into instead. */
  readonly onSelect?: (point: MapPoint | null, at: readonly [lon: number, lat: number] | null) => void
  /** Those that are selected for something, ringed. */
  readonly marked?: ReadonlySet<string> | undefined
  /** Somebody draws: clicks are theirs. */
  readonly idle?: boolean | undefined
  readonly onHover?: (point: MapPoint | null) => void
}

const toFeature = (point: MapPoint) => {
  const feature = new Feature(new Point(fromLonLat([...point.position])))
  feature.set('point', point, true)
  return feature
}

/** Symbols on one canvas. New points replace the old in one task, so that nothing blinks. N and P step through them, Enter chooses. */
export function PointsLayer(props: Props) {
  const map = useMap()
  const { number } = useI18n()
  const palette = createPalette()
  const symbols = createMemo(() => makeSymbols(palette(), (count) => number(count, count < 10_000 ? {} : { notation: 'compact', maximumFractionDigits: 0 })))
  const source = new VectorSource<Feature<Point>>({ wrapX: false })
  const layer = new WaitingLayer({ source, zIndex: Z.points, declutter: DECLUTTER, renderBuffer: 48, when: 'answered' })
  const ring = new VectorSource<Feature<Point>>({ wrapX: false })
  const ringLayer = new VectorLayer({ source: ring, zIndex: Z.selected, className: 'map-selected' })
  const [near, setNear] = createSignal<{ readonly point: MapPoint; readonly x: number; readonly y: number } | null>(null)
  map.addLayer(layer)
  map.addLayer(ringLayer)

  const show = (point: MapPoint | undefined) => {
    const pixel = point && map.getPixelFromCoordinate(fromLonLat([...point.position]))
    setNear(point && pixel ? { point, x: pixel[0] ?? 0, y: (pixel[1] ?? 0) - reachOf(point.symbol) } : null)
    props.onHover?.(point ?? null)
  }
  const choose = (point: MapPoint | undefined, at: readonly [number, number] | null = null) => {
    if (point?.symbol.is === 'cluster') moveView(map.getView(), { center: point.position, zoom: Math.min(stateOf(map.getView()).zoom + 2, 18) })
    else props.onSelect?.(point ?? null, at)
  }
  const onMove = (event: MapBrowserEvent) => {
    const original = event.originalEvent
    if (event.dragging || (original instanceof PointerEvent && original.pointerType === 'touch')) return
    const point = pointAt(map, source, event.pixel)
    if (point === near()?.point) return
    const viewport = map.getViewport()
    if (viewport && !props.idle) viewport.style.cursor = point ? 'pointer' : ''
    show(point)
  }
  const onClick = (event: MapBrowserEvent) => { if (!props.idle) choose(pointAt(map, source, event.pixel), toLonLat(event.coordinate) as [number, number]) }
  const onStart = () => show(undefined)
  const onKey = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return
    const step = { KeyN: 1, KeyP: -1 }[event.code]
    if (step) {
      const all = pointsInOrder(map, source)
      const now = all.findIndex((point) => point.id === near()?.point.id)
      show(all.at(now < 0 ? (step > 0 ? 0 : -1) : (now + step) % all.length))
    } else if (event.key === 'Enter' && near()) choose(near()?.point)
    else if (event.key === 'Escape') show(undefined)
    else return
    event.preventDefault()
  }
  map.on('pointermove', onMove)
  map.on('click', onClick)
  map.on('movestart', onStart)
  let listening: HTMLElement | undefined
  const listen = () => {
    listening?.removeEventListener('keydown', onKey)
    listening = map.getTargetElement() ?? undefined
    listening?.addEventListener('keydown', onKey)
  }
  listen()
  map.on('change:target', listen)

  createEffect(() => {
    const features = props.points.map(toFeature)
    source.clear(true)
    source.addFeatures(features)
    map.set(LIFT, liftOver(source))
    if (near() && !props.points.some((point) => point.id === near()?.point.id)) setNear(null)
  })
  createEffect(() => {
    const symbol = symbols()
    layer.setStyle((feature) => symbol((feature.get('point') as MapPoint).symbol))
  })
  createEffect(on([() => props.selected, () => props.points, palette, () => props.marked], ([selected, points, , marked]) => {
    const point = points.find(({ id }) => id === selected)
    ring.clear(true)
    const picked = marked === undefined || marked.size === 0 ? [] : points.filter(({ id }) => marked.has(id) && id !== selected)
    ringLayer.setVisible(Boolean(point) || picked.length > 0) // an empty canvas would still be laid over every frame
    const mark = new Style({ image: new CircleStyle({ radius: 21, stroke: new Stroke({ color: palette().of('accent'), width: 2.5, lineDash: [5, 4] }) }) })
    ring.addFeatures(picked.map((one) => {
      const feature = toFeature(one)
      feature.setStyle(mark)
      return feature
    }))
    if (!point) return
    const feature = toFeature(point)
    const radius = reachOf(point.symbol) + 3
    feature.setStyle([
      new Style({ image: new CircleStyle({ radius, stroke: new Stroke({ color: palette().of('surface'), width: 6 }) }) }),
      new Style({ image: new CircleStyle({ radius, stroke: new Stroke({ color: palette().of('focus'), width: 3 }) }) }),
    ])
    ring.addFeature(feature)
  }))
  onCleanup(() => {
    map.un('pointermove', onMove)
    map.un('click', onClick)
    map.un('movestart', onStart)
    map.un('change:target', listen)
    listening?.removeEventListener('keydown', onKey)
    map.unset(LIFT)
    for (const gone of [layer, ringLayer]) {
      map.removeLayer(gone)
      gone.dispose()
    }
  })

  return (
    <>
      <p class="visually-hidden" aria-live="polite">{near()?.point.label}</p>
      <Show when={near()}>{(shown) => (
        <div class="map-tip" aria-hidden="true" style={{ transform: `translate(${Math.round(shown().x)}px, ${Math.round(shown().y)}px) translate(-50%, calc(-100% - 6px))` }}>{shown().point.label}</div>
      )}</Show>
    </>
  )
}
