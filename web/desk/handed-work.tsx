import { createSignal, For, Show } from 'solid-js'
import type { Handed } from '../../geo/handovers/handed.ts'
import { BlockedBy, ClosedReason, movesFrom, RepairState } from '../../geo/repairs/lifecycle.ts'
import type { RepairMove } from '../../geo/repairs/repair.ts'
import { uuidv7 } from '../../geo/sync/uuid.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Handovers } from '../store/handovers.ts'
import { Button } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { useDesk } from './desk-context.tsx'
import { fromLocalInput } from './local-time.ts'
import { useWords } from './words.ts'

const REASSIGNABLE: readonly RepairState[] = ['proposed', 'approved', 'assigned', 'en_route']

/** Sending a crew of one's own to what was handed over, moving its repair, and saying when service is back. */
export function HandedWork(props: { readonly handed: Handed; readonly busy: boolean; readonly store: Handovers; readonly onDo: (mine: string, done: string, run: () => Promise<Handed>) => Promise<boolean> }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [crew, setCrew] = createSignal('')
  const [to, setTo] = createSignal<RepairState | ''>('')
  const [blockedBy, setBlockedBy] = createSignal<BlockedBy>('awaiting_parts')
  const [closedReason, setClosedReason] = createSignal<ClosedReason>('done')
  const [note, setNote] = createSignal('')
  const [back, setBack] = createSignal('')
  const [wrong, setWrong] = createSignal(false)
  // One id for all tries: a repeat after a lost answer opens nothing twice.
  const fresh = uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
  const repair = () => props.handed.about?.repair ?? null
  const crews = () => desk.crews.state.crews.filter((one) => one.organisation === props.handed.to.id && one.id !== repair()?.crew?.id)
  const moves = () => (repair() === null ? [] : movesFrom(repair()!).filter((state) => state !== 'assigned' || repair()!.crew !== null))
  const name = () => words.named(props.handed.to.names) ?? ''

  const send = () => void props.onDo(t('handover.send'), t('handover.sent'), () => props.store.send(props.handed.id, crew(), fresh, repair()?.version ?? null)).then((stood) => { if (stood) setCrew('') })
  function move() {
    const state = RepairState.parse(to())
    const step: RepairMove = { to: state, at: new Date().toISOString(), blockedBy: state === 'blocked' ? blockedBy() : null, until: null, closedReason: state === 'closed' ? closedReason() : null, note: note().trim(), parts: [] }
    const said = t('handover.moved', { state: words.code('repairState', state) })
    void props.onDo(said, said, () => props.store.move(props.handed.id, step, repair()!.version)).then((stood) => { if (stood) { setTo(''); setNote('') } })
  }
  function expect() {
    const at = fromLocalInput(back())
    setWrong(at === undefined)
    if (at === undefined) return
    void props.onDo(`${t('desk.etr.title')}: ${dateTime(at)}`, t('desk.done.etr'), () => props.store.expect(props.handed.id, at, repair()!.version)).then((stood) => { if (stood) setBack('') })
  }
  return (
    <div class="handed-work">
      <Show when={repair() === null || (REASSIGNABLE.includes(repair()!.state) && (crews().length > 0 || !repair()!.ours))}>
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); send() }}>
          <Show when={crews().length > 0} fallback={<p class="part-note">{t('handover.noCrews', { name: name() })}</p>}>
            <SelectField label={t('handover.crew', { name: name() })} required onChange={(event) => setCrew(event.currentTarget.value)}>
              <option value="" disabled selected={crew() === ''}>{t('handover.chooseCrew')}</option>
              <For each={crews()}>{(one) => <option value={one.id} selected={one.id === crew()}>{one.name}</option>}</For>
            </SelectField>
            <div class="part-buttons"><Button size="s" look="primary" type="submit" icon="crew" busy={props.busy} disabled={crew() === ''}>{t('handover.send')}</Button></div>
          </Show>
        </form>
      </Show>
      <Show when={moves().length > 0}>
        <form class="part-form handed-move" onSubmit={(event) => { event.preventDefault(); move() }}>
          <SelectField label={t('handover.next')} required onChange={(event) => setTo(RepairState.parse(event.currentTarget.value))}>
            <option value="" disabled selected={to() === ''}>–</option>
            <For each={moves()}>{(state) => <option value={state} selected={state === to()}>{words.code('repairState', state)}</option>}</For>
          </SelectField>
          <Show when={to() === 'blocked'}>
            <SelectField label={t('handover.blockedBy')} onChange={(event) => setBlockedBy(BlockedBy.parse(event.currentTarget.value))}><For each={BlockedBy.options}>{(why) => <option value={why} selected={why === blockedBy()}>{words.code('blockedBy', why)}</option>}</For></SelectField>
          </Show>
          <Show when={to() === 'closed'}>
            <SelectField label={t('handover.closedReason')} onChange={(event) => setClosedReason(ClosedReason.parse(event.currentTarget.value))}><For each={ClosedReason.options}>{(why) => <option value={why} selected={why === closedReason()}>{words.code('closedReason', why)}</option>}</For></SelectField>
          </Show>
          <Show when={to() !== ''}><TextField label={t('handover.note')} maxlength={1000} required={to() === 'blocked' && blockedBy() === 'other'} value={note()} onInput={(event) => setNote(event.currentTarget.value)} /></Show>
          <div class="part-buttons"><Button size="s" type="submit" icon="wrench" busy={props.busy} disabled={to() === ''}>{t('handover.move')}</Button></div>
        </form>
      </Show>
      <Show when={repair() !== null && repair()!.state !== 'restored'}>
        <form class="part-form handed-etr" onSubmit={(event) => { event.preventDefault(); expect() }}>
          <TextField type="datetime-local" label={t('desk.etr.title')} value={back()} error={wrong() ? t('desk.etr.invalid') : undefined} onInput={(event) => setBack(event.currentTarget.value)} />
          <div class="part-buttons"><Button size="s" type="submit" icon="clock" busy={props.busy} disabled={back() === ''}>{t(repair()!.etr === null ? 'desk.etr.set' : 'desk.etr.change')}</Button></div>
        </form>
      </Show>
    </div>
  )
}
