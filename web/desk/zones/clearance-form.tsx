import { createSignal, For } from 'solid-js'
import { createStore } from 'solid-js/store'
import { ClearedBy } from '../../../geo/clearances/clearance.ts'
import { grantClearance } from '../../../geo/clearances/contract.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useDesk } from '../desk-context.tsx'
import { fromLocalInput, inHours, toLocalInput } from '../local-time.ts'
import { ExtentFields } from './extent-fields.tsx'
import { EMPTY_EXTENT, readExtent, type ExtentDraft, type Fault, type Way } from './extent.ts'
import { makeIds } from './ids.ts'
import { useZones } from './zones-context.tsx'

const HOURS = 12
const DRAWN: readonly Way[] = ['radius', 'corridor', 'outline', 'area']

/** Noting a permission to work: who gave it, on what paper, where and until when. */
export function ClearanceForm(props: { readonly where: Partial<ExtentDraft> }) {
  const { t } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const [extent, setExtent] = createStore<ExtentDraft>({ ...EMPTY_EXTENT, ...props.where })
  const [by, setBy] = createSignal<ClearedBy>('demining')
  const [reference, setReference] = createSignal('')
  const [from, setFrom] = createSignal(toLocalInput(new Date()))
  const [until, setUntil] = createSignal(toLocalInput(inHours(HOURS, Date.now())))
  const [note, setNote] = createSignal('')
  const [fault, setFault] = createSignal<Fault>()
  const [wrongTimes, setWrongTimes] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const idOf = makeIds()
  const ways = (): readonly Way[] => [...(extent.same === null ? [] : ['same'] as const), ...(extent.site === null ? [] : ['site'] as const), ...DRAWN]

  async function grant() {
    const read = readExtent({ ...extent }, desk.damage.state.whole?.position ?? null)
    const [begins, ends] = [fromLocalInput(from()), fromLocalInput(until())]
    const inOrder = begins !== undefined && ends !== undefined && begins < ends
    setFault(read.fault)
    setWrongTimes(!inOrder)
    if (read.where === undefined || !inOrder) return
    const body = { by: by(), reference: reference().trim(), ...read.where, from: begins, until: ends, note: note().trim() }
    const id = idOf(body)
    setBusy(true)
    const stood = await zones.act(t('zones.given'), () => call(grantClearance, { params: { id }, body }))
    setBusy(false)
    if (!stood) return
    // Whoever came from a damage goes back to it; it says now whether work may begin.
    if (desk.view().zone === null && desk.view().damage !== null) zones.stop()
    else zones.choose(id)
  }

  return (
    <form class="panel-body zone-form" onSubmit={(event) => { event.preventDefault(); void grant() }}>
      <p class="why-hint">{t('zones.giveText')}</p>
      <SelectField label={t('zones.givenBy')} value={by()} onChange={(event) => setBy(ClearedBy.parse(event.currentTarget.value))}>
        <For each={ClearedBy.options}>{(value) => <option value={value} selected={by() === value}>{t(`zones.giver.${value}`)}</option>}</For>
      </SelectField>
      <TextField label={t('zones.reference')} hint={t('zones.referenceHint')} required maxlength={200} value={reference()} onInput={(event) => setReference(event.currentTarget.value)} />
      <ExtentFields value={extent} onChange={(change) => { setExtent(change); setFault(undefined) }} ways={ways()} fault={fault()} />
      <div class="zone-times">
        <TextField type="datetime-local" label={t('zones.from')} value={from()} onInput={(event) => setFrom(event.currentTarget.value)} />
        <TextField type="datetime-local" label={t('zones.ends')} value={until()} error={wrongTimes() ? t('desk.plan.invalid') : undefined} onInput={(event) => setUntil(event.currentTarget.value)} />
      </div>
      <TextArea label={t('zones.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <div class="part-buttons">
        <Button size="s" look="quiet" onClick={() => zones.stop()}>{t('common.action.cancel')}</Button>
        <Button size="s" look="primary" type="submit" icon="shield" busy={busy()} disabled={reference().trim() === ''}>{t('zones.give')}</Button>
      </div>
    </form>
  )
}
