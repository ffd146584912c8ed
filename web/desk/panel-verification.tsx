import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { verifyDamage } from '../../geo/damages/contract.ts'
import { Verification, type DamageWhole } from '../../geo/damages/damage.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { focusForm } from './palette/offers.ts'
import { useWords } from './words.ts'

const Said = Verification.exclude(['duplicate'])
const CLOSING: readonly string[] = ['withdrawn', 'false']

/** How far the damage is believed, by whom and why; and saying so anew. */
export function PanelVerification(props: { readonly damage: DamageWhole }) {
  const { t, relative, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [open, setOpen] = createSignal(false)
  const [said, setSaid] = createSignal<(typeof Said.options)[number]>('verified')
  const [why, setWhy] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  let seen: Seen | undefined // since the form was opened
  createEffect(on(() => props.damage.id, () => { setOpen(false); setWhy('') }))
  const may = () => desk.mayDecide() && (props.damage.state === 'open' || props.damage.state === 'dismissed')
  const begin = () => { seen = desk.seen(); setSaid('verified'); setOpen(true) }
  desk.offers.offer(() => {
    if (!may() || open()) return []
    const detail = () => words.damage(props.damage)
    return [...(props.damage.verification === 'unverified' ? [{ name: 'verify', detail, run: () => void save('verified') } as const] : []), { name: 'doubt', detail, run: () => { begin(); focusForm('desk-verify') } }]
  })

  async function save(verification: (typeof Said.options)[number]) {
    const { id } = props.damage
    setBusy(true)
    const stood = await desk.act(
      {
        done: t('desk.done.verified'), suppose: () => desk.suppose({ verification, verifiedWhy: why() }, { verification }), ...(open() && seen !== undefined ? { seen } : {}),
        wishes: [
          { label: t('desk.verify.title'), mine: words.code('verification', verification), of: (damage) => words.code('verification', damage.verification) },
          { label: t('desk.verify.why'), mine: why().trim() || '–', of: (damage) => damage.verifiedWhy || '–' },
        ],
      },
      ({ damage }) => call(verifyDamage, { params: { id }, body: { verification, why: why().trim(), version: damage } }),
    )
    setBusy(false)
    if (stood) { setOpen(false); setWhy('') }
  }

  return (
    <section class="panel-part" aria-labelledby="desk-verify">
      <div class="part-head">
        <h3 id="desk-verify">{t('desk.verify.title')}</h3>
        <Show when={may() && !open()}>
          <span class="part-actions">
            <Show when={props.damage.verification === 'unverified'}><Button size="s" icon="shield" busy={busy()} onClick={() => void save('verified')}>{t('desk.verify.quick')}</Button></Show>
            <Button size="s" look="quiet" aria-expanded={open()} onClick={begin}>{t('desk.verify.change')}</Button>
          </span>
        </Show>
      </div>
      <p>
        <b>{words.code('verification', props.damage.verification)}</b>
        <Show when={props.damage.verifiedAt} fallback={<span class="part-note"> {t('desk.verify.nobody')}</span>}>{(at) => (
          <span class="part-note" title={dateTime(at())}> {t('desk.verify.by', { name: words.actor(props.damage.verifiedBy), when: relative(at()) })}</span>
        )}</Show>
      </p>
      <Show when={props.damage.verifiedWhy}><blockquote class="part-quote">{props.damage.verifiedWhy}</blockquote></Show>
      <Show when={open()}>
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); void save(said()) }}>
          <fieldset class="several">
            <legend>{t('desk.verify.act')}</legend>
            <div class="several-options">
              <For each={Said.options}>{(value) => (
                <label class="radio-option"><input type="radio" name="verification" value={value} checked={said() === value} onChange={() => setSaid(value)} /><span>{words.code('verification', value)}</span></label>
              )}</For>
            </div>
          </fieldset>
          <Show when={CLOSING.includes(said())}><p class="why-hint"><Icon name="info" size={16} />{t('desk.verify.closes')}</p></Show>
          <TextArea label={t('desk.verify.why')} hint={t('desk.verify.whyHint')} rows={2} maxlength={1000} optional value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
          <div class="part-buttons">
            <Button size="s" look="quiet" onClick={() => setOpen(false)}>{t('common.action.cancel')}</Button>
            <Button size="s" look="primary" type="submit" busy={busy()}>{t('desk.verify.save')}</Button>
          </div>
        </form>
      </Show>
    </section>
  )
}
