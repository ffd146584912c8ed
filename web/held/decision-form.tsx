import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'

/** The reason for what is decided, asked for in its place; what was typed of it stays with who asks. */
export function DecisionForm(props: {
  readonly label: string; readonly danger: boolean; readonly busy: boolean; readonly error: string | undefined
  readonly why: string; readonly onWhy: (why: string) => void; readonly onCancel: () => void; readonly onDecide: () => void
}) {
  const { t } = useI18n()
  return (
    <form class="held-form" onSubmit={(event) => { event.preventDefault(); props.onDecide() }}>
      <TextField label={t('held.reason')} hint={t('held.reasonHint')} required maxlength={1000} value={props.why} error={props.error} onInput={(event) => props.onWhy(event.currentTarget.value)} ref={(input: HTMLInputElement) => queueMicrotask(() => input.focus())} />
      <div class="held-buttons">
        <Button size="s" onClick={() => props.onCancel()}>{t('common.action.cancel')}</Button>
        <Show when={props.danger} fallback={<Button size="s" look="primary" type="submit" busy={props.busy} disabled={props.why.trim() === ''}>{props.label}</Button>}>
          <Button size="s" look="danger" type="submit" busy={props.busy} disabled={props.why.trim() === ''}>{props.label}</Button>
        </Show>
      </div>
    </form>
  )
}
