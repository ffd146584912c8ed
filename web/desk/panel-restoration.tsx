import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { SERVICES_LOST } from '../../geo/network/services.ts'
import { sayStep, takeBackStep } from '../../geo/repairs/contract.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import type { RestorationStep } from '../../geo/repairs/restoration.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { useDesk } from './desk-context.tsx'
import { RestorationForm, type SaidStep } from './restoration-form.tsx'
import { useWords } from './words.ts'
import './restoration.css'

const OVER = ['closed', 'cancelled']

/** What the repair gave back, or is to, before it is done; and the way to say it. */
export function PanelRestoration(props: { readonly repair: Repair; readonly damage: string }) {
  const { t, plural, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [open, setOpen] = createSignal<string | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [taking, setTaking] = createSignal<RestorationStep | null>(null)
  const [why, setWhy] = createSignal('')
  createEffect(on(() => props.repair.id, () => setOpen(null)))
  const may = () => desk.maySetEtr() && !OVER.includes(props.repair.state)
  const steps = () => props.repair.steps
  const who = (step: RestorationStep) => [
    ...SERVICES_LOST.flatMap((service) => step.people.filter((one) => one.service === service)).map(({ service, people }) => `${t(`work.back.service.${service}`)}: ${plural('common.unit.people', people)}`),
    ...step.consumers.map((one) => words.named(one.names) ?? words.code('kind', one.kind)),
  ].join(', ')

  async function save(id: string, step: SaidStep) {
    setBusy(true)
    const stood = await desk.act({ done: t('repairs.steps.done') }, () => call(sayStep, { params: { id: props.repair.id, step: id }, body: { ...step, version: props.repair.version } }))
    setBusy(false)
    if (stood) setOpen(null)
  }
  const confirm = ({ id, people, consumers, note }: RestorationStep) =>
    save(id, { at: new Date().toISOString(), confirmed: true, people: [...people], consumers: consumers.map((one) => one.id), note })

  async function takeBack(step: RestorationStep) {
    setBusy(true)
    const stood = await desk.act({ done: t('repairs.steps.takenBack') }, () => call(takeBackStep, { params: { id: props.repair.id, step: step.id }, body: { why: why().trim(), version: props.repair.version } }))
    setBusy(false)
    if (stood) { setTaking(null); setWhy('') }
  }

  return (
    <div class="etr restoration">
      <div class="etr-now">
        <span class="part-note">{t('repairs.steps.title')}</span>
        <Show when={steps().length === 0}><b>{t('repairs.steps.none')}</b></Show>
        <Show when={may() && open() === null}>
          <Button size="s" look="quiet" icon="plus" class="etr-change" onClick={() => setOpen(uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10))))}>{t('repairs.steps.add')}</Button>
        </Show>
      </div>
      <Show when={steps().length > 0}>
        <ol class="restoration-steps">
          <For each={steps()}>{(step) => (
            <li>
              <span><Badge tone={step.confirmed ? 'good' : 'neutral'} icon={step.confirmed ? 'check' : 'clock'}>{t(step.confirmed ? 'repairs.steps.confirmed' : 'repairs.steps.expected')}</Badge> <time datetime={step.at}>{dateTime(step.at)}</time></span>
              <b>{who(step)}</b>
              <Show when={step.note}><span class="part-note">{step.note}</span></Show>
              <Show when={may()}>
                <span class="restoration-acts">
                  <Show when={!step.confirmed}><Button size="s" icon="check" busy={busy()} onClick={() => void confirm(step)}>{t('repairs.steps.confirm')}</Button></Show>
                  <Button size="s" look="quiet" onClick={() => setTaking(step)}>{t('repairs.steps.takeBack')}</Button>
                </span>
              </Show>
            </li>
          )}</For>
        </ol>
      </Show>
      <Show when={open()} keyed>{(id) => <RestorationForm damage={props.damage} busy={busy()} onCancel={() => setOpen(null)} onSave={(step) => void save(id, step)} />}</Show>
      <Dialog
        open={taking() !== null} title={t('repairs.steps.takeBackTitle')} onClose={() => setTaking(null)}
        actions={<>
          <Button onClick={() => setTaking(null)}>{t('repairs.steps.keep')}</Button>
          <Button look="danger" busy={busy()} onClick={() => { const step = taking(); if (step !== null) void takeBack(step) }}>{t('repairs.steps.takeBack')}</Button>
        </>}
      >
        <p>{t('repairs.steps.takeBackText')}</p>
        <TextArea label={t('repairs.steps.why')} rows={2} maxlength={1000} optional value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
      </Dialog>
    </div>
  )
}
