import { createSignal, For, lazy, Show, Suspense } from 'solid-js'
import { createStore } from 'solid-js/store'
import { declareHazard } from '../../../geo/hazards/contract.ts'
import { HazardKind } from '../../../geo/hazards/hazard.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { Wait } from '../../ui/states.tsx'
import { useDesk } from '../desk-context.tsx'
import { fromLocalInput, toLocalInput } from '../local-time.ts'
import { ExtentFields } from './extent-fields.tsx'
import { EMPTY_EXTENT, readExtent, type ExtentDraft, type Fault } from './extent.ts'
import { makeIds } from './ids.ts'
import { useZones } from './zones-context.tsx'

const ImportFields = lazy(async () => ({ default: (await import('./import-fields.tsx')).ImportFields }))

/** Declaring what threatens: drawn, typed, a whole area, or from a file. */
export function HazardForm(props: { readonly where: Partial<ExtentDraft> }) {
  const { t } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const [source, setSource] = createSignal<'here' | 'file'>('here')
  const [extent, setExtent] = createStore<ExtentDraft>({ ...EMPTY_EXTENT, ...props.where })
  const [kind, setKind] = createSignal<HazardKind>('mines_suspected')
  const [from, setFrom] = createSignal(toLocalInput(new Date()))
  const [until, setUntil] = createSignal('')
  const [owner, setOwner] = createSignal('')
  const [note, setNote] = createSignal('')
  const [fault, setFault] = createSignal<Fault>()
  const [wrongTimes, setWrongTimes] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const idOf = makeIds()
  const change = (what: Partial<ExtentDraft>) => { setExtent(what); setFault(undefined) }

  const times = () => {
    const [begins, ends] = [fromLocalInput(from()), until() === '' ? null : fromLocalInput(until())]
    return begins === undefined || ends === undefined || (ends !== null && ends <= begins) ? undefined : { from: begins, until: ends }
  }

  async function declare() {
    const read = readExtent({ ...extent }, desk.damage.state.whole?.position ?? null)
    const lasts = times()
    setFault(read.fault)
    setWrongTimes(lasts === undefined)
    if (read.where === undefined || lasts === undefined) return
    const { site: _, ...where } = read.where
    const body = { kind: kind(), ...where, ...lasts, owner: owner().trim(), note: note().trim() }
    const id = idOf(body)
    setBusy(true)
    const stood = await zones.act(t('zones.declared'), () => call(declareHazard, { params: { id }, body }))
    setBusy(false)
    if (stood) zones.choose(id)
  }

  return (
    <form class="panel-body zone-form" onSubmit={(event) => { event.preventDefault(); if (source() === 'here') void declare() }}>
      <Segmented label={t('zones.source')} value={source()} onChange={setSource} choices={[{ value: 'here', label: t('zones.here'), icon: 'pin' }, { value: 'file', label: t('zones.file'), icon: 'download' }]} />
      <SelectField label={t('zones.kind')} hint={source() === 'file' ? t('zones.kindOfFile') : undefined} value={kind()} onChange={(event) => setKind(HazardKind.parse(event.currentTarget.value))}>
        <For each={HazardKind.options}>{(value) => <option value={value} selected={kind() === value}>{t(`warn.kind.${value}`)}</option>}</For>
      </SelectField>
      <Show when={source() === 'here'}><ExtentFields value={extent} onChange={change} ways={['radius', 'corridor', 'outline', 'area']} fault={fault()} /></Show>
      <div class="zone-times">
        <TextField type="datetime-local" label={t('zones.from')} value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />
        <TextField type="datetime-local" label={t('zones.ends')} optional hint={t('zones.untilHint')} value={until()} error={wrongTimes() ? t('desk.plan.invalid') : undefined} onInput={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <TextField label={t('zones.owner')} hint={t('zones.ownerHint')} optional maxlength={200} value={owner()} onInput={(event) => setOwner(event.currentTarget.value)} />
      <TextArea label={t('zones.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <Show when={source() === 'file'}>
        <Suspense fallback={<Wait />}><ImportFields kind={kind()} times={times()} owner={owner().trim()} note={note().trim()} onWrongTimes={() => setWrongTimes(true)} /></Suspense>
      </Show>
      <Show when={source() === 'here'}>
        <div class="part-buttons">
          <Button size="s" look="quiet" onClick={() => zones.stop()}>{t('common.action.cancel')}</Button>
          <Button size="s" look="primary" type="submit" icon="warning" busy={busy()}>{t('zones.declare')}</Button>
        </div>
      </Show>
    </form>
  )
}
