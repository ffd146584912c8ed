import { createSignal, For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { moveRepairTo } from '../../geo/repairs/contract.ts'
import { BlockedBy, ClosedReason, moveRepair, movesFrom, type RepairState } from '../../geo/repairs/lifecycle.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextArea } from '../ui/field.tsx'
import { BlockFields } from './block-fields.tsx'
import type { Seen } from './conflict.ts'
import { useDesk } from './desk-context.tsx'
import { fromLocalInput, toLocalInput } from './local-time.ts'
import type { Offer, Say } from './palette/offers.ts'
import { REPAIR_LOOKS, usualStep } from './repair-looks.ts'
import { useWords } from './words.ts'

type Asking = 'blocked' | 'closed' | 'cancelled'

/** The steps a repair may take from where it is: the usual one in front, those that need a reason behind a question. */
export function RepairSteps(props: { readonly repair: Repair }) {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [asking, setAsking] = createSignal<Asking | null>(null)
  const [blockedBy, setBlockedBy] = createSignal<BlockedBy>('awaiting_clearance')
  const [closedReason, setClosedReason] = createSignal<ClosedReason>('done')
  const [note, setNote] = createSignal('')
  const [until, setUntil] = createSignal('')
  const [lacksWhy, setLacksWhy] = createSignal(false)
  const [busy, setBusy] = createSignal<RepairState | null>(null)
  let seen: Seen | undefined // since the question was asked
  const needsCrew = (to: RepairState) => props.repair.crew === null && !['proposed', 'approved', 'cancelled', 'closed'].includes(to)
  const allowed = () => movesFrom(props.repair).filter((to) => !needsCrew(to))
  const usual = () => usualStep(props.repair.state, props.repair.blockedFrom, allowed())
  const others = () => allowed().filter((to) => to !== usual())

  const label = (to: RepairState, say: Say = t) => {
    const { state } = props.repair
    if (state === 'blocked' && to === props.repair.blockedFrom) return say('desk.repair.resume', { state: say(`codes.repairState.${to}`) })
    if (to === 'in_progress' && (state === 'field_complete' || state === 'restored')) return say('desk.repair.sendBack')
    if (to === 'approved' && state === 'assigned') return say('desk.repair.takeBack')
    return say(`desk.repair.move.${to}`)
  }
  desk.offers.offer(() => (busy() !== null ? [] : [
    ...allowed().map((to): Offer => ({ name: 'move', of: to, label: (say) => say('palette.damage.step', { step: label(to, say) }), run: () => step(to) })),
    ...(props.repair.state === 'blocked' ? [{ name: 'move', of: 'amend', label: (say: Say) => say('palette.damage.step', { step: say('repairs.block.amend') }), run: amend } as const] : []),
  ]))

  async function move(to: RepairState) {
    const { repair } = props
    setLacksWhy(to === 'blocked' && blockedBy() === 'other' && note().trim() === '')
    if (lacksWhy()) return
    setBusy(to)
    const body = { to, at: new Date().toISOString(), blockedBy: to === 'blocked' ? blockedBy() : null, until: to === 'blocked' ? fromLocalInput(until()) ?? null : null, closedReason: to === 'closed' ? closedReason() : null, note: note().trim() }
    const supposed = () => desk.damage.suppose({
      repairs: (desk.damage.state.whole?.repairs ?? []).map((one) => (one.id === repair.id ? { ...(one.state === to ? one : moveRepair(one, to)), version: one.version + 1, blockedBy: body.blockedBy, blockedUntil: body.until, blockedWhy: to === 'blocked' ? body.note : '', blockedBySystem: false, closedReason: body.closedReason, since: body.at } : one)),
    })
    const { id, state: from } = repair
    const wishes = [{ label: t('desk.repair.state'), mine: words.code('repairState', to), of: ({ repairs }: DamageWhole) => words.code('repairState', repairs.find((one) => one.id === id)?.state ?? from) }]
    const stood = await desk.act({ done: t('desk.done.moved', { state: words.code('repairState', to) }), suppose: supposed, wishes, ...(asking() === null || seen === undefined ? {} : { seen }) }, ({ repair: version }) => call(moveRepairTo, { params: { id }, body: { ...body, version: version(id) } }))
    setBusy(null)
    // Whoever asks the next thing meanwhile is not interrupted by the answer to this one.
    if (stood && (asking() === to || asking() === null)) { setAsking(null); setNote(''); setUntil('') }
  }
  /** What it waits for, said anew. */
  function amend() {
    seen = desk.seen()
    setBlockedBy(props.repair.blockedBy ?? 'awaiting_clearance')
    setUntil(props.repair.blockedUntil === null ? '' : toLocalInput(new Date(props.repair.blockedUntil)))
    setNote(props.repair.blockedWhy)
    setAsking('blocked')
  }
  const step = (to: RepairState) => {
    seen = desk.seen()
    if (to === 'blocked' || to === 'closed' || to === 'cancelled') setAsking(to)
    else void move(to)
  }
  const titles = { blocked: 'desk.repair.blockTitle', closed: 'desk.repair.closeTitle', cancelled: 'desk.repair.cancelTitle' } as const
  const acts = { blocked: 'desk.repair.block', closed: 'desk.repair.closeAct', cancelled: 'desk.repair.cancelAct' } as const
  return (
    <Show when={allowed().length > 0}>
      <div class="steps">
        <Show when={usual()}>{(to) => <Button look="primary" icon={REPAIR_LOOKS[to()].icon} busy={busy() === to()} disabled={busy() !== null} onClick={() => step(to())}>{label(to())}</Button>}</Show>
        <div class="steps-others" role="group" aria-label={t('desk.repair.other')}>
          <Show when={props.repair.state === 'blocked'}><Button size="s" onClick={amend}>{t('repairs.block.amend')}</Button></Show>
          <For each={others()}>{(to) => <Button size="s" look={to === 'cancelled' ? 'quiet' : 'secondary'} busy={busy() === to} disabled={busy() !== null} onClick={() => step(to)}>{label(to)}</Button>}</For>
        </div>
      </div>
      <Dialog
        open={asking() !== null} title={t(titles[asking() ?? 'cancelled'])} onClose={() => setAsking(null)}
        actions={<>
          <Button onClick={() => setAsking(null)}>{t('desk.repair.keep')}</Button>
          <Button look={asking() === 'cancelled' ? 'danger' : 'primary'} busy={busy() !== null} onClick={() => void move(asking() ?? 'cancelled')}>{t(acts[asking() ?? 'cancelled'])}</Button>
        </>}
      >
        <Show when={asking() === 'blocked'}>
          <BlockFields by={blockedBy()} until={until()} onBy={setBlockedBy} onUntil={setUntil} />
        </Show>
        <Show when={asking() === 'closed'}>
          <fieldset class="radio-list"><legend class="visually-hidden">{t('desk.repair.closeTitle')}</legend>
            <For each={ClosedReason.options}>{(why) => <label class="radio-row"><input type="radio" name="closed-reason" value={why} checked={closedReason() === why} onChange={() => setClosedReason(why)} />{words.code('closedReason', why)}</label>}</For>
          </fieldset>
        </Show>
        <Show when={asking() === 'cancelled'}><p>{t('desk.repair.cancelText')}</p></Show>
        <TextArea label={t(asking() === 'blocked' ? 'repairs.block.why' : 'desk.report.note')} rows={2} maxlength={1000} optional={!(asking() === 'blocked' && blockedBy() === 'other')} error={lacksWhy() ? t('repairs.block.lacksWhy') : undefined} value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      </Dialog>
    </Show>
  )
}
