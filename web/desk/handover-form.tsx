import { createEffect, createSignal, For, on, onMount, Show } from 'solid-js'
import type { Party, SharedPart } from '../../geo/handovers/handover.ts'
import { PRESETS, SharedPart as Parts } from '../../geo/handovers/handover.ts'
import { listOrganisations, type Organisation } from '../../geo/organisations/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextArea } from '../ui/field.tsx'
import { useWords } from './words.ts'

/** What is asked: of whom, why, and what they may see. */
export type Offer = { readonly to: Organisation; readonly reason: string; readonly shared: readonly SharedPart[] }

/** To whom a damage is handed over, what they may see of it (what such an organisation needs, unless one decides otherwise), and why. */
export function HandoverForm(props: { readonly from: Party | null; /** What may be shared at most: all, when it is left out. */ readonly most?: readonly SharedPart[]; readonly busy: boolean; readonly onAsk: (offer: Offer) => void; readonly onClose: () => void }) {
  const { t } = useI18n()
  const words = useWords()
  const [organisations, setOrganisations] = createSignal<readonly Organisation[]>([])
  const [failed, setFailed] = createSignal(false)
  const [to, setTo] = createSignal('')
  const [shared, setShared] = createSignal<readonly SharedPart[]>([])
  const [reason, setReason] = createSignal('')
  const chosen = () => organisations().find(({ id }) => id === to())
  const takers = () => organisations().filter(({ id }) => id !== props.from?.id)
  async function read() {
    try {
      setFailed(false)
      setOrganisations((await call(listOrganisations, {})).organisations)
    } catch (error) {
      problemOf(error)
      setFailed(true)
    }
  }
  onMount(() => void read())
  const most = () => props.most ?? Parts.options
  createEffect(on(chosen, (one) => setShared(one === undefined ? [] : PRESETS[one.kind].filter((part) => most().includes(part)))))
  const toggle = (part: SharedPart) => setShared(Parts.options.filter((one) => (one === part) !== shared().includes(one)))
  const ask = () => { if (chosen() !== undefined) props.onAsk({ to: chosen()!, reason: reason().trim(), shared: shared() }) }

  return (
    <form class="part-form handover-form" onSubmit={(event) => { event.preventDefault(); ask() }}>
      <Show when={!failed()} fallback={<p class="part-note" role="alert">{t('handover.failed')} <Button size="s" icon="sync" onClick={() => void read()}>{t('common.action.retry')}</Button></p>}>
        <SelectField label={t('handover.to')} required onChange={(event) => setTo(event.currentTarget.value)}>
          <option value="" disabled selected={to() === ''}>{t('handover.choose')}</option>
          <For each={takers()}>{(one) => <option value={one.id} selected={one.id === to()}>{words.named(one.names)}</option>}</For>
        </SelectField>
      </Show>
      <Show when={chosen() !== undefined && most().length > 0}>
        <fieldset class="handover-parts">
          <legend>{t('handover.shared')}</legend>
          <For each={most()}>{(part) => (
            <label class="handover-part"><input type="checkbox" checked={shared().includes(part)} onChange={() => toggle(part)} /><span>{t(`handover.part.${part}`)}</span></label>
          )}</For>
          <p class="part-note">{t('handover.sharedHelp')} <Show when={!shared().includes('place') && shared().some((part) => part !== 'crew')}>{t('handover.notes')}</Show></p>
        </fieldset>
      </Show>
      <TextArea label={t('handover.reason')} hint={t('handover.reasonHint')} rows={2} maxlength={1000} required value={reason()} onInput={(event) => setReason(event.currentTarget.value)} />
      <div class="part-buttons">
        <Button size="s" look="quiet" onClick={() => props.onClose()}>{t('common.action.cancel')}</Button>
        <Button size="s" look="primary" type="submit" icon="sent" busy={props.busy} disabled={chosen() === undefined || reason().trim() === ''}>{t('handover.ask')}</Button>
      </div>
    </form>
  )
}
