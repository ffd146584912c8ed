import { createEffect, createMemo, createResource, createSignal, on, onCleanup, onMount, Show } from 'solid-js'
import { about } from '../../geo/access/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { BaseLayer } from '../map/base-layer.ts'
import baseMap from '../map/basemap-manifest.json'
import { DotsLayer } from '../map/dots-layer.tsx'
import { LinesLayer } from '../map/lines-layer.tsx'
import { MapView, type MapSource } from '../map/map-view.tsx'
import { MapWindow, type Aim, type Box } from '../map/map-window.ts'
import { PinLayer } from '../map/pin-layer.tsx'
import { PointsLayer } from '../map/points-layer.tsx'
import { makeDebounced, problemOf } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { useDesk } from './desk-context.tsx'
import { Legend, type MapShow } from './legend.tsx'
import { queryOf } from './filter-url.ts'
import { drawnOf, linesOf } from './map-points.ts'
import { SiteCard } from './site-card.tsx'
import { useWords } from './words.ts'
import './desk-map.css'

const SETTLE_MS = 120
const CLOSE_UP = 9 // the zoom from which one damage can be told from its neighbours

/** Pixels of an element that another covers: from the right, or from below where it spans the width. */
function coveredBy(element: HTMLElement, selector: string): [number, number, number, number] {
  const [own, other] = [element.getBoundingClientRect(), document.querySelector(selector)?.getBoundingClientRect()]
  if (other === undefined || other.left >= own.right || other.top >= own.bottom) return [0, 0, 0, 0]
  return other.left <= own.left + 1 ? [0, 0, own.bottom - other.top, 0] : [0, own.right - other.left, 0, 0]
}

/** The map of the desk: what is in view, asked anew as it moves, swapped at once. */
export function DeskMap(props: { readonly onOpen: (id: string, panel: boolean) => void }) {
  const { t, plural } = useI18n()
  const words = useWords()
  const desk = useDesk()
  let section!: HTMLElement
  const [site, setSite] = createSignal<string | null>(null)
  const [aim, setAim] = createSignal<Aim | null>(null)
  const [zoom, setZoom] = createSignal(0)
  const [show, setShow] = createSignal<MapShow>('all')
  let window: { box: Box; zoom: number } | undefined

  const ask = makeDebounced(SETTLE_MS, () => {
    if (window === undefined) return
    const bbox = window.box.map((degrees) => degrees.toFixed(4)).join(',')
    desk.setBox(bbox)
    void desk.map.ask({ ...narrowed(), bbox, zoom: Number(window.zoom.toFixed(2)), show: show() })
  })
  // The map shows what the queue is narrowed to; the box is its own.
  const narrowed = createMemo(() => {
    const { bbox: _, ...filter } = desk.view().filter
    return queryOf(filter)
  }, {}, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  createEffect(on([narrowed, show], ask, { defer: true }))
  createEffect(on(() => desk.me.state.me?.bbox, (box) => { if (box && desk.view().damage === null) setAim({ box, covered: section.clientHeight < 500 ? [20, 20, 36, 20] : [56, 56, 72, 56] }) }))
  // The chosen damage comes into view, wherever it was chosen.
  const chosen = createMemo(() => {
    const id = desk.view().damage
    const whole = desk.damage.state.whole
    const position = whole?.id === id ? whole?.position : desk.damages.state.rows.find((row) => row.id === id)?.position
    return id !== null && position ? { id, at: position } : null
  }, null, { equals: (a, b) => a?.id === b?.id })
  // A fix that is doubted is drawn as the circle that it is, where the phone said it was.
  const doubted = createMemo(() => {
    const whole = desk.damage.state.whole
    const report = whole?.id === desk.view().damage ? whole?.filed.find(({ doubts, fix, position }) => doubts.length > 0 && (fix ?? position) !== null) : undefined
    return report === undefined ? null : report.fix ?? { position: report.position, accuracyM: report.accuracyM }
  })
  // The panel has its place only after this frame; then the damage goes to the middle of what it leaves free.
  const aimAt = (one: ReturnType<typeof chosen>) => { if (one) requestAnimationFrame(() => setAim({ at: one.at, zoom: CLOSE_UP, covered: coveredBy(section, '.panel') })) }
  createEffect(on(chosen, aimAt))
  // A tablet that is turned puts the panel over another part of the map.
  const turned = makeDebounced(SETTLE_MS, () => aimAt(chosen()))
  onMount(() => addEventListener('resize', turned))
  onCleanup(() => {
    removeEventListener('resize', turned)
    turned.cancel()
  })

  const drawn = createMemo(() => drawnOf(desk.map.state.data, zoom(), desk.view().damage, {
    named: words.named,
    readable: words.readable,
    kind: (kind) => words.code('kind', kind),
    severity: (severity) => t(`grades.severity.label.${severityKey(severity)}`),
    service: (service) => t(`grades.function.label.${service}`),
    damages: (count) => plural('desk.queue.count', count),
    sites: (count) => plural('desk.map.siteCount', count),
  }))
  // Whose data the server holds; the map names it, as the licences ask.
  const [sources] = createResource(async (): Promise<readonly MapSource[]> => {
    try {
      const { attribution } = await call(about, {})
      return attribution.map((line) => ({ text: line.replace(/\s*\([^)]*\)$/, ''), licence: /\(([^)]*)\)$/.exec(line)?.[1] ?? '' })).filter(({ text }) => !baseMap.sources.some((source) => source.text === text))
    } catch (error) {
      problemOf(error)
      return []
    }
  })
  const lines = createMemo(() => linesOf(desk.map.state.data))
  return (
    <section class="desk-map" ref={section} aria-label={t('desk.map.label')} aria-busy={desk.map.state.phase === 'loading'}>
      <MapView label={t('desk.map.label')} sources={sources() ?? []}>
        <BaseLayer />
        <LinesLayer lines={lines()} />
        <DotsLayer positions={drawn().dots} />
        <PinLayer position={doubted()?.position ?? null} accuracyM={doubted()?.accuracyM} doubtful />
        <PointsLayer
          points={drawn().points} selected={desk.view().damage ?? site()}
          onSelect={(point) => {
            if (point === null) return setSite(null)
            if (point.symbol.is === 'damage') {
              setSite(null)
              props.onOpen(point.id, false)
            } else setSite(point.id)
          }}
        />
        <MapWindow aim={aim()} onRest={(box, level) => { window = { box, zoom: level }; setZoom(level); ask() }} />
      </MapView>
      <Legend show={show()} onShow={setShow} />
      <Show when={desk.map.state.phase === 'failed'}>
        <div class="desk-map-notice" role="alert">{t('desk.map.failed')}<Button size="s" icon="sync" onClick={() => void desk.map.refresh()}>{t('common.action.retry')}</Button></div>
      </Show>
      <Show when={site()}>{(id) => <SiteCard id={id()} onClose={() => setSite(null)} onOpen={(damage) => { setSite(null); props.onOpen(damage, true) }} />}</Show>
    </section>
  )
}
