import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { DESK_WRITERS } from '../../geo/access/roles.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { PAST_DAYS } from '../../geo/map/past.ts'
import { getSituation, keepSituation, listSituations, printSituation, readSituation } from '../../geo/situation/contract.ts'
import type { KeptSituation, Situation } from '../../geo/situation/situation.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { addressOf, call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { listen } from '../live/live.ts'
import type { LiveState } from '../live/stream.ts'
import { createAreas } from '../store/areas.ts'
import { createMe } from '../store/me.ts'
import { calledOff, makeDebounced, problemOf } from '../store/loading.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { AreaField } from './area-field.tsx'
import { Failed } from './failed.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'
import { PageKeys } from './page-keys.tsx'
import type { Offer } from './palette/offers.ts'
import { SituationSheet } from './situation-sheet.tsx'
import '../wall.css'
import './desk-page.css'
import './situation-page.css'

const LIVE_MS = 900
const TOLD: readonly string[] = ['damage', 'repair', 'report']

type Asked = { readonly area: string; readonly id: string; readonly at: string }
type Shown = { readonly situation: Situation; readonly kept: KeptSituation | null }

/** The situation of an area on one page: now, at a moment, or as it was kept. To look at, to print, to keep, to send on as a PDF. */
export function SituationPage() {
  const { t, dateTime, locale } = useI18n()
  const location = useLocation()
  const navigate = useNavigate()
  const areas = createAreas()
  const me = createMe()
  const asked = createMemo((): Asked => {
    const query = new URLSearchParams(location.search)
    return { area: query.get('area') ?? '', id: query.get('id') ?? '', at: query.get('at') ?? '' }
  })
  const [shown, setShown] = createSignal<Shown | null>(null)
  const [reports, setReports] = createSignal<readonly KeptSituation[]>([])
  const [failed, setFailed] = createSignal<string | null>(null)
  const [said, setSaid] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [live, setLive] = createSignal<LiveState>('connecting')
  let asking = new AbortController()
  let keeping: string | undefined // one that was sent, and whose answer was lost, is asked for by the same id

  const show = (change: Partial<Asked>) => {
    const next = Object.entries({ ...asked(), ...change }).filter(([, value]) => value !== '')
    navigate(`/desk/report${next.length === 0 ? '' : `?${new URLSearchParams(next)}`}`, { replace: true, scroll: false })
  }
  const name = (area: { readonly names: { readonly uk: string | null; readonly en: string | null }; readonly code: string }) => area.names[locale()] ?? area.names.uk ?? area.code
  /** Reads what is asked for; read again by itself, what is shown stays when it does not come. */
  async function load({ area, id, at }: Asked, again = false) {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    if (!again) setFailed(null)
    const where = area === '' ? {} : { area }
    try {
      const list = await call(listSituations, { query: where }, signal)
      setReports(list.reports)
      if (id === '') setShown({ situation: await call(readSituation, { query: { ...where, ...(at === '' ? {} : { at }) } }, signal), kept: null })
      else {
        const { content, ...kept } = await call(getSituation, { params: { id } }, signal)
        setShown({ situation: content, kept })
      }
    } catch (error) {
      if (calledOff(error)) return
      const problem = problemOf(error)
      if (!again) setFailed(problem)
    }
  }
  async function keep() {
    setBusy(true)
    keeping ??= uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    try {
      const { id, number } = await call(keepSituation, { params: { id: keeping }, body: { area: whole() } })
      keeping = undefined
      setSaid(t('situation.keptNow', { number: String(number) }))
      show({ id, at: '' })
    } catch (error) {
      problemOf(error)
      setSaid(t('situation.notKept'))
    }
    setBusy(false)
  }
  createEffect(on(asked, (now) => void load(now)))
  // What is shown as it is now goes on with what happens; a kept one, and one of the past, stay as they are.
  const goesOn = () => asked().id === '' && asked().at === ''
  const soon = makeDebounced(LIVE_MS, () => void load(asked(), true))
  onCleanup(() => soon.cancel())
  /** The area that a report is kept of: the one chosen, else the one that holds all of mine. */
  const whole = () => asked().area || (me.state.me?.grants.length === 1 ? me.state.me.grants[0]?.area ?? '' : '') || root()
  const [root, setRoot] = createSignal('')
  async function readRoot() {
    try {
      const { areas: [country] } = await call(listAreas, { query: { level: 'country' } })
      setRoot(country?.code ?? '')
    } catch (error) {
      problemOf(error) // who is asked of no area chooses one
    }
  }
  onMount(() => {
    void areas.refresh()
    void readRoot()
    void me.refresh()
    onCleanup(listen((message) => { if (goesOn() && (message.kind === 'reset' || (message.kind === 'event' && TOLD.includes(message.event.noun)))) soon() }, setLive))
    document.title = `${t('situation.title')} · ${t('common.name')}`
  })
  const mayKeep = () => me.holds(DESK_WRITERS) && goesOn()
  const offers = (): readonly Offer[] => [
    ...(mayKeep() && whole() !== '' && !busy() ? [{ name: 'keep', run: () => void keep() } as const] : []),
    { name: 'print', run: () => window.print() },
  ]
  const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
  const bounds = { min: toLocalInput(new Date(Date.now() - PAST_DAYS * 86_400_000 + 60_000)), max: toLocalInput(new Date()) }

  return (
    <AppShell lead={<h1>{t('situation.title')}</h1>} tools={<><a class="button" data-look="quiet" data-size="s" href="/desk">{t('situation.back')}</a><PageKeys here="situation" offers={offers} /><span class="situation-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <div class="situation">
        <div class="situation-asked">
          <AreaField areas={areas} value={asked().area} label={t('situation.area')} onChange={(area) => { keeping = undefined; show({ area, id: '' }) }} />
          <SelectField label={t('situation.shown')} value={asked().id} onChange={(event) => show({ id: event.currentTarget.value, at: '' })}>
            <option value="">{t('situation.now')}</option>
            <For each={reports()}>{(one) => <option value={one.id} selected={one.id === asked().id}>{t('situation.kept', { number: String(one.number), when: dateTime(one.at) })}{asked().area === '' ? ` · ${name({ ...one, code: one.area })}` : ''}</option>}</For>
          </SelectField>
          <TextField type="datetime-local" label={t('situation.at')} value={asked().at === '' ? '' : toLocalInput(new Date(asked().at))} min={bounds.min} max={bounds.max} onChange={(event) => show({ id: '', at: fromLocalInput(event.currentTarget.value) ?? '' })} />
          <div class="situation-actions">
            <Show when={shown()?.kept}>{(kept) => <a class="button" data-look="secondary" data-size="m" href={addressOf(printSituation, { params: { id: kept().id }, query: { language: locale(), zone: zone() } })} target="_blank" rel="noopener">{t('situation.pdf')}</a>}</Show>
            <Show when={mayKeep()}>
              <Button look="primary" icon="check" busy={busy()} disabled={whole() === ''} title={t('situation.keepHelp')} onClick={() => void keep()}>{t('situation.keep')}</Button>
            </Show>
            <Button icon="download" onClick={() => window.print()}>{t('situation.print')}</Button>
          </div>
        </div>
        <p class="situation-said"><Show when={goesOn()}><span class="live-mark" data-live={live()}>{t(`desk.live.${live()}`)}</span></Show> <span role="status">{said()}</span></p>
        <Show when={failed() === null} fallback={<Failed under="h1" what={t('situation.failed')} problem={failed()} onRetry={() => { void areas.refresh(); void load(asked()) }} />}>
          <Show when={shown()} fallback={<><span class="visually-hidden" role="status">{t('situation.loading')}</span><Skeleton lines={12} tall /></>}>{(one) => <SituationSheet situation={one().situation} kept={one().kept} zone={zone()} />}</Show>
        </Show>
        <p class="situation-note">{t('situation.clock')}</p>
      </div>
    </AppShell>
  )
}
