import { createEffect, createMemo, createSignal, on, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { BaseLayer } from '../map/base-layer.ts'
import { LinesLayer } from '../map/lines-layer.tsx'
import { MapView } from '../map/map-view.tsx'
import { MapWindow, type Aim, type Box } from '../map/map-window.ts'
import { PointsLayer } from '../map/points-layer.tsx'
import { makeDebounced } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { useDesk } from './desk-context.tsx'
import { Legend } from './legend.tsx'
import { linesOf, pointsOf } from './map-points.ts'
import { SiteCard } from './site-card.tsx'
import { useWords } from './words.ts'
import './desk-map.css'

const SETTLE_MS = 120
const CLOSE_UP = 9 // the zoom from which one damage can be told from its neighbours

/** The map of the desk: what is in view, asked anew as it moves, swapped at once. */
export function DeskMap(props: { readonly onOpen: (id: string, panel: boolean) => void }) {
  const { t, plural } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [site, setSite] = createSignal<string | null>(null)
  const [aim, setAim] = createSignal<Aim | null>(null)
  let window: { box: Box; zoom: number } | undefined

  const ask = makeDebounced(SETTLE_MS, () => {
    if (window === undefined) return
    const { sector } = desk.view().filter
    void desk.map.ask({ bbox: window.box.map((degrees) => degrees.toFixed(4)).join(','), zoom: Number(window.zoom.toFixed(2)), ...(sector === undefined ? {} : { sector }) })
  })
  createEffect(on(() => desk.view().filter.sector, ask, { defer: true }))
  createEffect(on(() => desk.me.state.me?.bbox, (box) => { if (box && desk.view().damage === null) setAim({ box }) }))
  // The chosen damage comes into view, wherever it was chosen.
  const chosen = createMemo(() => {
    const id = desk.view().damage
    const whole = desk.damage.state.whole
    const position = whole?.id === id ? whole?.position : desk.damages.state.rows.find((row) => row.id === id)?.position
    return id !== null && position ? { id, at: position } : null
  }, null, { equals: (a, b) => a?.id === b?.id })
  createEffect(on(chosen, (one) => { if (one) setAim({ at: one.at, zoom: CLOSE_UP }) }))

  const points = createMemo(() => pointsOf(desk.map.state.data, {
    named: words.named,
    kind: (kind) => words.code('kind', kind),
    severity: (severity) => t(`grades.severity.label.${severityKey(severity)}`),
    service: (service) => t(`grades.function.label.${service}`),
    damages: (count) => plural('desk.queue.count', count),
    sites: (count) => plural('desk.map.siteCount', count),
  }))
  const lines = createMemo(() => linesOf(desk.map.state.data))
  return (
    <section class="desk-map" aria-label={t('desk.map.label')} aria-busy={desk.map.state.phase === 'loading'}>
      <MapView label={t('desk.map.label')} sources={[]}>
        <BaseLayer />
        <LinesLayer lines={lines()} />
        <PointsLayer
          points={points()} selected={desk.view().damage ?? site()}
          onSelect={(point) => {
            if (point === null) return setSite(null)
            if (point.symbol.is === 'damage') {
              setSite(null)
              props.onOpen(point.id, false)
            } else setSite(point.id)
          }}
        />
        <MapWindow aim={aim()} covered={[56, 56, 72, 56]} onRest={(box, zoom) => { window = { box, zoom }; ask() }} />
      </MapView>
      <Legend />
      <Show when={desk.map.state.phase === 'failed'}>
        <div class="desk-map-notice" role="alert">{t('desk.map.failed')}<Button size="s" icon="sync" onClick={() => void desk.map.refresh()}>{t('common.action.retry')}</Button></div>
      </Show>
      <Show when={site()}>{(id) => <SiteCard id={id()} onClose={() => setSite(null)} onOpen={(damage) => { setSite(null); props.onOpen(damage, true) }} />}</Show>
    </section>
  )
}
