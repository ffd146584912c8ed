import { createSignal, For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextField } from '../ui/field.tsx'
import { fromLocalInput, localInput } from './local-input.ts'

const QUICK_H = [1, 2, 4, 8, 24] as const

/** When the crew expects service back: in some hours, or at a time. */
export function JobEtr(props: { readonly onDone: (atMs: number) => void }) {
  const { t, duration } = useI18n()
  const [at, setAt] = createSignal(localInput(Date.now() + 4 * 3_600_000))
  const chosen = () => fromLocalInput(at())
  return (
    <div class="job-step">
      <div class="etr-choices" role="group" aria-label={t('work.etr.in')}>
        <For each={QUICK_H}>{(hours) => <Button size="l" onClick={() => props.onDone(Date.now() + hours * 3_600_000)}>{duration(hours * 3_600_000)}</Button>}</For>
      </div>
      <TextField type="datetime-local" label={t('work.etr.at')} value={at()} onInput={(event) => setAt(event.currentTarget.value)} />
      <Button look="primary" size="l" icon="check" disabled={chosen() === null} onClick={() => { const ms = chosen(); if (ms !== null) props.onDone(ms) }}>{t('work.etr.action')}</Button>
    </div>
  )
}
