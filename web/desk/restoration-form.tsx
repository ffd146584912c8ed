import { createResource, createSignal, For, Show } from 'solid-js'
import { listDependents } from '../../geo/damages/contract.ts'
import { SERVICES_LOST, type Service } from '../../geo/network/services.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { fromLocalInput, inHours, toLocalInput } from './local-time.ts'
import { useWords } from './words.ts'

/** A step as it is sent. */
export type SaidStep = { -readonly [Key in keyof StepAsked]: StepAsked[Key] }

/** Who has a service back, or is to: what works again of all that hangs on the site, and so many people besides. */
export function RestorationForm(props: { readonly damage: string; readonly busy: boolean; readonly onCancel: () => void; readonly onSave: (step: SaidStep) => void }) {
  const { t, plural } = useI18n()
  const words = useWords()
  const [service, setService] = createSignal<Service>('power')
  const [people, setPeople] = createSignal('')
  const [chosen, setChosen] = createSignal<ReadonlySet<string>>(new Set())
  const [kind, setKind] = createSignal<'back' | 'expected'>('back')
  const [at, setAt] = createSignal(toLocalInput(new Date()))
  const [note, setNote] = createSignal('')
  const [wrong, setWrong] = createSignal<'lacking' | 'ahead' | null>(null)
  const [hanging] = createResource(() => props.damage, async (id) => (await call(listDependents, { params: { id } }).catch(() => ({ dependents: [] }))).dependents)
  const toggle = (id: string) => setChosen((all) => (all.has(id) ? new Set([...all].filter((one) => one !== id)) : new Set([...all, id])))
  function choose(next: 'back' | 'expected') {
    setKind(next)
    setAt(toLocalInput(next === 'back' ? new Date() : inHours(2, Date.now())))
  }
  function save() {
    const count = Number(people().replace(/\s/g, ''))
    const instant = fromLocalInput(at())
    const some = Number.isInteger(count) && count > 0
    const problem = (!some && chosen().size === 0) || instant === undefined ? 'lacking' : kind() === 'back' && Date.parse(instant) > Date.now() + 60_000 ? 'ahead' : null
    setWrong(problem)
    if (problem === null && instant !== undefined) props.onSave({ at: instant, confirmed: kind() === 'back', people: some ? [{ service: service(), people: count }] : [], consumers: [...chosen()], note: note().trim() })
  }
  return (
    <form class="part-form" onSubmit={(event) => { event.preventDefault(); save() }}>
      <Segmented label={t('repairs.steps.when')} value={kind()} onChange={choose} choices={[{ value: 'back', label: t('repairs.steps.isBack') }, { value: 'expected', label: t('repairs.steps.isExpected') }]} />
      <TextField type="datetime-local" label={t('repairs.steps.when')} value={at()} error={wrong() === 'ahead' ? t('repairs.steps.ahead') : undefined} onInput={(event) => setAt(event.currentTarget.value)} />
      <fieldset class="restoration-hang">
        <legend>{t('repairs.steps.consumers')}</legend>
        <Show when={!hanging.loading} fallback={<p class="part-note">{t('repairs.steps.loading')}</p>}>
          <Show when={(hanging() ?? []).length > 0} fallback={<p class="part-note">{t('repairs.steps.noConsumers')}</p>}>
            <p class="part-note">{t('repairs.steps.consumersHint')}</p>
            <div class="restoration-list"><For each={hanging()}>{(one) => (
              <label class="radio-row"><input type="checkbox" checked={chosen().has(one.id)} onChange={() => toggle(one.id)} /><span>{words.named(one.names) ?? words.code('kind', one.kind)}<Show when={one.people}>{(count) => <span class="part-note"> · {plural('common.unit.people', count())}</span>}</Show></span></label>
            )}</For></div>
          </Show>
        </Show>
      </fieldset>
      <div class="filters-pair">
        <SelectField label={t('repairs.steps.service')} value={service()} onChange={(event) => setService(event.currentTarget.value as Service)}>
          <For each={SERVICES_LOST}>{(one) => <option value={one} selected={one === service()}>{t(`work.back.service.${one}`)}</option>}</For>
        </SelectField>
        <TextField label={t(chosen().size > 0 ? 'repairs.steps.beside' : 'repairs.steps.people')} inputmode="numeric" value={people()} error={wrong() === 'lacking' ? t('repairs.steps.lacking') : undefined} onInput={(event) => setPeople(event.currentTarget.value)} />
      </div>
      <TextArea label={t('repairs.steps.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <div class="part-buttons">
        <Button size="s" look="quiet" onClick={() => props.onCancel()}>{t('common.action.cancel')}</Button>
        <Button size="s" look="primary" type="submit" busy={props.busy}>{t('repairs.steps.save')}</Button>
      </div>
    </form>
  )
}
