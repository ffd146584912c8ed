import { createEffect, createSignal, lazy, Match, on, onCleanup, onMount, Show, Suspense, Switch } from 'solid-js'
import { DESK_READERS } from '../../geo/access/roles.ts'
import { loadTexts } from '../i18n/dictionary.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { loadBase } from '../map/base-data.ts'
import { askFirstPage } from '../store/damages.ts'
import { createMe } from '../store/me.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { nextTask } from '../ui/next-task.ts'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { ClockAlarm } from './clock-alarm.tsx'
import { ConflictDialog } from './conflict-dialog.tsx'
import { DeskProvider, useDesk } from './desk-context.tsx'
import { queryOf, viewOf } from './filter-url.ts'
import { DeskTools, KeyboardHelp, LiveMark } from './desk-tools.tsx'
import { HandedAlarm } from './handed-alarm.tsx'
import { KeysDialog } from './keys-dialog.tsx'
import { useDeskCommands } from './palette/desk-commands.ts'
import { takesKeys } from './palette/offers.ts'
import { Queue } from './queue.tsx'
import { SelectionProvider, useSelection } from './select/selection-context.tsx'
import type { PastDamage } from '../../geo/map/past-contract.ts'
import { focusPanel } from './zones/focus-panel.ts'
import { useZones, ZonesProvider } from './zones/zones-context.tsx'
import './desk-page.css'

/** Asks for what the desk shows first, while its texts and who is signed in are still on their way. */
export function askAtOnce(): void {
  const view = viewOf(window.location.search)
  if (view.by === null && view.at === null) askFirstPage({ ...queryOf(view.filter), order: view.order })
  void DeskMap.preload().catch(() => false) // asked for again when it is shown
  loadBase().catch(() => false) // the map asks again, and says what is wrong
}

type Shown = 'queue' | 'map'

// The queue does not wait for the map, nor the map for what is read when a damage is chosen.
const DeskMap = lazy(async () => ({ default: (await import('./desk-map.tsx')).DeskMap }))
const Panel = lazy(async () => ({ default: (await import('./panel.tsx')).Panel }))
const ZonePanel = lazy(async () => ({ default: (await import('./zones/zone-panel.tsx')).ZonePanel }))

// Seldom needed, with texts of its own: it comes when it is asked for.
const PhonesDialog = lazy(async () => {
  const [dialog] = await Promise.all([import('./phones-dialog.tsx'), loadTexts('held')])
  return { default: dialog.PhonesDialog }
})

const HandedDialog = lazy(async () => ({ default: (await import('./handed-dialog.tsx')).HandedDialog }))

const PastList = lazy(async () => ({ default: (await import('./past/past-list.tsx')).PastList }))

const TargetsDialog = lazy(async () => ({ default: (await import('./targets/targets-dialog.tsx')).TargetsDialog }))
const Palette = lazy(async () => {
  const [dialog] = await Promise.all([import('./palette/palette.tsx'), loadTexts('palette')])
  return { default: dialog.Palette }
})

const WeightsDialog = lazy(async () => ({ default: (await import('./weights-dialog.tsx')).WeightsDialog }))

/** The frame of the desk: queue, map, panel, and the keys that lead between them. */
function Room() {
  const { t } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const selection = useSelection()
  const [shown, setShown] = createSignal<Shown>('queue')
  const [mapsTurn, setMapsTurn] = createSignal(false) // the queue is there a task sooner
  const [history, setHistory] = createSignal(desk.view().at !== null)
  const [help, setHelp] = createSignal(false)
  const [filters, setFilters] = createSignal(false)
  const [keysOpen, setKeysOpen] = createSignal(false)
  const [weights, setWeights] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const [targets, setTargets] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const [phones, setPhones] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const [palette, setPalette] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  const [handed, setHanded] = createSignal<'unasked' | 'open' | 'closed'>('unasked')
  // From the board one comes here to what was handed over: it opens once the desk stands.
  const asksHanded = new URLSearchParams(window.location.search).has('handed')
  createEffect(on(desk.begun, (ready) => { if (ready && asksHanded) setHanded('open') }))
  // In the past nothing is drawn, selected or decided: what of it is under way ends when one goes there.
  const [wasChosen, setWasChosen] = createSignal<PastDamage | null>(null)
  createEffect(on(() => desk.view().at === null, (isNow) => {
    setWasChosen(null)
    if (isNow) return
    zones.stop()
    selection.stopDrawing()
  }))
  // Who draws sees the map, also where only one of the two is shown.
  createEffect(() => { if (zones.drawing() || selection.drawing() !== null) setShown('map') })
  const { linkOf } = desk.cursor

  function open(id: string, panel: boolean) {
    zones.stop()
    desk.select(id)
    if (panel) focusPanel()
  }

  function close() {
    const id = desk.view().damage
    desk.select(null)
    // The focus goes back to the row it came from, or to the queue: never to nowhere.
    queueMicrotask(() => ((id === null ? null : linkOf(id)) ?? document.getElementById('desk-queue-title'))?.focus({ preventScroll: true }))
  }

  /** Closes the panel of zones; a damage that was chosen before it is shown again. */
  function closeZones() {
    zones.choose(null)
    queueMicrotask(() => (document.getElementById('desk-panel-title') ?? document.querySelector<HTMLElement>('.zones-button'))?.focus({ preventScroll: true }))
  }

  /** Goes up or down the queue; an open panel follows. */
  async function step(by: 1 | -1) {
    const inPanel = document.activeElement?.closest('.panel') != null
    const from = desk.cursor.from(desk.view().damage)
    const line = from === null ? desk.damages.next(-1, 1) : desk.damages.next(desk.damages.lineHere(from), by)
    const next = await desk.cursor.go(line, !inPanel)
    if (next !== undefined && desk.view().damage !== null) desk.show({ damage: next.id }, true)
  }

  // They come once the queue stands, so that they open at once, and the palette takes the first letter.
  createEffect(on(desk.begun, (ready) => { if (ready) for (const part of [Panel, ZonePanel, Palette]) void part.preload().catch(() => false) })) // asked for again when it is opened
  const showMap = () => setShown('map')
  useDeskCommands({
    history: () => { showMap(); setHistory(true); document.getElementById('time-slider')?.focus() },
    next: () => void step(1),
    previous: () => void step(-1),
    map: () => { showMap(); document.querySelector<HTMLElement>('.desk-map .map-canvas')?.focus() },
    pick: () => {
      const row = desk.damages.state.rows.find(({ id }) => id === desk.cursor.from(desk.view().damage))
      if (row === undefined) void step(1)
      else selection.toggle(row)
    },
    zones: () => { showMap(); zones.choose('list'); focusPanel() },
    search: () => { setShown('queue'); document.getElementById('desk-search')?.focus() },
    filters: () => {
      setShown('queue')
      setFilters((open) => !open)
      document.querySelector<HTMLElement>(filters() ? '#desk-filters :is(input, button, select)' : '.queue-filter-button')?.focus()
    },
    help: () => setHelp(true),
    palette: () => setPalette('open'),
    close: () => { if (zones.open()) closeZones(); else if (desk.view().damage !== null) close() },
  }, () => { showMap(); setHistory(true) })
  function press(event: KeyboardEvent) {
    if (event.defaultPrevented || palette() === 'open') return // also while it is on its way: what is typed is meant for it
    const offer = desk.offers.pressed(event)
    // The palette opens from everywhere but another question; the other keys are left to what takes letters itself.
    if (offer === undefined || document.querySelector('dialog[open]') !== null || (offer.name !== 'palette' && takesKeys(event.target))) return
    if (offer.name !== 'close') event.preventDefault()
    offer.run()
  }
  onMount(() => {
    void nextTask().then(() => setMapsTurn(true))
    document.addEventListener('keydown', press)
    onCleanup(() => document.removeEventListener('keydown', press))
    document.title = `${t('desk.title')} · ${t('common.name')}`
  })

  return (
    <AppShell
      fill lead={<><h1 class="desk-title">{t('desk.title')}</h1><LiveMark /></>}
      tools={<DeskTools onHelp={() => setHelp(true)} onPalette={() => setPalette('open')} onKeys={() => setKeysOpen(true)} onPhones={() => setPhones('open')} onHanded={() => setHanded('open')} onWeights={() => setWeights('open')} onTargets={() => setTargets('open')} />}
    >
      <div class="desk" data-shown={shown()} data-chosen={desk.view().at !== null || (desk.view().damage === null && !zones.open()) ? undefined : ''} data-drawing={zones.drawing() || selection.drawing() !== null ? '' : undefined}>
        <div class="desk-switch">
          <Segmented label={t('desk.queue.switch')} value={shown()} onChange={setShown} choices={[{ value: 'queue', label: t('desk.queue.view'), icon: 'list' }, { value: 'map', label: t('desk.queue.viewMap'), icon: 'map' }]} />
        </div>
        <Show when={desk.view().at} fallback={<Queue onOpen={open} filters={filters()} onFilters={setFilters} />}>{(at) => <Suspense fallback={<section class="queue" />}><PastList at={at()} chosen={wasChosen()?.id ?? null} onChoose={setWasChosen} /></Suspense>}</Show>
        <Show when={mapsTurn()} fallback={<div class="desk-map" />}><Suspense fallback={<div class="desk-map" />}><DeskMap onOpen={open} was={wasChosen()} history={history()} onHistory={setHistory} /></Suspense></Show>
        <Show when={desk.view().at === null}><Suspense><Show when={zones.open()} fallback={<Show when={desk.view().damage !== null}><Panel onClose={close} onStep={(by) => void step(by)} /></Show>}><ZonePanel onClose={closeZones} onOpen={(id) => open(id, true)} /></Show></Suspense></Show>
      </div>
      <ClockAlarm />
      <HandedAlarm />
      <ConflictDialog />
      <KeysDialog open={keysOpen()} onClose={() => setKeysOpen(false)} />
      <Show when={phones() !== 'unasked'}><Suspense><PhonesDialog open={phones() === 'open'} held={desk.held} onClose={() => setPhones('closed')} /></Suspense></Show>
      <Show when={palette() !== 'unasked'}><Suspense><Palette open={palette() === 'open'} onClose={() => setPalette('closed')} onOpen={(id) => open(id, true)} /></Suspense></Show>
      <Show when={handed() !== 'unasked'}><Suspense><HandedDialog open={handed() === 'open'} store={desk.handovers} onOpen={(id) => { setHanded('closed'); open(id, true) }} onClose={() => setHanded('closed')} /></Suspense></Show>
      <Show when={weights() !== 'unasked'}><Suspense><WeightsDialog open={weights() === 'open'} onClose={() => setWeights('closed')} /></Suspense></Show>
      <Show when={targets() !== 'unasked'}><Suspense><TargetsDialog open={targets() === 'open'} onClose={() => setTargets('closed')} /></Suspense></Show>
      <KeyboardHelp open={help()} onClose={() => setHelp(false)} />
    </AppShell>
  )
}

/** The dispatcher's desk: queue, map and panel of everything that is damaged in one's areas. */
export function DeskPage() {
  const { t } = useI18n()
  const me = createMe()
  onMount(() => void me.refresh())
  const frame = { lead: () => <h1 class="desk-title">{t('desk.title')}</h1>, tools: () => <><LanguageSwitch /><ThemeSwitch /></> }
  // The end of the bar as it will be, where it will be: nothing moves when the rest comes.
  const coming = () => <><div class="tool-switches"><LanguageSwitch /><ThemeSwitch /></div><span class="account-coming" /></>
  return (
    <Switch fallback={<AppShell fill lead={frame.lead()} tools={coming()}><div class="desk" data-shown="queue"><div class="desk-switch"><span class="switch-coming" /></div><section class="queue"><header class="queue-head"><div class="queue-title"><h2>{t('desk.queue.title')}</h2></div><Skeleton lines={2} tall /></header><div class="queue-skeleton"><span class="visually-hidden" role="status">{t('desk.queue.loading')}</span><Skeleton lines={7} tall /></div></section><div class="desk-map" /></div></AppShell>}>
      <Match when={me.state.me !== null && me.holds(DESK_READERS)}><DeskProvider me={me}><ZonesProvider><SelectionProvider><Room /></SelectionProvider></ZonesProvider></DeskProvider></Match>
      <Match when={me.state.me !== null}>
        <AppShell lead={frame.lead()} tools={frame.tools()}><EmptyState under="h1" icon="person" title={t('desk.noRole.title')} actions={<a class="button" data-look="primary" href="/">{t('common.home')}</a>}>{t('desk.noRole.text')}</EmptyState></AppShell>
      </Match>
      <Match when={me.state.problem === 'not-signed-in'}>
        <AppShell lead={frame.lead()} tools={frame.tools()}><EmptyState under="h1" icon="person" title={t('desk.signedOut.title')} actions={<><a class="button" data-look="primary" href="/sign-in">{t('common.signIn')}</a><a class="button" data-look="secondary" href="/">{t('common.home')}</a></>}>{t('desk.signedOut.text')}</EmptyState></AppShell>
      </Match>
      <Match when={me.state.phase === 'failed'}>
        <AppShell lead={frame.lead()} tools={frame.tools()}><EmptyState under="h1" icon="offline" title={t('common.failed')} actions={<Button look="primary" icon="sync" onClick={() => void me.refresh()}>{t('common.action.retry')}</Button>}>{t('desk.problem.unreachable')}</EmptyState></AppShell>
      </Match>
    </Switch>
  )
}
