import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { previewTargets, readTargets, setTargets, type AreaTargets, type TargetPreview } from '../../../geo/clocks/contract.ts'
import type { Targets } from '../../../geo/clocks/targets.ts'
import { WEIGHERS } from '../../../geo/damages/order-contract.ts'
import { listOrganisations, type Organisation } from '../../../geo/organisations/contract.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { problemOf } from '../../store/loading.ts'
import { createTelling } from '../../store/telling.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { SelectField, TextArea } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { Skeleton } from '../../ui/states.tsx'
import { useToast } from '../../ui/toast.tsx'
import { movedIn, onTop, type Row } from '../conflict.ts'
import { DecisionArea } from '../decision-area.tsx'
import { useDesk } from '../desk-context.tsx'
import { Failed } from '../failed.tsx'
import { useWords } from '../words.ts'
import { factOf, factsOf, kindsIn, targetsOf, type Facts } from './facts.ts'
import { TargetsFields } from './targets-fields.tsx'
import { TargetsPreview } from './targets-preview.tsx'
import './targets.css'

/** Within how many hours things are to be done: what holds in an area and who decided it, trying others, seeing what would be late, and putting them in force with a reason. */
export function TargetsDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t, number, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const [area, setArea] = createSignal('')
  const [organisation, setOrganisation] = createSignal<string | null>(null)
  const [organisations, setOrganisations] = createSignal<readonly Organisation[]>([])
  const [held, setHeld] = createSignal<AreaTargets | null>(null)
  const [own, setOwn] = createSignal<Targets | null>(null)
  const [valid, setValid] = createSignal(true)
  const [preview, setPreview] = createSignal<TargetPreview | null>(null)
  const [why, setWhy] = createSignal('')
  const { busy, error, clear, tell } = createTelling(desk.problemText)
  const [unread, setUnread] = createSignal<string | null>(null)
  const [again, setAgain] = createSignal(false) // one's own stand over others': they wait for a second look
  const fixed = () => !desk.me.holds(WEIGHERS)
  const hasOwn = () => held()?.from === area() && held()?.forOrganisation === (organisation() !== null)

  /** Whose targets are asked for: what comes for another, that was chosen before, is left. */
  const asking = () => [area(), organisation()].join()
  const read = () => call(readTargets, { query: { area: area(), ...(organisation() === null ? {} : { organisation: organisation()! }) } })
  /** Shows what holds, and begins from it. */
  function adopt(next: AreaTargets) {
    setHeld(next)
    setOwn(next.targets)
    setValid(true)
    setPreview(null)
    setAgain(false)
  }
  async function load() {
    const asked = asking()
    // What was typed belongs to the area that it was typed for: nothing is filled in until the next one is here.
    setHeld(null)
    setOwn(null)
    setUnread(null)
    setPreview(null)
    setAgain(false)
    clear()
    try {
      const found = await read()
      if (asked === asking()) adopt(found)
    } catch (failure) {
      const problem = problemOf(failure)
      if (asked === asking()) setUnread(problem)
    }
  }
  createEffect(on(() => props.open, (open) => {
    if (open && organisations().length === 0) void tell(async () => {
      setOrganisations((await call(listOrganisations, {})).organisations)
    })
  }))
  createEffect(on([() => props.open, area, organisation], ([open, code]) => { if (open && code !== '') void load() }))

  function change(next: Targets | null) {
    setPreview(null)
    setValid(next !== null)
    if (next !== null) setOwn(next)
  }
  const see = (targets: Targets) => tell(async () => {
    const asked = asking()
    const seen = await call(previewTargets, { body: { area: area(), organisation: organisation(), targets } })
    if (asked === asking()) setPreview(seen)
  })
  const factLabel = (name: string) => {
    const fact = factOf(name)
    return fact.of === 'pausing' ? `${t('targets.pausing')}: ${words.code('blockedBy', fact.why)}`
      : t('targets.cell', { what: fact.of === 'tier' ? t(`desk.tier.${fact.tier}`) : words.code('kind', fact.kind), clock: t(`repairs.clock.name.${fact.clock}`) })
  }
  const factSaid = (value: Facts[string] | undefined) => (typeof value === 'number' ? t('targets.value', { hours: number(value) }) : value == null ? t('targets.unsaid') : t(value ? 'order.weights.yes' : 'order.weights.no'))
  /** Somebody decided meanwhile: both sides are shown. One's own go over theirs only after one has seen what would be late then. */
  async function overtaken(saw: AreaTargets, given: Targets | null): Promise<void> {
    const now = await read()
    const kinds = kindsIn(saw.targets, now.targets, ...(given === null ? [] : [given]))
    const [seen, there] = [factsOf(saw.targets, kinds), factsOf(now.targets, kinds)]
    const mine = given === null ? there : onTop(seen, factsOf(given, kinds), there)
    const rows = movedIn(seen, mine, there).map((name): Row => ({ label: factLabel(name), mine: given === null ? t('targets.takenBack') : factSaid(mine[name]), saw: factSaid(seen[name]), now: factSaid(there[name]) }))
    const others = now.history.filter(({ version }) => version > saw.own).map(({ version, by, madeAt, why: reason }) => ({ said: `${t('order.weights.number', { version })}: ${reason}`, by: words.actor(by), at: madeAt }))
    const choice = await desk.conflicts.ask({ rows, others, mine: t('order.weights.over') })
    if (choice === 'look') return
    adopt(now)
    setAgain(choice === 'mine')
    if (choice !== 'mine' || given === null) return
    setOwn(targetsOf(mine))
    setPreview(await call(previewTargets, { body: { area: area(), organisation: organisation(), targets: targetsOf(mine) } }))
  }
  const put = (targets: Targets | null) => tell(async () => {
    const saw = held()
    const asked = asking()
    if (saw === null) return
    try {
      const found = await call(setTargets, { body: { area: area(), organisation: organisation(), targets, why: why().trim(), version: saw.own } })
      if (asked === asking()) adopt(found)
    } catch (failure) {
      if (problemOf(failure) !== 'stale-version' || asked !== asking()) throw failure
      return overtaken(saw, targets)
    }
    setWhy('')
    toast({ tone: 'good', text: t('targets.done') })
    desk.refresh()
  })

  return (
    <Dialog open={props.open} title={t('targets.title')} onClose={props.onClose}>
      <p class="part-note">{t('targets.intro')}</p>
      <div class="targets-choice">
        <DecisionArea open={props.open} label={t('targets.area')} value={area()} onChange={setArea} onProblem={setUnread} />
        <SelectField label={t('targets.organisation')} value={organisation() ?? ''} onChange={(event) => setOrganisation(event.currentTarget.value || null)}>
          <option value="">{t('targets.everyone')}</option>
          <For each={organisations()}>{(one) => <option value={one.id} selected={one.id === organisation()}>{words.named(one.names) ?? one.id}</option>}</For>
        </SelectField>
      </div>
      <Show when={unread()}>{(problem) => <Failed as="line" what={t('targets.failed')} problem={problem()} onRetry={() => void load()} />}</Show>
      <Show when={own()} fallback={<Show when={unread() === null}><Skeleton lines={8} tall /></Show>}>{(targets) => (
        <form class="targets" onSubmit={(event) => { event.preventDefault(); void see(targets()) }}>
          <Show when={held()}>{(now) => (
            <p class="part-note">
              {now().from === null ? t('targets.default') : t('targets.from', { version: now().version, area: words.named(now().fromNames ?? { uk: null, en: null }) ?? now().from ?? '', name: words.actor(now().by), when: now().madeAt === null ? '' : dateTime(now().madeAt!) })}
              <Show when={now().forOrganisation}> {t('targets.forOrganisation')}</Show>
            </p>
          )}</Show>
          <TargetsFields targets={targets()} fixed={fixed()} onChange={change} />
          <Show when={!fixed()} fallback={<p class="part-note">{t('targets.readOnly')}</p>}>
            <Show when={!valid()}><p class="targets-invalid" role="alert">{t('targets.invalid')}</p></Show>
            <div class="part-buttons"><Button size="s" type="submit" busy={busy()}>{t('targets.preview')}</Button></div>
          </Show>
        </form>
      )}</Show>
      <Show when={again()}><p class="why-hint" role="status"><Icon name="info" size={16} />{t('targets.again')}</p></Show>
      <Show when={error()}><p role="alert">{error()}</p></Show>
      <Show when={preview()}>{(seen) => <TargetsPreview seen={seen()} />}</Show>
      <Show when={!fixed() && (preview() !== null || hasOwn())}>
        <TextArea label={t('targets.why')} rows={2} maxlength={1000} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
        <div class="part-buttons">
          <Show when={hasOwn()}><Button size="s" look="quiet" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(null)}>{t('targets.reset')}</Button></Show>
          <Show when={preview() !== null && own()}>{(targets) => <Button size="s" look="primary" busy={busy()} disabled={why().trim() === ''} onClick={() => void put(targets())}>{t('targets.set')}</Button>}</Show>
        </div>
      </Show>
      <section aria-labelledby="targets-history">
        <h3 id="targets-history">{t('targets.history')}</h3>
        <Show when={(held()?.history.length ?? 0) > 0} fallback={<p class="part-note">{t('targets.nothing')}</p>}>
          <ul class="pairs"><For each={held()?.history ?? []}>{(one) => (
            <li class="pair"><span class="pair-words"><b>{t('targets.entry', { version: one.version, name: words.actor(one.by), when: dateTime(one.madeAt) })}{one.targets === null ? ` (${t('targets.takenBack')})` : ''}</b><span class="said">{one.why}</span></span></li>
          )}</For></ul>
        </Show>
      </section>
    </Dialog>
  )
}
