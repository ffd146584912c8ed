import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { readNumbers } from '../../geo/numbers/contract.ts'
import type { Numbers, ShortIndices, Spread } from '../../geo/numbers/numbers.ts'
import { SERVICES_LOST, type Service } from '../../geo/network/services.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { listen } from '../live/live.ts'
import type { LiveState } from '../live/stream.ts'
import { createAreas } from '../store/areas.ts'
import { calledOff, makeDebounced, problemOf } from '../store/loading.ts'
import { AppShell } from '../ui/app-shell.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../ui/switches.tsx'
import { AreaField } from './area-field.tsx'
import { BarTable, LineChart } from './chart.tsx'
import { Failed } from './failed.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'
import { askedOf, DAYS, periodOf, type Asked, type Days } from './numbers-asked.ts'
import { PageKeys } from './page-keys.tsx'
import type { Offer } from './palette/offers.ts'
import { useWords } from './words.ts'
import '../wall.css'
import './desk-page.css'
import './numbers-page.css'

const LIVE_MS = 900
const YEAR_MS = 366 * 86_400_000
const COUNTED: readonly string[] = ['damage', 'repair', 'report']
const LEAST_SHOWN = 0.0001

function Content(props: { readonly of: Numbers }) {
  const { t, plural, number, dateTime } = useI18n()
  const [service, setService] = createSignal<Service>('power')
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
  const indexHeads = () => (['saidi', 'saifi', 'caidi'] as const).map((index) => t(`numbers.indices.${index}`))
  const indicesIn = (all: readonly ShortIndices[]) => { const found = all.find((index) => index.service === service()); return [one(found?.saidiH ?? null), one(found?.saifi ?? null), one(found?.caidiH ?? null)] }
  const share = (row: { damages: number; restored: number; people: number }) => [whole(row.damages), whole(row.restored), whole(row.people)]
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
        <Show when={props.of.uncounted > 0}><p class="numbers-note">{plural('numbers.uncounted', props.of.uncounted)}</p></Show>
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
        <Segmented label={t('numbers.indices.of')} value={service()} onChange={setService} choices={SERVICES_LOST.map((value) => ({ value, label: t(`numbers.service.${value}`) }))} />
        <section aria-labelledby="numbers-area">
          <h2 id="numbers-area">{t('numbers.mttr.area', { service: t(`numbers.service.${service()}`) })}</h2>
          <BarTable caption={t('numbers.mttr.area', { service: t(`numbers.service.${service()}`) })} heads={[t('numbers.mttr.name'), t('numbers.mttr.damages'), t('numbers.mttr.restored'), t('numbers.mttr.people'), ...indexHeads(), t('numbers.mttr.hours')]}
            rows={props.of.byArea.map((row) => ({ name: words.named(row.names) ?? row.code, cells: [...share(row), ...indicesIn(row.indices), one(row.meanH)], bar: row.meanH }))} />
        </section>
        <section aria-labelledby="numbers-period">
          <h2 id="numbers-period">{t('numbers.mttr.period', { service: t(`numbers.service.${service()}`) })}</h2>
          <BarTable caption={t('numbers.mttr.period', { service: t(`numbers.service.${service()}`) })} heads={[t('numbers.mttr.from'), t('numbers.mttr.restored'), ...indexHeads(), t('numbers.mttr.hours')]}
            rows={props.of.byPeriod.map((row) => ({ name: dateTime(row.from), cells: [whole(row.restored), ...indicesIn(row.indices), one(row.meanH)], bar: row.meanH }))} />
        </section>
        <section aria-labelledby="numbers-cause">
          <h2 id="numbers-cause">{t('numbers.mttr.cause')}</h2>
          <BarTable caption={t('numbers.mttr.cause')} heads={heads(t('numbers.mttr.causeName'))} rows={props.of.byCause.map((row) => ({ name: words.code('cause', row.cause), cells: [...share(row), one(row.meanH)], bar: row.meanH }))} />
        </section>
      </Show>
    </>
  )
}

/** The numbers of an area over a period: who is without service, for how long, how quickly it comes back. To look at, and to print; as long as the period goes on to now, what happens is counted at once. */
export function NumbersPage() {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const location = useLocation()
  const navigate = useNavigate()
  const areas = createAreas()
  const asked = createMemo((): Asked => askedOf(location.search), undefined, { equals: (a, b) => JSON.stringify(a) === JSON.stringify(b) })
  const [own, setOwn] = createSignal(asked().from !== '' || asked().to !== '')
  const [numbers, setNumbers] = createSignal<Numbers | null>(null)
  const [failed, setFailed] = createSignal<string | null>(null)
  const [live, setLive] = createSignal<LiveState>('connecting')
  let asking = new AbortController()
  const show = (change: Partial<Asked>) => {
    const { area, days, from, to } = { ...asked(), ...change }
    navigate(`/desk/numbers?${new URLSearchParams({ ...(area === '' ? {} : { area }), ...(from === '' && to === '' ? { days: String(days) } : { ...(from === '' ? {} : { from }), ...(to === '' ? {} : { to }) }) })}`, { replace: true, scroll: false })
  }
  const goesOn = () => asked().to === ''
  const period = () => periodOf(asked(), Date.now())
  const isWrong = () => own() && (() => { const { from, to } = period(); return !(from < to && to - from <= YEAR_MS) })()
  async function load() {
    asking.abort()
    asking = new AbortController()
    if (isWrong()) return
    const { area } = asked()
    const { from, to } = period()
    try {
      setNumbers(await call(readNumbers, { query: { ...(area === '' ? {} : { area }), from: new Date(from).toISOString(), to: new Date(to).toISOString() } }, asking.signal))
      setFailed(null)
    } catch (error) {
      if (!calledOff(error)) setFailed(problemOf(error))
    }
  }
  createEffect(on(asked, () => void load()))
  // What happens is counted again when it was quiet for a moment; a storm of news is counted every few seconds.
  const soon = makeDebounced(LIVE_MS, () => void load())
  onMount(() => {
    void areas.refresh()
    document.title = `${t('numbers.title')} · ${t('common.name')}`
    onCleanup(listen((message) => { if (goesOn() && (message.kind === 'reset' || (message.kind === 'event' && COUNTED.includes(message.event.noun)))) soon() }, setLive))
  })
  onCleanup(() => soon.cancel())
  const where = () => (asked().area === '' ? t('numbers.everywhere') : words.named(areas.find(asked().area)?.names ?? { uk: null, en: null }) ?? asked().area)
  const offers = (): readonly Offer[] => [
    ...DAYS.map((one): Offer => ({ name: 'period', of: String(one), label: (say) => `${say('numbers.period')}: ${say(`numbers.last.${one}`)}`, on: !own() && asked().days === one, run: () => { setOwn(false); show({ days: one, from: '', to: '' }) } })),
    { name: 'print', run: () => window.print() },
  ]
  return (
    <AppShell lead={<h1>{t('numbers.title')}</h1>} tools={<><a class="button" data-look="quiet" data-size="s" href="/desk">{t('numbers.back')}</a><PageKeys here="numbers" offers={offers} /><span class="numbers-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <div class="numbers">
        <Show when={numbers()}>{(of) => <p class="numbers-said">{t('numbers.printed', { area: where(), from: dateTime(of().from), to: dateTime(of().to) })}</p>}</Show>
        <div class="numbers-asked">
          <AreaField areas={areas} value={asked().area} label={t('numbers.area')} onChange={(area) => show({ area })} />
          <SelectField label={t('numbers.period')} value={own() ? 'own' : String(asked().days)} onChange={(event) => {
            const { value } = event.currentTarget
            setOwn(value === 'own')
            if (value === 'own') show({ from: new Date(period().from).toISOString(), to: '' })
            else show({ days: Number(value) as Days, from: '', to: '' })
          }}>
            <For each={DAYS}>{(one) => <option value={one} selected={!own() && one === asked().days}>{t(`numbers.last.${one}`)}</option>}</For>
            <option value="own" selected={own()}>{t('numbers.own')}</option>
          </SelectField>
          <Show when={own()}>
            <TextField type="datetime-local" label={t('numbers.from')} value={asked().from === '' ? '' : toLocalInput(new Date(asked().from))} error={isWrong() ? t('numbers.wrong') : undefined} onChange={(event) => show({ from: fromLocalInput(event.currentTarget.value) ?? '' })} />
            <TextField type="datetime-local" label={t('numbers.to')} value={asked().to === '' ? '' : toLocalInput(new Date(asked().to))} onChange={(event) => show({ to: fromLocalInput(event.currentTarget.value) ?? '' })} />
          </Show>
          <Button icon="download" onClick={() => window.print()}>{t('numbers.print')}</Button>
        </div>
        <Show when={failed() === null || numbers() !== null} fallback={<Failed under="h1" what={t('numbers.failed')} problem={failed()} onRetry={() => void load()} />}>
          <Show when={failed()}><Failed as="line" what={t('numbers.failed')} problem={failed()} onRetry={() => void load()} /></Show>
          <Show when={numbers()} fallback={<><span class="visually-hidden" role="status">{t('numbers.loading')}</span><Skeleton lines={8} tall /></>}>{(of) => (
            <>
              <p class="numbers-asof"><Show when={goesOn()}><span class="live-mark" data-live={live()}>{t(`desk.live.${live()}`)}</span></Show>{t('numbers.asOf', { when: dateTime(of().to) })}</p>
              <Content of={of()} />
            </>
          )}</Show>
        </Show>
      </div>
    </AppShell>
  )
}
