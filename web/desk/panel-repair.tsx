import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { assignRepair, openRepair } from '../../geo/repairs/contract.ts'
import { ACTIVE, Urgency, type RepairState } from '../../geo/repairs/lifecycle.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextArea } from '../ui/field.tsx'
import type { Seen } from './conflict.ts'
import { CrewPicker } from './crew-picker.tsx'
import { useDesk } from './desk-context.tsx'
import { focusForm } from './palette/offers.ts'
import { PanelBeside, PanelBlock } from './panel-block.tsx'
import { PanelEtr } from './panel-etr.tsx'
import { PanelPlan } from './panel-plan.tsx'
import { PanelRestoration } from './panel-restoration.tsx'
import { REPAIR_LOOKS, TRACK, trackIndex } from './repair-looks.ts'
import { RepairPhotos } from './repair-photos.tsx'
import { RepairSteps } from './repair-steps.tsx'
import { useWords } from './words.ts'

const REASSIGNABLE: readonly RepairState[] = ['proposed', 'approved', 'assigned', 'en_route']

/** The usual way of a repair with where this one is. */
function Track(props: { readonly repair: Repair }) {
  const words = useWords()
  const at = () => trackIndex(props.repair.state, props.repair.blockedFrom)
  return (
    <ol class="track" data-blocked={props.repair.state === 'blocked' ? '' : undefined}>
      <For each={TRACK}>{(step, index) => (
        <li data-past={index() < at() ? '' : undefined} aria-current={index() === at() ? 'step' : undefined} title={words.code('repairState', step)}><span class="visually-hidden">{words.code('repairState', step)}</span></li>
      )}</For>
    </ol>
  )
}

function Opening(props: { readonly damage: DamageWhole; readonly onDone: () => void }) {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [crew, setCrew] = createSignal<string | null>(null)
  const [urgency, setUrgency] = createSignal<Urgency>(props.damage.tier === 0 ? 'emergency' : 'permanent')
  const [note, setNote] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  // One id for all tries of this form: a repeat after a lost answer opens nothing twice.
  const id = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  async function open() {
    setBusy(true)
    const body = { damage: props.damage.id, crew: crew(), urgency: urgency(), note: note().trim() }
    const stood = await desk.act({ done: t('desk.done.opened') }, () => call(openRepair, { params: { id }, body }))
    setBusy(false)
    if (stood) props.onDone()
  }
  return (
    <form class="part-form" onSubmit={(event) => { event.preventDefault(); void open() }}>
      <CrewPicker value={crew()} onChange={setCrew} near={props.damage.area} />
      <SelectField label={t('desk.repair.urgency')} value={urgency()} onChange={(event) => setUrgency(Urgency.parse(event.currentTarget.value))}>
        <For each={Urgency.options}>{(value) => <option value={value} selected={urgency() === value}>{words.code('urgency', value)}</option>}</For>
      </SelectField>
      <TextArea label={t('desk.repair.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <div class="part-buttons">
        <Button size="s" look="quiet" onClick={() => props.onDone()}>{t('common.action.cancel')}</Button>
        <Button size="s" look="primary" type="submit" icon="sent" busy={busy()}>{t(crew() === null ? 'desk.repair.openWithout' : 'desk.repair.openWith')}</Button>
      </div>
    </form>
  )
}

function Standing(props: { readonly damage: DamageWhole; readonly repair: Repair }) {
  const { t, relative, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [assigning, setAssigning] = createSignal(false)
  let seen: Seen | undefined // since the form was opened
  const [crew, setCrew] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  createEffect(on(() => props.repair.id, () => setAssigning(false)))
  const mayAssign = () => desk.mayDecide() && REASSIGNABLE.includes(props.repair.state)
  const begin = () => { seen = desk.seen(); setCrew(null); setAssigning(true) }
  desk.offers.offer(() => (mayAssign() && !assigning() ? [{ name: 'assign', detail: () => words.damage(props.damage), run: () => { begin(); focusForm('desk-repair') } }] : []))
  async function assign(to: string) {
    setBusy(true)
    setAssigning(false) // shown at once; refused, the choice is there again
    const { id } = props.repair
    const stood = await desk.act({
      done: t('desk.done.assigned'), suppose: () => desk.supposeRepair(id, { crew: to, crewName: desk.crews.state.crews.find((one) => one.id === to)?.name ?? null, state: 'assigned', blockedFrom: null }), ...(seen === undefined ? {} : { seen }),
      wishes: [{ label: t('desk.repair.crew'), mine: desk.crews.state.crews.find((one) => one.id === to)?.name ?? '', of: ({ repairs }) => repairs.find((one) => one.id === id)?.crewName ?? t('desk.repair.noCrew') }],
    }, ({ repair }) => call(assignRepair, { params: { id }, body: { crew: to, version: repair(id) } }))
    setBusy(false)
    if (!stood && props.repair.id === id) setAssigning(true)
  }
  return (
    <>
      <div class="repair-now">
        <Badge tone={REPAIR_LOOKS[props.repair.state].tone} icon={REPAIR_LOOKS[props.repair.state].icon}>{words.code('repairState', props.repair.state)}</Badge>
        <span class="part-note" title={relative(props.repair.since)}>{t('desk.repair.since', { when: dateTime(props.repair.since) })} · {words.code('urgency', props.repair.urgency)}</span>
      </div>
      <Track repair={props.repair} />
      <PanelBlock damage={props.damage} repair={props.repair} />
      <Show when={props.repair.closedReason}>{(why) => <p>{t('desk.repair.closedAs', { why: words.code('closedReason', why()) })}</p>}</Show>
      <div class="repair-crew">
        <span><span class="part-note">{t('desk.repair.crew')}</span> <b>{props.repair.crewName ?? t('desk.repair.noCrew')}</b></span>
        <Show when={mayAssign() && !assigning()}>
          <Button size="s" look={props.repair.crew === null ? 'primary' : 'quiet'} icon="crew" onClick={begin}>{t(props.repair.crew === null ? 'desk.repair.assign' : 'desk.repair.reassign')}</Button>
        </Show>
      </div>
      <Show when={props.repair.note}><blockquote class="part-quote">{props.repair.note}</blockquote></Show>
      <Show when={assigning()}>
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); const to = crew(); if (to !== null) void assign(to) }}>
          <CrewPicker value={crew()} onChange={setCrew} near={props.damage.area} required not={props.repair.crew} />
          <div class="part-buttons">
            <Button size="s" look="quiet" onClick={() => setAssigning(false)}>{t('common.action.cancel')}</Button>
            <Button size="s" look="primary" type="submit" icon="sent" busy={busy()} disabled={crew() === null}>{t('desk.repair.send')}</Button>
          </div>
        </form>
      </Show>
      <PanelPlan repair={props.repair} />
      <RepairPhotos damage={props.damage} repair={props.repair} />
      <PanelEtr damage={props.damage} repair={props.repair} />
      <PanelRestoration damage={props.damage.id} repair={props.repair} />
      <Show when={desk.mayDecide() && !assigning()}><RepairSteps repair={props.repair} /></Show>
    </>
  )
}

/** The repair of a damage: opening one, who is on it, how far it is, when service is back. */
export function PanelRepair(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [opening, setOpening] = createSignal(false)
  createEffect(on(() => props.damage.id, () => setOpening(false)))
  const newest = () => [...props.damage.repairs].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))
  // The one that is under way, else the last as long as it can still be sent back or closed.
  const standing = () => newest().find((repair) => ACTIVE.includes(repair.state)) ?? newest().find((repair) => repair.state === 'restored')
  const mayOpen = () => desk.mayDecide() && props.damage.state === 'open' && standing() === undefined && !opening()
  desk.offers.offer(() => (mayOpen() ? [{ name: 'repair', detail: () => words.damage(props.damage), run: () => { setOpening(true); focusForm('desk-repair') } }] : []))
  const earlier = () => newest().filter((repair) => repair.id !== standing()?.id)
  return (
    <section class="panel-part" aria-labelledby="desk-repair">
      <div class="part-head">
        <h3 id="desk-repair">{t('desk.repair.title')}</h3>
        <Show when={mayOpen()}>
          <Button size="s" look="primary" icon="crew" onClick={() => setOpening(true)}>{t('desk.repair.open')}</Button>
        </Show>
      </div>
      <PanelBeside damage={props.damage} />
      <Show when={standing()} fallback={<Show when={!opening() && props.damage.state === 'open'}><p class="part-note">{t('desk.repair.none')}</p></Show>}>
        {(repair) => <Standing damage={props.damage} repair={repair()} />}
      </Show>
      <Show when={opening() && standing() === undefined}><Opening damage={props.damage} onDone={() => setOpening(false)} /></Show>
      <Show when={earlier().length > 0}>
        <details class="why-details">
          <summary>{plural('desk.repair.earlier', earlier().length)}</summary>
          <ul class="plain-list"><For each={earlier()}>{(repair) => <li>{words.code('repairState', repair.state)}, {repair.crewName ?? t('desk.repair.noCrew')}, {dateTime(repair.since)}</li>}</For></ul>
        </details>
      </Show>
    </section>
  )
}
