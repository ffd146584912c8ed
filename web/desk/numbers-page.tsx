import { createEffect, createMemo, createSignal, For, on, onMount, Show } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { readNumbers } from '../../geo/numbers/contract.ts'
import type { Numbers, Spread } from '../../geo/numbers/numbers.ts'
import { SERVICES_LOST } from '../../geo/network/services.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createAreas } from '../store/areas.ts'
import { calledOff, problemOf } from '../store/loading.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { BarTable, LineChart } from './chart.tsx'
import { Failed } from './failed.tsx'
import { useWords } from './words.ts'
import './numbers-page.css'

const DAYS = [1, 3, 7, 30] as const
type Days = (typeof DAYS)[number]
const LEAST_SHOWN = 0.0001

function Content(props: { readonly of: Numbers }) {
  const { t, number, date, dateTime } = useI18n()
  const words = useWords()
  const whole = (value: number) => number(value, { maximumFractionDigits: 0 })
  const about = (value: number) => number(value, { maximumSignificantDigits: 2 }) // an estimate is not known to the person
  /** An index or hours. Where few are without, an index is small, and still no zero: what CAIDI is divided by can be read. */
  const one = (value: number | null) => {
    if (value === null) return t('numbers.noValue')
    if (value > 0 && value < LEAST_SHOWN) return `< ${number(LEAST_SHOWN, { maximumSignificantDigits: 1 })}`
    return number(value, value < 0.1 ? { maximumSignificantDigits: 2 } : { maximumFractionDigits: value < 10 ? 2 : 1 })
  }
  const span = () => ({ from: dateTime(props.of.from), to: dateTime(props.of.to) })
  const times = (): readonly (readonly [string, Spread])[] => (['verified', 'assigned', 'restored'] as const).map((step) => [t(`numbers.times.${step}`), props.of.times[step]])
  const heads = (first: string) => [first, t('numbers.mttr.damages'), t('numbers.mttr.restored'), t('numbers.mttr.people'), t('numbers.mttr.hours')]
  const rowOf = (name: string, row: { damages: number; restored: number; people: number; meanH: number | null }) => ({ name, cells: [whole(row.damages), whole(row.restored), whole(row.people), one(row.meanH)], bar: row.meanH })
  return (
    <>
      <dl class="numbers-facts">
        <div><dt>{t('numbers.facts.damages')}</dt><dd>{whole(props.of.damages)}</dd></div>
        <div><dt>{t('numbers.facts.open')}</dt><dd>{whole(props.of.open)}</dd></div>
        <div><dt>{t('numbers.facts.restored')}</dt><dd>{whole(props.of.restored)}</dd></div>
        <div><dt>{t('numbers.facts.population')}</dt><dd>{props.of.population === null ? t('numbers.facts.unknown') : whole(props.of.population)}</dd></div>
      </dl>
      <section aria-labelledby="numbers-indices">
        <h2 id="numbers-indices">{t('numbers.indices.title')}</h2>
        <div class="table-scroll" tabindex="0" role="group" aria-labelledby="numbers-indices">
          <table class="numbers-figures">
            <thead><tr><For each={['service', 'now', 'range', 'personHours', 'saidi', 'saifi', 'caidi'] as const}>{(head) => <th scope="col">{t(`numbers.indices.${head}`)}</th>}</For></tr></thead>
            <tbody><For each={props.of.services}>{(row) => (
              <tr>
                <th scope="row">{t(`numbers.service.${row.service}`)}</th>
                <td>{row.now.basis === 'inferred' || row.now.basis === 'imputed' ? `≈ ${about(row.now.value)}` : whole(row.now.value)}</td><td>{row.now.low === row.now.high ? '' : `${about(row.now.low)}–${about(row.now.high)}`}</td>
                <td>{whole(row.personHours.value)}</td><td>{one(row.saidiH)}</td><td>{one(row.saifi)}</td><td>{one(row.caidiH)}</td>
              </tr>
            )}</For></tbody>
          </table>
        </div>
        <p class="numbers-note">{t('numbers.indices.note')}</p>
      </section>
      <Show when={props.of.damages > 0} fallback={<EmptyState icon="check" title={t('numbers.none')} />}>
        <section aria-labelledby="numbers-over">
          <h2 id="numbers-over">{t('numbers.over.title')}</h2>
          <LineChart label={t('numbers.over.label', span())} moments={props.of.over.map(({ at }) => at)} write={whole} table={t('numbers.table')} when={t('numbers.when')} none={t('numbers.noValue')}
            series={SERVICES_LOST.map((service) => ({ name: t(`numbers.service.${service}`), values: props.of.over.map((point) => point[service]) }))} />
        </section>
        <section aria-labelledby="numbers-curve">
          <h2 id="numbers-curve">{t('numbers.curve.title')}</h2>
          <LineChart label={t('numbers.curve.label', span())} moments={props.of.curve.map(({ at }) => at)} most={1} write={(value) => number(value, { style: 'percent', maximumFractionDigits: 0 })} table={t('numbers.table')} when={t('numbers.when')} none={t('numbers.noValue')}
            series={[{ name: t('numbers.curve.actual'), values: props.of.curve.map(({ actual }) => actual) }, { name: t('numbers.curve.planned'), values: props.of.curve.map(({ planned }) => planned) }]} />
          <p class="numbers-note">{t('numbers.curve.note')}</p>
        </section>
        <section aria-labelledby="numbers-times">
          <h2 id="numbers-times">{t('numbers.times.title')}</h2>
          <BarTable caption={t('numbers.times.title')} heads={[t('numbers.times.step'), t('numbers.times.count'), t('numbers.times.mean'), t('numbers.times.p90'), t('numbers.times.median')]}
            rows={times().map(([name, spread]) => ({ name, cells: [whole(spread.count), one(spread.meanH), one(spread.p90H), one(spread.medianH)], bar: spread.medianH }))} />
        </section>
        <section aria-labelledby="numbers-period">
          <h2 id="numbers-period">{t('numbers.mttr.period')}</h2>
          <BarTable caption={t('numbers.mttr.period')} heads={[t('numbers.mttr.from'), t('numbers.mttr.restored'), t('numbers.mttr.hours')]} rows={props.of.byPeriod.map((row) => ({ name: date(row.from), cells: [whole(row.restored), one(row.meanH)], bar: row.meanH }))} />
        </section>
        <section aria-labelledby="numbers-area">
          <h2 id="numbers-area">{t('numbers.mttr.area')}</h2>
          <BarTable caption={t('numbers.mttr.area')} heads={heads(t('numbers.mttr.name'))} rows={props.of.byArea.map((row) => rowOf(words.named(row.names) ?? row.code, row))} />
        </section>
        <section aria-labelledby="numbers-cause">
          <h2 id="numbers-cause">{t('numbers.mttr.cause')}</h2>
          <BarTable caption={t('numbers.mttr.cause')} heads={heads(t('numbers.mttr.causeName'))} rows={props.of.byCause.map((row) => rowOf(words.code('cause', row.cause), row))} />
        </section>
      </Show>
    </>
  )
}

/** The numbers of an area over a period: who is without service, for how long, how quickly it comes back. To look at, and to print. */
export function NumbersPage() {
  const { t } = useI18n()
  const words = useWords()
  const location = useLocation()
  const navigate = useNavigate()
  const areas = createAreas()
  const asked = createMemo(() => {
    const query = new URLSearchParams(location.search)
    return { area: query.get('area') ?? '', days: DAYS.find((one) => String(one) === query.get('days')) ?? 7 as Days }
  })
  const [numbers, setNumbers] = createSignal<Numbers | null>(null)
  const [failed, setFailed] = createSignal<string | null>(null)
  let asking = new AbortController()
  const show = (change: Partial<{ area: string; days: Days }>) => {
    const next = { ...asked(), ...change }
    navigate(`/desk/numbers?${new URLSearchParams({ ...(next.area === '' ? {} : { area: next.area }), days: String(next.days) })}`, { replace: true, scroll: false })
  }
  async function load() {
    asking.abort()
    asking = new AbortController()
    setFailed(null)
    const to = Date.now()
    try {
      setNumbers(await call(readNumbers, { query: { ...(asked().area === '' ? {} : { area: asked().area }), from: new Date(to - asked().days * 86_400_000).toISOString(), to: new Date(to).toISOString() } }, asking.signal))
    } catch (error) {
      if (!calledOff(error)) setFailed(problemOf(error))
    }
  }
  createEffect(on(asked, () => void load()))
  onMount(() => {
    void areas.refresh()
    document.title = `${t('numbers.title')} · ${t('common.name')}`
  })
  return (
    <AppShell lead={<h1>{t('numbers.title')}</h1>} tools={<><a class="button" data-look="quiet" data-size="s" href="/desk">{t('numbers.back')}</a><span class="numbers-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <div class="numbers">
        <div class="numbers-asked">
          <SelectField label={t('numbers.area')} value={asked().area} onChange={(event) => show({ area: event.currentTarget.value })}>
            <option value="">{t('numbers.everywhere')}</option>
            <For each={areas.state.areas.filter(({ level }) => level === 'oblast')}>{(one) => <option value={one.code} selected={one.code === asked().area}>{words.named(one.names) ?? one.code}</option>}</For>
          </SelectField>
          <SelectField label={t('numbers.period')} value={String(asked().days)} onChange={(event) => show({ days: Number(event.currentTarget.value) as Days })}>
            <For each={DAYS}>{(one) => <option value={one} selected={one === asked().days}>{t(`numbers.last.${one}`)}</option>}</For>
          </SelectField>
          <Button icon="download" onClick={() => window.print()}>{t('numbers.print')}</Button>
        </div>
        <Show when={failed() === null} fallback={<Failed under="h1" what={t('numbers.failed')} problem={failed()} onRetry={() => void load()} />}>
          <Show when={numbers()} fallback={<><span class="visually-hidden" role="status">{t('numbers.loading')}</span><Skeleton lines={8} tall /></>}>{(of) => <Content of={of()} />}</Show>
        </Show>
      </div>
    </AppShell>
  )
}
