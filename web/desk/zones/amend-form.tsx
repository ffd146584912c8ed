import { createSignal, For } from 'solid-js'
import { amendHazard } from '../../../geo/hazards/contract.ts'
import { HazardKind, type HazardZone } from '../../../geo/hazards/hazard.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { fromLocalInput, toLocalInput } from '../local-time.ts'
import { seenZone, useOvertaken, type Amendable } from './overtaken.ts'
import { useZones } from './zones-context.tsx'

/** Amending a zone: what threatens, until when, what is said of it. What was read is what is amended: where somebody else was quicker, both sides are shown. */
export function AmendForm(props: { readonly hazard: HazardZone; readonly onDone: () => void }) {
  const { t } = useI18n()
  const zones = useZones()
  const overtaken = useOvertaken()
  const saw = seenZone(props.hazard)
  const { id, from } = saw
  const [kind, setKind] = createSignal(props.hazard.kind)
  const before = saw.until === null ? '' : toLocalInput(new Date(saw.until))
  const [until, setUntil] = createSignal(before)
  const [owner, setOwner] = createSignal(props.hazard.owner)
  const [note, setNote] = createSignal(props.hazard.note)
  const [wrong, setWrong] = createSignal(false)
  const [busy, setBusy] = createSignal(false)

  async function save() {
    const ends = until() === '' ? null : until() === before ? saw.until : fromLocalInput(until()) // a field holds minutes, a zone may end at a second
    const inOrder = ends === null || (ends !== undefined && Date.parse(ends) > Date.parse(from))
    setWrong(!inOrder)
    if (!inOrder) return
    setBusy(true)
    let base = saw
    let wanted: Amendable = { kind: kind(), until: ends, owner: owner().trim(), note: note().trim() }
    const stood = await zones.act(t('zones.amended'), () => call(amendHazard, { params: { id }, body: { ...wanted, version: base.version } }), async () => {
      const { choice, ...next } = await overtaken.amendment(base, wanted)
      ;({ saw: base, wanted } = next)
      return choice
    })
    setBusy(false)
    if (stood) props.onDone()
  }

  return (
    <form class="part-form" onSubmit={(event) => { event.preventDefault(); void save() }}>
      <SelectField label={t('zones.kind')} value={kind()} onChange={(event) => setKind(HazardKind.parse(event.currentTarget.value))}>
        <For each={HazardKind.options}>{(value) => <option value={value} selected={kind() === value}>{t(`warn.kind.${value}`)}</option>}</For>
      </SelectField>
      <TextField type="datetime-local" label={t('zones.ends')} optional hint={t('zones.untilHint')} value={until()} error={wrong() ? t('desk.plan.invalid') : undefined} onInput={(event) => setUntil(event.currentTarget.value)} />
      <TextField label={t('zones.owner')} hint={t('zones.ownerHint')} optional maxlength={200} value={owner()} onInput={(event) => setOwner(event.currentTarget.value)} />
      <TextArea label={t('zones.note')} rows={2} maxlength={1000} optional value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <div class="part-buttons">
        <Button size="s" look="quiet" onClick={() => props.onDone()}>{t('common.action.cancel')}</Button>
        <Button size="s" look="primary" type="submit" busy={busy()}>{t('zones.save')}</Button>
      </div>
    </form>
  )
}
