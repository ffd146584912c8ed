import { createSignal, For } from 'solid-js'
import { SkipReason } from '../../geo/rounds/kinds.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'

/** Why a stop is left out, in a word and, where that is not enough, in words. */
export function SkipStop(props: { readonly onDone: (reason: SkipReason, note: string) => void }) {
  const { t } = useI18n()
  const [reason, setReason] = createSignal<SkipReason | null>(null)
  const [note, setNote] = createSignal('')
  return (
    <div class="job-step">
      <fieldset class="block-reasons"><legend class="visually-hidden">{t('rounds.card.why')}</legend>
        <For each={SkipReason.options}>{(one) => <button type="button" class="block-reason" aria-pressed={reason() === one} onClick={() => setReason(one)}>{t(`rounds.reason.${one}`)}</button>}</For>
      </fieldset>
      <TextArea label={t('work.more.note')} rows={2} maxlength={500} optional={reason() !== 'other'} value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <Button look="primary" size="l" icon="check" disabled={reason() === null || (reason() === 'other' && note().trim() === '')} onClick={() => { const why = reason(); if (why !== null) props.onDone(why, note().trim()) }}>{t('rounds.card.skipNow')}</Button>
    </div>
  )
}
