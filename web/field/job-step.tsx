import { createSignal, For, onMount, Show } from 'solid-js'
import { BlockedBy, type RepairState } from '../../geo/repairs/lifecycle.ts'
import type { UsedPart } from '../../geo/repairs/repair.ts'
import type { TakenPhoto } from '../sync/photos.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { TextArea, TextField } from '../ui/field.tsx'
import { useField } from './field-state.ts'
import { fromLocalInput } from './local-input.ts'
import { stageOf, type Step } from './job-moves.ts'
import { PartsList } from './parts-list.tsx'
import { PhotoButton } from './photo-button.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { createTaking } from './photo-taking.ts'

/** What a step may carry, all of it optional but the reason of a standstill: photos before or after, parts used, a note. */
export function JobStep(props: { readonly to: RepairState; readonly onDone: (step: Step) => Promise<void> }) {
  const { t } = useI18n()
  const field = useField()
  const [photos, setPhotos] = createSignal<readonly TakenPhoto[]>([])
  const [parts, setParts] = createSignal<readonly UsedPart[]>([])
  const [blockedBy, setBlockedBy] = createSignal<BlockedBy | null>(null)
  const [until, setUntil] = createSignal('')
  const [note, setNote] = createSignal('')
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal('')
  const taking = createTaking(photos, setPhotos)
  const stage = () => stageOf(props.to)
  onMount(() => { if (stage() !== null) void field.find() }) // where the photos are taken, which may be far from the last fix

  async function done() {
    setBusy(true)
    setFailure('')
    try {
      await taking.ready()
      await props.onDone({ to: props.to, blockedBy: blockedBy(), untilMs: fromLocalInput(until()), note: note(), parts: parts(), photos: photos() })
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError'
      setFailure(full ? t('field.send.full') : t('field.send.failed', { why: error instanceof Error ? error.message : String(error) }))
      if (!full) reportError(error)
    } finally {
      setBusy(false)
    }
  }
  return (
    <div class="job-step">
      <Show when={props.to === 'blocked'}>
        <fieldset class="block-reasons"><legend class="visually-hidden">{t('warn.jobs.blockedTitle')}</legend>
          <For each={BlockedBy.options}>{(by) => <button type="button" class="block-reason" aria-pressed={blockedBy() === by} onClick={() => setBlockedBy(by)}>{t(`codes.blockedBy.${by}`)}</button>}</For>
        </fieldset>
        <TextField type="datetime-local" label={t('work.blockedUntil')} optional value={until()} onInput={(event) => setUntil(event.currentTarget.value)} />
      </Show>
      <Show when={stage()}>{(at) => <>
        <PhotoStrip taking={taking} />
        <PhotoButton taking={taking} label={t(`work.jobs.photo.${at()}`)} />
      </>}</Show>
      <Show when={stage() === 'after'}><PartsList parts={parts()} onChange={setParts} /></Show>
      <TextArea label={t('work.more.note')} rows={2} maxlength={1000} optional={blockedBy() !== 'other'} value={note()} onInput={(event) => setNote(event.currentTarget.value)} />
      <p class="send-lacks" role="alert">{failure()}</p>
      <Button look="primary" size="l" icon="check" busy={busy()} disabled={props.to === 'blocked' && (blockedBy() === null || (blockedBy() === 'other' && note().trim() === ''))} onClick={() => void done()}>{t(`field.move.${props.to}` as Key)}</Button>
    </div>
  )
}
