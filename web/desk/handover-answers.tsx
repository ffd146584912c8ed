import { createSignal, For, Show } from 'solid-js'
import { REASONED, type HandoverAnswer } from '../../geo/handovers/handover.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea } from '../ui/field.tsx'

/** The answers that one may give to a hand-over; those that need a reason ask for it first. */
export function HandoverAnswers(props: { readonly answers: readonly HandoverAnswer[]; readonly busy: boolean; readonly onAnswer: (answer: HandoverAnswer, why: string) => Promise<boolean> }) {
  const { t } = useI18n()
  const [asking, setAsking] = createSignal<'declined' | 'returned' | null>(null)
  const [why, setWhy] = createSignal('')
  async function give(answer: HandoverAnswer, reason: string) {
    if (await props.onAnswer(answer, reason)) { setAsking(null); setWhy('') }
  }
  const choose = (answer: HandoverAnswer) => (REASONED.includes(answer) ? void setAsking(answer as 'declined') : void give(answer, ''))
  const open = () => (asking() !== null && props.answers.includes(asking()!) ? asking() : null)
  return (
    <Show when={open()} fallback={
      <Show when={props.answers.length > 0}>
        <div class="part-buttons handover-answers">
          <For each={[...props.answers].reverse()}>{(answer) => <Button size="s" look={answer === 'accepted' ? 'primary' : 'secondary'} busy={props.busy} onClick={() => choose(answer)}>{t(`handover.answer.${answer}`)}</Button>}</For>
        </div>
      </Show>
    }>{(answer) => (
      <form class="part-form" onSubmit={(event) => { event.preventDefault(); void give(answer(), why().trim()) }}>
        <TextArea label={t('handover.why')} hint={t(`handover.whyHint.${answer()}`)} rows={2} maxlength={1000} required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
        <div class="part-buttons">
          <Button size="s" look="quiet" onClick={() => setAsking(null)}>{t('common.action.cancel')}</Button>
          <Button size="s" look="primary" type="submit" busy={props.busy} disabled={why().trim() === ''}>{t(`handover.answer.${answer()}`)}</Button>
        </div>
      </form>
    )}</Show>
  )
}
