import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { createStore, reconcile, unwrap } from 'solid-js/store'
import { previewWeights, readWeights, setWeights, WEIGHERS, type AreaWeights, type Moving, type Preview } from '../../geo/damages/order-contract.ts'
import { DEFAULT_WEIGHTS, type Weights } from '../../geo/damages/weights.ts'
import type { FacilityKind } from '../../geo/sites/kinds.ts'
import { call } from '../call.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { movedIn, onTop, type Row } from './conflict.ts'
import { DecisionArea } from './decision-area.tsx'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { factsOf, weightsOf } from './weights-facts.ts'
import { useWords } from './words.ts'
import './weights-dialog.css'

const SERVICES = ['power', 'water', 'mobile', 'fixed', 'emergency'] as const
const FACILITIES = Object.keys(DEFAULT_WEIGHTS.weights.facilities) as FacilityKind[]

function Amount(props: { readonly label: string; readonly value: number; readonly most: number; readonly least?: number; readonly step?: number; readonly fixed: boolean; readonly onValue: (value: number) => void }) {
  return (
    <label class="weight"><span>{props.label}</span>
      <input class="input" type="number" required min={props.least ?? 0} max={props.most} step={props.step ?? 0.05} value={props.value} disabled={props.fixed}
        onInput={(event) => { if (event.currentTarget.validity.valid) props.onValue(event.currentTarget.valueAsNumber) }} />
    </label>
  )
}

function Top(props: { readonly title: string; readonly rows: readonly Moving[]; readonly place: 'before' | 'after'; readonly moves: boolean }) {
  const { t, number } = useI18n()
  const words = useWords()
  return (
    <div class="top" tabindex="0" role="region" aria-label={props.title}>
      <table>
        <caption>{props.title}</caption>
        <thead><tr><th scope="col">{t('order.weights.place')}</th><th scope="col">{t('order.weights.damage')}</th><Show when={props.moves}><th scope="col">{t('order.weights.move')}</th></Show></tr></thead>
        <tbody>
          <For each={props.rows}>{(row) => (
            <tr data-moved={row.before === row.after ? undefined : ''}>
              <td>{number(row[props.place])}</td><th scope="row">{words.called(row) ?? (row.kind === null ? t('desk.queue.unnamed') : words.code('kind', row.kind))}</th>
              <Show when={props.moves}><td>{row.before === row.after ? t('order.weights.same') : number(row.before)}</td></Show>
            </tr>
          )}</For>
        </tbody>
      </table>
    </div>
  )
}

/** The weights of an area: what holds and since when, trying others, seeing what moves, and putting them in force with a reason. */
export function WeightsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t, plural, number, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const [area, setArea] = createSignal('')
  const [held, setHeld] = createSignal<AreaWeights | null>(null)
  const [own, setOwn] = createStore<Weights>(structuredClone(DEFAULT_WEIGHTS.weights))
  const [preview, setPreview] = createSignal<Preview | null>(null)
  const [why, setWhy] = createSignal('')
  const { busy, error, clear, tell } = createTelling(desk.problemText)
  const [again, setAgain] = createSignal(false) // one's own weights stand over others': they wait for a second look
  const fixed = () => !desk.me.holds(WEIGHERS)

  const read = () => call(readWeights, { query: { area: area() } })
  function show(read: AreaWeights, own: Weights = read.weights) {
    setHeld(read)
    setOwn(reconcile(structuredClone(own)))
    setPreview(null)
  }
  async function load() {
    const asked = area()
    setAgain(false)
    const found = await read()
    if (asked === area()) show(found) // another was chosen meanwhile
  }
  const [unread, setUnread] = createSignal<string | null>(null)
  async function open() {
    const asked = area()
    setUnread(null)
    clear()
    setHeld(null)
    setPreview(null)
    try {
      await load()
    } catch (failure) {
      const problem = problemOf(failure)
      if (asked === area()) setUnread(problem)
    }
  }
  createEffect(on([() => props.open, area], ([shown, code]) => { if (shown && code !== '') void open() }))
  const factLabel = (name: string) => {
    const [group, of] = name.split('.') as [string, (typeof SERVICES)[number] & FacilityKind]
    if (group === 'service') return `${t('order.weights.services')}: ${t(`order.weights.service.${of}` as Key)}`
    if (group === 'facility') return t(`order.weights.facility.${of}` as Key)
    if (group === 'critical') return `${t(`order.weights.facility.${of}` as Key)}: ${t('order.weights.critical')}`
    return t(group === 'horizonH' ? 'order.weights.horizon' : 'order.weights.enabling')
  }
  const factSaid = (value: number | boolean | undefined) => (typeof value === 'number' ? number(value, { maximumFractionDigits: 3 }) : t(value === true ? 'order.weights.yes' : 'order.weights.no'))
  const change = (...path: unknown[]) => { (setOwn as (...args: unknown[]) => void)(...path); setPreview(null) }
  const weights = () => structuredClone(unwrap(own))
  const see = () => tell(async () => {
    const asked = area()
    const seen = await call(previewWeights, { body: { area: asked, weights: weights() } })
    if (asked === area()) setPreview(seen)
  })
  /** Somebody decided meanwhile: both sides are shown. One's own go over theirs only after one has seen what they move there. */
  async function overtaken(saw: AreaWeights, given: Weights | null): Promise<void> {
    const now = await read()
    const mine = given === null ? factsOf(now.weights) : onTop(factsOf(saw.weights), factsOf(given), factsOf(now.weights))
    const rows = movedIn(factsOf(saw.weights), mine, factsOf(now.weights)).map((name): Row => ({ label: factLabel(name), mine: given === null ? t('order.weights.takenBack') : factSaid(mine[name]), saw: factSaid(factsOf(saw.weights)[name]), now: factSaid(factsOf(now.weights)[name]) }))
    const others = now.history.filter(({ version }) => version > saw.own).map(({ version, by, madeAt, why }) => ({ said: `${t('order.weights.number', { version })}: ${why}`, by, at: madeAt }))
    const choice = await desk.conflicts.ask({ rows, others, mine: t('order.weights.over') })
    if (choice === 'look') return
    show(now, choice === 'mine' ? weightsOf(mine) : now.weights)
    setAgain(choice === 'mine')
    if (choice === 'mine' && given !== null) setPreview(await call(previewWeights, { body: { area: area(), weights: weights() } }))
  }
  const put = (given: Weights | null) => tell(async () => {
    const saw = held()
    const asked = area()
    if (saw === null) return
    try {
      await call(setWeights, { body: { area: asked, weights: given, why: why().trim(), version: saw.own } })
    } catch (failure) {
      if (problemOf(failure) !== 'stale-version' || asked !== area()) throw failure
      return overtaken(saw, given)
    }
    setWhy('')
    await load()
    toast({ tone: 'good', text: t('order.weights.done') })
    void desk.damages.refresh()
  })
  return (
    <Dialog open={props.open} title={t('order.weights.title')} onClose={props.onClose}>
      <p class="part-note">{t('order.weights.intro')}</p>
      <DecisionArea open={props.open} label={t('order.weights.area')} value={area()} onChange={setArea} onProblem={setUnread} />
      <Show when={unread()}>{(problem) => <Failed as="line" what={t('desk.failure.weights')} problem={problem()} onRetry={() => void open()} />}</Show>
      <Show when={held()} fallback={<Show when={unread() === null}><Skeleton lines={8} tall /></Show>}>{(now) => (
        <form class="weights" onSubmit={(event) => { event.preventDefault(); void see() }}>
          <p class="part-note">{now().from === null ? t('order.weights.default') : t('order.weights.from', { version: now().version, area: words.named(now().fromNames ?? { uk: null, en: null }) ?? now().from ?? '' })}</p>
          <fieldset><legend>{t('order.weights.services')}</legend>
            <For each={SERVICES}>{(one) => <Amount label={t(`order.weights.service.${one}`)} value={own.services[one]} most={10} fixed={fixed()} onValue={(value) => change('services', one, value)} />}</For>
          </fieldset>
          <fieldset><legend>{t('order.weights.facilities')}</legend>
            <For each={FACILITIES}>{(one) => (
              <div class="weight-pair">
                <Amount label={t(`order.weights.facility.${one}`)} value={own.facilities[one]} most={1000} step={0.5} fixed={fixed()} onValue={(value) => change('facilities', one, value)} />
                <label class="weight-critical"><input type="checkbox" checked={own.critical.includes(one)} disabled={fixed()} onChange={(event) => change('critical', event.currentTarget.checked ? [...own.critical, one] : own.critical.filter((kind) => kind !== one))} />{t('order.weights.critical')}</label>
              </div>
            )}</For>
          </fieldset>
          <Amount label={t('order.weights.enabling')} value={Math.round(own.enablingShare * 1000) / 10} least={1} most={100} step={0.5} fixed={fixed()} onValue={(value) => change('enablingShare', value / 100)} />
          <Amount label={t('order.weights.horizon')} value={own.horizonH} least={1} most={168} step={1} fixed={fixed()} onValue={(value) => change('horizonH', value)} />
          <Show when={!fixed()} fallback={<p class="part-note">{t('order.weights.readOnly')}</p>}>
            <div class="part-buttons"><Button size="s" type="submit" busy={busy()}>{t('order.weights.preview')}</Button></div>
          </Show>
        </form>
      )}</Show>
      <Show when={again()}><p class="why-hint" role="status"><Icon name="info" size={16} />{t('order.weights.again')}</p></Show>
      <Show when={error()}><p role="alert">{error()}</p></Show>
      <Show when={preview()}>{(seen) => (
        <section class="weights-preview" role="status">
          <p><b>{seen().moved === 0 ? t('order.weights.none') : `${plural('order.weights.moved', seen().moved)} ${t('order.weights.of', { total: number(seen().total) })}`}</b></p>
          <div class="tops"><Top title={t('order.weights.before')} rows={seen().before} place="before" moves={false} /><Top title={t('order.weights.after')} rows={seen().after} place="after" moves /></div>
        </section>
      )}</Show>
      <Show when={!fixed() && (preview() !== null || (held()?.from ?? '') === area())}>
        <TextArea label={t('order.weights.why')} rows={2} maxlength={1000} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
        <div class="part-buttons">
          <Show when={held()?.from === area()}><Button size="s" look="quiet" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(null)}>{t('order.weights.reset')}</Button></Show>
          <Show when={preview()}><Button size="s" look="primary" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(weights())}>{t('order.weights.set')}</Button></Show>
        </div>
      </Show>
      <section aria-labelledby="weights-history">
        <h3 id="weights-history">{t('order.weights.history')}</h3>
        <Show when={(held()?.history.length ?? 0) > 0} fallback={<p class="part-note">{t('order.weights.nothing')}</p>}>
          <ul class="pairs"><For each={held()?.history ?? []}>{(one) => (
            <li class="pair"><span class="pair-words"><b>{t('order.weights.entry', { version: one.version, name: one.by, when: dateTime(one.madeAt) })}{one.weights === null ? ` (${t('order.weights.takenBack')})` : ''}</b><span>{one.why}</span><span class="part-note">{plural('order.weights.movedThen', one.moved)}</span></span></li>
          )}</For></ul>
        </Show>
      </section>
    </Dialog>
  )
}
