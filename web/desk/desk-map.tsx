import { createEffect, createMemo, createResource, createSignal, lazy, on, onCleanup, onMount, Show, Suspense } from 'solid-js'
import { useLocation } from '@solidjs/router'
import { z } from 'zod'
import { about } from '../../geo/access/contract.ts'
import type { PastDamage } from '../../geo/map/past-contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { AreasLayer } from '../map/areas-layer.tsx'
import { BaseLayer } from '../map/base-layer.ts'
import baseMap from '../map/basemap-manifest.json'
import { DotsLayer } from '../map/dots-layer.tsx'
import { OtherBase, type BaseStanding } from '../map/other-base.ts'
import { BoxSelect } from '../map/box-select.ts'
import { DrawLayer } from '../map/draw-layer.tsx'
import { LinesLayer } from '../map/lines-layer.tsx'
import { MapView, type MapSource } from '../map/map-view.tsx'
import { MapWindow, type Aim, type Box } from '../map/map-window.ts'
import { boxOfShape, zonesAt } from '../map/map-zone.ts'
import { PinLayer } from '../map/pin-layer.tsx'
import { PointsLayer } from '../map/points-layer.tsx'
import { RepairsLayer } from '../map/repairs-layer.tsx'
import { ZonesLayer } from '../map/zones-layer.tsx'
import { createBaseMaps } from '../store/base-maps.ts'
import { makeDebounced, problemOf } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import './past/past.css'
import { severityKey } from '../ui/severity-shapes.ts'
import { useToast } from '../ui/toast.tsx'
import { BaseChoice } from './base-choice.tsx'
import { crewPointsOf } from './crew-points.ts'
import { useDesk } from './desk-context.tsx'
import { Legend } from './legend.tsx'
import { shownOf } from './map-layers.ts'
import { queryOf } from './filter-url.ts'
import { createMapExtras } from './map-extras.ts'
import { drawnOf, linesOf } from './map-points.ts'
import { SelectTools } from './select/select-tools.tsx'
import { useSelection } from './select/selection-context.tsx'
import { SiteCard } from './site-card.tsx'
import { DrawBar } from './zones/draw-bar.tsx'
import { focusPanel } from './zones/focus-panel.ts'
import { useZones } from './zones/zones-context.tsx'
import { useWords } from './words.ts'
import './desk-map.css'

const TimeBar = lazy(async () => ({ default: (await import('./past/time-bar.tsx')).TimeBar }))
const PastCard = lazy(async () => ({ default: (await import('./past/past-card.tsx')).PastCard }))
const PeopleTable = lazy(async () => ({ default: (await import('./people-table.tsx')).PeopleTable }))

const SETTLE_MS = 120
const ZONE_REACH_PX = 12 // half of a zone's sign
const CLOSE_UP = 9 // the zoom from which one damage can be told from its neighbours

/** Pixels of an element that another covers: from the right, or from below where it spans the width. */
function coveredBy(element: HTMLElement, selector: string): [number, number, number, number] {
  const [own, other] = [element.getBoundingClientRect(), document.querySelector(selector)?.getBoundingClientRect()]
  if (other === undefined || other.left >= own.right || other.top >= own.bottom) return [0, 0, 0, 0]
  return other.left <= own.left + 1 ? [0, 0, own.bottom - other.top, 0] : [0, own.right - other.left, 0, 0]
}

/** The map of the desk: what is in view, asked anew as it moves, swapped at once. */
export function DeskMap(props: {
  readonly onOpen: (id: string, panel: boolean) => void
  /** A damage of the past that is to be shown. */
  readonly was: PastDamage | null
  /** Whether the bar of moments is open. */
  readonly history: boolean
  readonly onHistory: (open: boolean) => void
}) {
  const { t, plural, number, dateTime, locale } = useI18n()
  const toast = useToast()
  const words = useWords()
  const desk = useDesk()
  let section!: HTMLElement
  // A link leads to a site, as that of a round's stop does.
  const linked = z.uuid().safeParse(new URLSearchParams(useLocation().search).get('site')).data ?? null
  const [site, setSite] = createSignal<string | null>(linked)
  const [aim, setAim] = createSignal<Aim | null>(null)
  const [zoom, setZoom] = createSignal(0)
  const zones = useZones()
  const layers = () => desk.view().layers
  const extras = createMapExtras(desk)
  const selection = useSelection()
  const busyHand = () => zones.drawing() || selection.drawing() !== null
  const [table, setTable] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const show = createMemo(() => shownOf(layers()))
  const past = () => desk.view().at
  const openFromStart = props.history // by the address: the focus stays where the page has it
  const [was, setWas] = createSignal<string | null>(null)
  const pastPoint = createMemo(() => (past() === null ? undefined : desk.map.state.data.points.find(({ id, what }) => id === was() && what === 'damage')))
  createEffect(on(() => props.was, (one) => {
    setWas(one?.id ?? null)
    if (one?.position) setAim({ at: one.position, zoom: CLOSE_UP })
  }, { defer: true }))
  createEffect(on(() => past() === null, () => { setWas(null); setSite(null) }, { defer: true }))
  createEffect(on(desk.pointed, (one) => {
    if (one === null) return
    setSite(one.site)
    setAim({ at: one.at, zoom: CLOSE_UP })
  }))
  let window: { box: Box; zoom: number } | undefined

  const askNow = () => {
    if (window === undefined) return
    const bbox = window.box.map((degrees) => degrees.toFixed(4)).join(',')
    desk.setBox(bbox)
    const shown = show()
    if (shown === undefined) desk.map.clear(window.zoom)
    else void desk.map.ask({ ...narrowed(), bbox, zoom: Number(window.zoom.toFixed(2)), show: shown, ...(past() === null ? {} : { at: past()! }) })
  }
  const ask = makeDebounced(SETTLE_MS, askNow)
  // The map shows what the queue is narrowed to; the box is its own.
  const narrowed = createMemo(() => {
    const { bbox: _, ...filter } = desk.view().filter
    return queryOf(filter)
  }, {}, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  createEffect(on([narrowed, show], askNow, { defer: true })) // a filter is one step: there is nothing to wait for
  createEffect(on(past, ask, { defer: true }))
  createEffect(on(() => desk.me.state.me?.bbox, (box) => { if (box && desk.view().damage === null && linked === null) setAim({ box, covered: section.clientHeight < 500 ? [20, 20, 36, 20] : [56, 56, 72, 56] }) }))
  // The chosen damage comes into view, wherever it was chosen.
  const chosen = createMemo(() => {
    const id = desk.view().damage
    const whole = desk.damage.state.whole
    const position = whole?.id === id ? whole?.position : desk.damages.state.rows.find((row) => row.id === id)?.position
    return id !== null && position && past() === null ? { id, at: position } : null
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
  createEffect(on(() => zones.chosen()?.of.id, () => {
    const shape = zones.chosen()?.of.shape
    if (shape) requestAnimationFrame(() => setAim({ box: boxOfShape(shape), covered: coveredBy(section, '.panel').map((px) => px + 48) as [number, number, number, number] }))
  }))
  /** Nothing stands there: the smallest zone that holds the place is meant; a second click, the next one. */
  function chooseZone(at: readonly [number, number]) {
    const reach = (ZONE_REACH_PX * 360) / (256 * 2 ** zoom())
    const there = zonesAt(zones.shown(), [at[0], at[1]], reach)
    const next = there[there.findIndex((zone) => zone.id === desk.view().zone) + 1] ?? there[0]
    if (next !== undefined) zones.choose(next.id)
    else if (desk.view().zone !== null && desk.view().zone !== 'list') zones.choose(null)
  }
  // A tablet that is turned puts the panel over another part of the map.
  const turned = makeDebounced(SETTLE_MS, () => aimAt(chosen()))
  onMount(() => addEventListener('resize', turned))
  onCleanup(() => {
    removeEventListener('resize', turned)
    turned.cancel()
  })

  const drawn = createMemo(() => drawnOf(desk.map.state.data, desk.map.state.zoom, desk.view().damage, {
    named: words.named,
    readable: words.readable,
    kind: (kind) => words.code('kind', kind),
    severity: (severity) => t(`grades.severity.label.${severityKey(severity)}`),
    service: (service) => t(`grades.function.label.${service}`),
    repair: (state) => words.code('repairState', state),
    damages: (count) => plural('desk.queue.count', count),
    sites: (count) => plural('desk.map.siteCount', count),
  }))
  const bases = createBaseMaps()
  const [baseStanding, setBaseStanding] = createSignal<BaseStanding>('coming')
  createEffect(on(desk.begun, (ready) => { if (ready) void bases.refresh() }))
  createEffect(on(baseStanding, (standing) => {
    const base = bases.chosen()
    if (standing === 'silent' && base !== null) toast({ tone: 'warn', text: t('past.base.silent', { name: base.names[locale()] }) })
  }, { defer: true }))
  // Whose data the server holds; the map names it, as the licences ask.
  const [sources] = createResource(async (): Promise<readonly MapSource[]> => {
    try {
      const { attribution } = await call(about, {})
      return attribution.map((line) => ({ text: line.replace(/\s*\([^)]*\)$/, ''), licence: /\(([^)]*)\)$/.exec(line)?.[1] ?? '' })).filter(({ text }) => !baseMap.sources.some((source) => source.text === text))
    } catch (error) {
      problemOf(error)
      return []
    }
  }, { initialValue: [] }) // with a first value nothing waits for it
  const named = () => [...(bases.chosen() === null ? [] : [{ text: bases.chosen()!.attribution, licence: bases.chosen()!.names[locale()] }]), ...sources()]
  const lines = createMemo(() => (layers().includes('lines') ? linesOf(desk.map.state.data) : []))
  const crews = createMemo(() => crewPointsOf(extras.places(), desk.map.state.zoom, {
    atJob: (name, state) => t('zones.crew.atJob', { name, state: words.code('repairState', state) }), atBase: (name) => t('zones.crew.atBase', { name }),
    several: (count) => plural('zones.crew.several', count),
  }))
  const things = createMemo(() => (layers().includes('sites') ? drawn().points : drawn().points.filter((point) => point.symbol.is !== 'site' && !(point.symbol.is === 'cluster' && point.symbol.worst === 'none'))))
  const points = createMemo(() => [...crews().points, ...things()])
  /** A crew leads to its job; one at its base, to the queue of what it has. */
  function openCrew(point: string) {
    const [crew] = crews().crews.get(point) ?? []
    if (crew?.job) props.onOpen(crew.job.damage, false)
    else if (crew !== undefined) desk.narrow({ crew: crew.id })
  }
  return (
    <section class="desk-map" ref={section} data-time={props.history ? '' : undefined} data-past={past() === null ? undefined : ''} aria-label={t('desk.map.label')} aria-busy={desk.map.state.phase === 'loading'}>
      <MapView label={t('desk.map.label')} sources={named()}>
        <BaseLayer labels={!(bases.chosen()?.labels === true && baseStanding() === 'there')} />
        <OtherBase base={bases.chosen()} onStanding={setBaseStanding} />
        <AreasLayer areas={extras.mapAreas()} />
        <ZonesLayer zones={past() === null ? zones.shown() : []} chosen={desk.view().zone} />
        <LinesLayer lines={lines()} />
        <DotsLayer positions={layers().includes('sites') ? drawn().dots : []} />
        <PinLayer position={doubted()?.position ?? null} accuracyM={doubted()?.accuracyM} doubtful />
        <PointsLayer
          points={points()} selected={past() === null ? desk.view().damage ?? site() : was()} idle={busyHand()} marked={selection.ids()}
          onSelect={(point, at) => {
            if (past() !== null) return setWas(point?.symbol.is === 'damage' ? point.id : null)
            if (point === null) {
              setSite(null)
              if (at !== null) chooseZone(at)
              return
            }
            if (point.symbol.is === 'crew') openCrew(point.id)
            else if (point.symbol.is === 'damage') {
              setSite(null)
              props.onOpen(point.id, false)
            } else setSite(point.id)
          }}
        />
        <Show when={layers().includes('repairs') && layers().includes('damages')}><RepairsLayer repairs={drawn().repairs} /></Show>
        <DrawLayer
          draft={selection.drawing() === null ? zones.draft() : { is: 'ring', path: selection.path() }} drawing={busyHand()}
          onPlace={(position) => (selection.drawing() === null ? zones.place(position) : selection.place(position))} onMiddle={zones.setMiddle}
        />
        <Show when={selection.drawing() === 'box'}><BoxSelect onBox={(box) => { selection.stopDrawing(); void selection.take({ bbox: box.map((degrees) => degrees.toFixed(5)).join(',') }) }} /></Show>
        <MapWindow aim={aim()} onRest={(box, level) => { const first = window === undefined; window = { box, zoom: level }; setZoom(level); if (first) askNow(); else ask() }} />
      </MapView>
      <div class="map-tools">
        <Show when={past() === null}><Button size="s" icon="warning" class="zones-button" aria-expanded={zones.open()} onClick={() => { zones.choose('list'); focusPanel() }}>{t('zones.button')} <span class="tool-count">{number(zones.all().length)}</span></Button>
        <SelectTools /></Show>
        <Button size="s" icon="history" class="history-button" aria-expanded={props.history} onClick={() => { if (props.history) desk.show({ at: null }, true); props.onHistory(!props.history) }}>{t('past.open')}</Button>
        <Show when={past()}>{(moment) => <p class="map-past">{t('past.badge', { when: dateTime(moment()) })}</p>}</Show>
      </div>
      <Show when={past() === null}><DrawBar /></Show>
      <Show when={props.history}><Suspense><TimeBar focus={!openFromStart} onClose={() => { desk.show({ at: null }, true); props.onHistory(false); section.querySelector<HTMLElement>('.history-button')?.focus() }} /></Suspense></Show>
      <Show when={past() !== null && pastPoint()}>{(point) => <Suspense><PastCard damage={point()} at={past() ?? ''} onClose={() => setWas(null)} /></Suspense>}</Show>
      <Legend base={<BaseChoice maps={bases} standing={baseStanding()} />} layers={layers()} level={desk.view().level} sector={extras.sector()} onLayers={(next) => desk.show({ layers: next }, true)} onLevel={(level) => desk.show({ level }, true)} onTable={() => setTable('open')} />
      <Show when={table() !== 'unasked'}><Suspense><PeopleTable open={table() === 'open'} service={extras.service} title={t(`zones.people.of.${extras.sector()}`)} onClose={() => setTable('closed')} /></Suspense></Show>
      <Show when={desk.map.state.phase === 'failed' && past() === null}>
        <div class="desk-map-notice" role="alert">{t('desk.map.failed')}<Button size="s" icon="sync" onClick={() => void desk.map.refresh()}>{t('common.action.retry')}</Button></div>
      </Show>
      <Show when={site()}>{(id) => <SiteCard id={id()} onFound={(at) => { if (id() === linked) setAim({ at: [at[0], at[1]], zoom: CLOSE_UP }) }} onClose={() => setSite(null)} onOpen={(damage) => { setSite(null); props.onOpen(damage, true) }} />}</Show>
    </section>
  )
}
