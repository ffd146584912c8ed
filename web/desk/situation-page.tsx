import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { DESK_WRITERS } from '../../geo/access/roles.ts'
import type { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { PAST_DAYS } from '../../geo/map/past.ts'
import { getSituation, keepSituation, listSituations, printSituation, readSituation } from '../../geo/situation/contract.ts'
import type { KeptSituation, Situation } from '../../geo/situation/situation.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { addressOf, call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createMe } from '../store/me.ts'
import { calledOff, problemOf } from '../store/loading.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { Failed } from './failed.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'
import { SituationSheet } from './situation-sheet.tsx'
import './situation-page.css'

type Asked = { readonly area: string; readonly id: string; readonly at: string }
type Shown = { readonly situation: Situation; readonly kept: KeptSituation | null }

/** The situation of an area on one page: now, at a moment, or as it was kept. To look at, to print, to keep, to send on as a PDF. */
export function SituationPage() {
  const { t, dateTime, locale } = useI18n()
  const location = useLocation()
  const navigate = useNavigate()
  const [areas, setAreas] = createSignal<readonly Area[]>([])
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
  let asking = new AbortController()
  let keeping: string | undefined // one that was sent, and whose answer was lost, is asked for by the same id

  const show = (change: Partial<Asked>) => {
    const next = Object.entries({ ...asked(), ...change }).filter(([, value]) => value !== '')
    navigate(`/desk/report${next.length === 0 ? '' : `?${new URLSearchParams(next)}`}`, { replace: true, scroll: false })
  }
  const name = (area: { readonly names: { readonly uk: string | null; readonly en: string | null }; readonly code: string }) => area.names[locale()] ?? area.names.uk ?? area.code
  async function load({ area, id, at }: Asked) {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    setFailed(null)
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
      if (!calledOff(error)) setFailed(problemOf(error))
    }
  }
  async function keep() {
    setBusy(true)
    keeping ??= uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
    try {
      const { id, number } = await call(keepSituation, { params: { id: keeping }, body: { area: asked().area } })
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
  async function readAreas() {
    if (areas().length > 0) return
    try {
      const levels = await Promise.all((['country', 'oblast', 'raion'] as const).map((level) => call(listAreas, { query: { level } })))
      setAreas(levels.flatMap(({ areas: some }) => some))
    } catch (error) {
      setFailed(problemOf(error))
    }
  }
  onMount(() => {
    void readAreas()
    void me.refresh()
    document.title = `${t('situation.title')} · ${t('common.name')}`
  })
  const zone = () => new Intl.DateTimeFormat().resolvedOptions().timeZone
  const bounds = { min: toLocalInput(new Date(Date.now() - PAST_DAYS * 86_400_000 + 60_000)), max: toLocalInput(new Date()) }

  return (
    <AppShell lead={<h1>{t('situation.title')}</h1>} tools={<><a class="button" data-look="quiet" data-size="s" href="/desk">{t('situation.back')}</a><span class="situation-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <div class="situation">
        <div class="situation-asked">
          <SelectField label={t('situation.area')} value={asked().area} onChange={(event) => { keeping = undefined; show({ area: event.currentTarget.value, id: '' }) }}>
            <option value="">{t('situation.everywhere')}</option>
            <For each={areas()}>{(one) => <option value={one.code} selected={one.code === asked().area}>{name(one)}</option>}</For>
          </SelectField>
          <SelectField label={t('situation.shown')} value={asked().id} onChange={(event) => show({ id: event.currentTarget.value, at: '' })}>
            <option value="">{t('situation.now')}</option>
            <For each={reports()}>{(one) => <option value={one.id} selected={one.id === asked().id}>{t('situation.kept', { number: String(one.number), when: dateTime(one.at) })}{asked().area === '' ? ` · ${name({ ...one, code: one.area })}` : ''}</option>}</For>
          </SelectField>
          <TextField type="datetime-local" label={t('situation.at')} value={asked().at === '' ? '' : toLocalInput(new Date(asked().at))} min={bounds.min} max={bounds.max} onChange={(event) => show({ id: '', at: fromLocalInput(event.currentTarget.value) ?? '' })} />
          <div class="situation-actions">
            <Show when={shown()?.kept}>{(kept) => <a class="button" data-look="secondary" data-size="m" href={addressOf(printSituation, { params: { id: kept().id }, query: { language: locale(), zone: zone() } })} target="_blank" rel="noopener">{t('situation.pdf')}</a>}</Show>
            <Show when={me.holds(DESK_WRITERS) && asked().id === '' && asked().at === ''}>
              <Button look="primary" icon="check" busy={busy()} disabled={asked().area === ''} title={t('situation.keepHelp')} onClick={() => void keep()}>{t('situation.keep')}</Button>
            </Show>
            <Button icon="download" onClick={() => window.print()}>{t('situation.print')}</Button>
          </div>
        </div>
        <p class="situation-said" role="status">{said()}</p>
        <Show when={failed() === null} fallback={<Failed under="h1" what={t('situation.failed')} problem={failed()} onRetry={() => { void readAreas(); void load(asked()) }} />}>
          <Show when={shown()} fallback={<><span class="visually-hidden" role="status">{t('situation.loading')}</span><Skeleton lines={12} tall /></>}>{(one) => <SituationSheet situation={one().situation} kept={one().kept} zone={zone()} />}</Show>
        </Show>
        <p class="situation-note">{t('situation.clock')}</p>
      </div>
    </AppShell>
  )
}
