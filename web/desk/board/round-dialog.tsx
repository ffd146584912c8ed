import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { Conflict } from '../../../geo/plan/conflicts.ts'
import { cancelRound } from '../../../geo/rounds/contract.ts'
import { isOver, type Round } from '../../../geo/rounds/round.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { createTelling } from '../../store/telling.ts'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useConflictWords } from './board-card.tsx'
import { RoundStop } from './round-stop.tsx'
import { useRoundProblem, type RoundsStore } from './rounds-store.ts'
import { useRoundWords } from './round-words.ts'

/** A round or a visit whole: whose, when, how often, its stops and what became of them, what speaks against it; changed or cancelled from here. */
export function RoundDialog(props: {
  readonly round: Round | null; readonly conflicts: readonly Conflict[]; readonly may: boolean; readonly store: RoundsStore; readonly onChange: (round: Round) => void; readonly onClose: () => void
}) {
  const { t } = useI18n()
  const toast = useToast()
  const words = useRoundWords()
  const conflictWords = useConflictWords()
  const [cancels, setCancels] = createSignal(false)
  const [why, setWhy] = createSignal('')
  const [following, setFollowing] = createSignal(false)
  const { busy, error, clear, tell } = createTelling(useRoundProblem())
  createEffect(on(() => props.round?.id, () => { setCancels(false); setWhy(''); setFollowing(false); clear() }))
  const open = (round: Round) => props.may && round.cancelled === null && !isOver(round)

  async function cancel(round: Round) {
    if (why().trim() === '') return
    await tell(async () => {
      await call(cancelRound, { params: { id: round.id }, body: { why: why(), following: following(), version: round.version } })
      toast({ tone: 'good', text: t('rounds.told.cancelled') })
      props.onClose()
    })
    void props.store.refresh()
  }
  return (
    <Dialog open={props.round !== null} title={props.round === null ? '' : words.name(props.round)} onClose={props.onClose} actions={
      <Show when={props.round && open(props.round) ? props.round : null}>{(round) => (
        <Show when={!cancels()} fallback={<><Button onClick={() => setCancels(false)}>{t('rounds.card.keep')}</Button><Button look="danger" type="submit" form="round-cancel" busy={busy()}>{t(round().unscheduled ? 'rounds.card.cancelVisit' : 'rounds.card.cancelNow')}</Button></>}>
          <Button look="quiet" onClick={() => setCancels(true)}>{t('rounds.card.cancel')}</Button><Button look="primary" onClick={() => props.onChange(round())}>{t('rounds.card.change')}</Button>
        </Show>
      )}</Show>
    }>
      <Show when={props.round}>{(round) => (
        <div class="round-whole">
          <p class="round-line"><Icon name={round().unscheduled ? 'pin' : 'truck'} size={16} /><span>{words.noun(round())} · {round().crewName} · {words.window(round().planned)}</span></p>
          <Show when={round().repeats}>{(repeats) => <p class="round-line"><Icon name="sync" size={16} /><span>{words.rhythm(repeats())}</span></p>}</Show>
          <Show when={round().note}><p class="round-quote">{round().note}</p></Show>
          <For each={conflictWords(props.conflicts)}>{(sentence) => <p class="round-bad"><Icon name="warning" size={16} />{sentence}</p>}</For>
          <Show when={round().cancelled}>{(gone) => <p class="round-bad"><Icon name="stop" size={16} />{t('rounds.card.cancelled', { why: gone().why })}</p>}</Show>
          <ol class="round-list"><For each={round().stops}>{(stop) => <RoundStop round={round()} stop={stop} may={props.may} store={props.store} />}</For></ol>
          <Show when={cancels()}>
            <form id="round-cancel" class="round-why" onSubmit={(event) => { event.preventDefault(); void cancel(round()) }}>
              <TextArea label={t('rounds.card.cancelWhy')} rows={2} required maxlength={500} value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
              <Show when={round().repeats?.endedAt === null}>
                <label class="round-check"><input type="checkbox" checked={following()} onChange={(event) => setFollowing(event.currentTarget.checked)} /><span>{t('rounds.card.following')}</span></label>
              </Show>
            </form>
          </Show>
          <p class="round-failure" role="alert">{error()}</p>
        </div>
      )}</Show>
    </Dialog>
  )
}
