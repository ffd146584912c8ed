import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { setEtr } from '../../geo/repairs/contract.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { fromLocalInput, inHours, toLocalInput } from './local-time.ts'
import { focusForm } from './palette/offers.ts'
import { pastEtrs, waits } from './timeline-words.ts'
import { useWords } from './words.ts'

const QUICK_H = [2, 4, 8, 24, 72]
const OVER = ['restored', 'closed', 'cancelled']
const CONFIDENCE = ['low', 'medium', 'high'] as const
const SOURCES = ['dispatcher', 'crew', 'operator'] as const

/** When service is expected back, on whose word and how sure, with what was said before. */
export function PanelEtr(props: { readonly damage: DamageWhole; readonly repair: Repair }) {
  const { t, number, dateTime, relative, now } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [open, setOpen] = createSignal(false)
  const [at, setAt] = createSignal('')
  const [source, setSource] = createSignal<(typeof SOURCES)[number]>('dispatcher')
  const [confidence, setConfidence] = createSignal<(typeof CONFIDENCE)[number] | ''>('')
  const [error, setError] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  let seen: Seen | undefined // since the form was opened
  createEffect(on(() => props.repair.id, () => setOpen(false)))
  const may = () => desk.maySetEtr() && !OVER.includes(props.repair.state)
  const own = createMemo(() => [...props.damage.timeline, ...props.damage.followed].filter((entry) => entry.id === props.repair.id))
  const past = () => pastEtrs(own(), props.repair.etr !== null)
  const waited = () => waits(own())
  const late = () => props.repair.etr !== null && !OVER.includes(props.repair.state) && Date.parse(props.repair.etr.at) < now()

  function begin() {
    seen = desk.seen()
    setAt(toLocalInput(props.repair.etr === null ? inHours(4, Date.now()) : new Date(props.repair.etr.at)))
    setSource(desk.mayDecide() ? 'dispatcher' : 'operator')
    setConfidence(props.repair.etr?.confidence ?? '')
    setOpen(true)
  }

  desk.offers.offer(() => (may() && !open() ? [{ name: 'etr', detail: () => words.damage(props.damage), run: () => { begin(); focusForm('desk-repair') } }] : []))

  async function save() {
    const instant = fromLocalInput(at())
    setError(instant === undefined)
    if (instant === undefined) return
    setBusy(true)
    setOpen(false) // shown at once; refused, what was filled in is there again
    const { id } = props.repair
    const sure = confidence()
    const stood = await desk.act({
      done: t('desk.done.etr'), suppose: () => desk.supposeRepair(id, { etr: { at: instant, source: source(), confidence: sure === '' ? null : sure, madeAt: new Date().toISOString() } }), ...(seen === undefined ? {} : { seen }),
      wishes: [{ label: t('desk.etr.title'), mine: dateTime(instant), of: ({ repairs }) => { const etr = repairs.find((one) => one.id === id)?.etr; return etr ? `${dateTime(etr.at)}, ${words.code('etrSource', etr.source)}` : t('desk.etr.none') } }],
    }, ({ repair }) => call(setEtr, { params: { id }, body: { at: instant, source: source(), confidence: sure === '' ? null : sure, version: repair(id) } }))
    setBusy(false)
    if (!stood && props.repair.id === id) setOpen(true)
  }

  return (
    <div class="etr" data-late={late() ? '' : undefined}>
      <div class="etr-now">
        <span class="part-note">{t('desk.etr.title')}</span>
        <Show when={props.repair.etr} fallback={<b>{t('desk.etr.none')}</b>}>{(etr) => (
          <>
            <b class="etr-at"><time datetime={etr().at}>{dateTime(etr().at)}</time> <span class="part-note">({relative(etr().at)})</span></b>
            <span class="part-note">{t('desk.etr.made', { source: words.code('etrSource', etr().source), when: relative(etr().madeAt) })}<Show when={etr().confidence}>{(sure) => <> · {words.code('confidence', sure())}</>}</Show></span>
          </>
        )}</Show>
        <Show when={may() && !open()}><Button size="s" look="quiet" icon="clock" class="etr-change" onClick={begin}>{t(props.repair.etr === null ? 'desk.etr.set' : 'desk.etr.change')}</Button></Show>
      </div>
      <Show when={late()}><p class="etr-late"><Icon name="warning" size={16} />{t('desk.etr.past')}</p></Show>
      <Show when={open()}>
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
          <div class="etr-quick" role="group" aria-label={t('desk.etr.at')}>
            <For each={QUICK_H}>{(hours) => <Button size="s" onClick={() => setAt(toLocalInput(inHours(hours, Date.now())))}>{t('desk.etr.in', { hours: number(hours) })}</Button>}</For>
          </div>
          <TextField type="datetime-local" label={t('desk.etr.at')} value={at()} error={error() ? t('desk.etr.invalid') : undefined} onInput={(event) => setAt(event.currentTarget.value)} />
          <div class="filters-pair">
            <SelectField label={t('desk.etr.source')} value={source()} onChange={(event) => setSource(event.currentTarget.value as (typeof SOURCES)[number])}>
              <For each={SOURCES}>{(value) => <option value={value} selected={source() === value}>{words.code('etrSource', value)}</option>}</For>
            </SelectField>
            <SelectField label={t('desk.etr.confidence')} value={confidence()} onChange={(event) => setConfidence(event.currentTarget.value as (typeof CONFIDENCE)[number] | '')}>
              <option value="">{t('desk.etr.unsure')}</option>
              <For each={CONFIDENCE}>{(value) => <option value={value} selected={confidence() === value}>{words.code('confidence', value)}</option>}</For>
            </SelectField>
          </div>
          <div class="part-buttons">
            <Button size="s" look="quiet" onClick={() => setOpen(false)}>{t('common.action.cancel')}</Button>
            <Button size="s" look="primary" type="submit" busy={busy()}>{t('desk.etr.save')}</Button>
          </div>
        </form>
      </Show>
      <Show when={past().length + waited().length > 0}>
        <details class="why-details">
          <summary>{t('desk.etr.history')}<Icon name="chevron_down" size={16} /></summary>
          <ul class="plain-list"><For each={past()}>{(etr) => <li><b>{dateTime(etr.at)}</b> <span class="part-note">{t('desk.etr.made', { source: etr.source === null ? etr.by ?? '' : words.code('etrSource', etr.source), when: dateTime(etr.madeAt) })}</span></li>}</For>
            <For each={waited()}>{(one) => <li class="part-note">{one.until === null ? t('repairs.block.waits', { why: words.code('blockedBy', one.why), from: dateTime(one.from) }) : t('repairs.block.history', { why: words.code('blockedBy', one.why), from: dateTime(one.from), until: dateTime(one.until) })}</li>}</For>
          </ul>
        </details>
      </Show>
    </div>
  )
}
