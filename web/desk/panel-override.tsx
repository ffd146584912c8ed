import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { endOverride, overrideDamage, WEIGHERS } from '../../geo/damages/order-contract.ts'
import { OverrideKind } from '../../geo/damages/override.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { focusForm } from './palette/offers.ts'

const HOURS = [6, 12, 24, 72, 168]

/** Who moved the damage out of the order of the figures, until when and why; and moving it, or putting it back. */
export function PanelOverride(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime } = useI18n()
  const desk = useDesk()
  const [asking, setAsking] = createSignal<'no' | 'move' | 'back'>('no')
  const [kind, setKind] = createSignal<OverrideKind>('raise')
  const [place, setPlace] = createSignal(1)
  const [hours, setHours] = createSignal(24)
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  let seen: Seen | undefined // since the form was opened
  createEffect(on(() => props.damage.id, () => { setAsking('no'); setWhy('') }))
  const may = () => desk.me.holds(WEIGHERS) && props.damage.state === 'open' && props.damage.priority.tier > 0

  const ask = (what: 'move' | 'back') => { seen = desk.seen(); setAsking(what) }
  desk.offers.offer(() => (may() && asking() === 'no' ? [{ name: 'rank', run: () => { ask('move'); focusForm('desk-why') } }] : []))

  async function save() {
    const { id } = props.damage
    const until = new Date(Date.now() + hours() * 3_600_000).toISOString()
    const [held, label] = [seen === undefined ? {} : { seen }, t('order.hand.how')]
    const moved = ({ override }: DamageWhole) => (override === null ? '–' : t(`order.hand.${override.kind}`, { place: override.place ?? 0 }))
    setBusy(true)
    const stood = await (asking() === 'back'
      ? desk.act({ done: t('order.hand.undone'), ...held, wishes: [{ label, mine: t('order.hand.back'), of: moved }] }, ({ damage }) => call(endOverride, { params: { id }, body: { why: why().trim(), version: damage } }))
      : desk.act({ done: t('order.hand.done'), ...held, wishes: [{ label, mine: t(`order.hand.${kind()}`, { place: place() }), of: moved }] }, ({ damage }) => call(overrideDamage, { params: { id }, body: { kind: kind(), place: kind() === 'pin' ? place() : null, why: why().trim(), until, version: damage } })))
    setBusy(false)
    if (stood) { setAsking('no'); setWhy('') }
  }

  return (
    <>
      <Show when={props.damage.override}>{(by) => (
        <div class="why-hint why-hand"><Icon name="sort" size={16} /><p>
          <b>{t('order.hand.said', { what: t(`order.hand.${by().kind}`, { place: by().place ?? 0 }), name: by().byName, when: dateTime(by().until) })}</b> {by().why}
        </p></div>
      )}</Show>
      <Show when={may() && asking() === 'no'}>
        <div class="part-buttons why-buttons">
          <Show when={props.damage.override}><Button size="s" look="quiet" onClick={() => ask('back')}>{t('order.hand.back')}</Button></Show>
          <Button size="s" look="quiet" onClick={() => ask('move')}>{t('order.hand.move')}</Button>
        </div>
      </Show>
      <Show when={asking() !== 'no'}>
        <form class="part-form hand-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
          <Show when={asking() === 'move'}>
            <fieldset class="several">
              <legend>{t('order.hand.how')}</legend>
              <div class="several-options">
                <For each={OverrideKind.options}>{(one) => (
                  <label class="radio-option"><input type="radio" name="hand" value={one} checked={kind() === one} onChange={() => setKind(one)} /><span>{t(`order.hand.kind.${one}`)}</span></label>
                )}</For>
              </div>
            </fieldset>
            <Show when={kind() === 'pin'}><TextField type="number" min={1} max={1000} required label={t('order.hand.place')} value={place()} onInput={(event) => setPlace(Math.max(1, Math.round(event.currentTarget.valueAsNumber) || 1))} /></Show>
            <SelectField label={t('order.hand.until')} value={String(hours())} onChange={(event) => setHours(Number(event.currentTarget.value))}>
              <For each={HOURS}>{(count) => <option value={count} selected={count === hours()}>{plural('order.hand.hours', count)}</option>}</For>
            </SelectField>
          </Show>
          <TextArea label={t('order.hand.why')} hint={t('order.hand.whyHint')} rows={2} maxlength={1000} required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
          <div class="part-buttons">
            <Button size="s" look="quiet" onClick={() => setAsking('no')}>{t('common.action.cancel')}</Button>
            <Button size="s" look="primary" type="submit" busy={busy()} disabled={why().trim() === ''}>{t(asking() === 'back' ? 'order.hand.back' : 'order.hand.save')}</Button>
          </div>
        </form>
      </Show>
    </>
  )
}
