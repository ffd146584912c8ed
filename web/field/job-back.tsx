import { createSignal, For, Show } from 'solid-js'
import { SERVICES_LOST, serviceOf, type Service } from '../../geo/network/services.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { instant } from './draft.ts'
import { fromLocalInput, localInput } from './local-input.ts'

/** Whom the repair has given a service back, or is to, before it is done: so many people, now or at a time. */
export function JobBack(props: { readonly kind: string | null; readonly onDone: (step: StepAsked) => void }) {
  const { t } = useI18n()
  const [service, setService] = createSignal<Service>(props.kind === null ? 'power' : serviceOf(props.kind))
  const [people, setPeople] = createSignal('')
  const [later, setLater] = createSignal(false)
  const [at, setAt] = createSignal(localInput(Date.now() + 2 * 3_600_000))
  const [note, setNote] = createSignal('')
  const count = () => Number(people().replace(/\s/g, ''))
  const chosen = () => (later() ? fromLocalInput(at()) : Date.now())
  const whole = () => Number.isInteger(count()) && count() >= 1 && count() <= 2_000_000_000 && chosen() !== null
  const done = () => {
    const ms = chosen()
    if (whole() && ms !== null) props.onDone({ at: instant(ms), confirmed: !later(), people: [{ service: service(), people: count() }], consumers: [], note: note().trim() })
  }
  return (
    <div class="job-step">
      <fieldset class="block-reasons"><legend>{t('work.back.which')}</legend>
        <For each={SERVICES_LOST}>{(one) => <button type="button" class="block-reason" aria-pressed={service() === one} onClick={() => setService(one)}>{t(`work.back.service.${one}`)}</button>}</For>
      </fieldset>
      <TextField label={t('work.back.people')} inputmode="numeric" value={people()} onInput={(event) => setPeople(event.currentTarget.value)} />
      <fieldset class="block-reasons"><legend>{t('work.back.when')}</legend>
        <For each={[false, true]}>{(is) => <button type="button" class="block-reason" aria-pressed={later() === is} onClick={() => setLater(is)}>{t(is ? 'work.back.later' : 'work.back.now')}</button>}</For>
      </fieldset>
      <Show when={later()}><TextField type="datetime-local" label={t('work.etr.at')} value={at()} onInput={(event) => setAt(event.currentTarget.value)} /></Show>
      <TextArea label={t('work.more.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <Button look="primary" size="l" icon="check" disabled={!whole()} onClick={done}>{t('work.back.action')}</Button>
    </div>
  )
}
