import { createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { holdVersion } from '../offline/calm.ts'
import { part } from '../offline/part.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { askedDraft, taken } from './begin-with.ts'
import { EMPTY, missingFrom, type Draft } from './draft.ts'
import { useField } from './field-state.ts'
import { keepDraft } from './keep-draft.ts'
import { GradeChoices } from './grade-choice.tsx'
import { OpCard } from './op-card.tsx'
import { PhotoStrip } from './photo-strip.tsx'
import { PlaceCard } from './place-card.tsx'
import { supposedPlace } from './place.ts'

// Neither is needed for three taps.
const MoreDetails = part(async () => (await import('./more-details.tsx')).MoreDetails)
const PlacePicker = part(async () => (await import('./place-picker.tsx')).PlacePicker, 'over')

/** A report in three taps: a photo, how bad, send. Where and when are filled in. */
export function ReportForm() {
  const { t } = useI18n()
  const field = useField()
  const [said, setSaid] = createSignal<Draft>(EMPTY)
  const [picking, setPicking] = createSignal(false)
  const [more, setMore] = createSignal(false)
  const [lacks, setLacks] = createSignal<'place' | 'grade' | null>(null)
  const [busy, setBusy] = createSignal(false)
  const [failure, setFailure] = createSignal('')
  const [last, setLast] = createSignal<string | null>(null)
  let form!: HTMLFormElement
  keepDraft(field.phone.store, said, setSaid)
  onCleanup(holdVersion(() => said() !== EMPTY || busy()))
  createEffect(() => {
    const asked = askedDraft()
    if (asked === null) return
    setSaid(asked)
    taken()
  })

  /** What was said, over what the phone supposes. */
  const draft = createMemo<Draft>(() => ({ ...said(), place: said().place ?? supposedPlace(field.fix(), field.doubts(), field.near()) }))
  const change = (part: Partial<Draft>) => {
    setSaid((now) => ({ ...now, ...part }))
    setLacks(null)
    setFailure('')
  }
  const filed = () => field.ops().find((op) => op.id === last())

  async function send() {
    const missing = missingFrom(draft())
    setLacks(missing)
    if (missing === 'place') return setPicking(true)
    if (missing === 'grade') return form.querySelector<HTMLInputElement>('.choice-card input')?.focus()
    setBusy(true)
    try {
      setLast(await field.file(draft()))
      setSaid(EMPTY)
      setMore(false)
      form.querySelector('.report-fields')?.scrollTo({ top: 0 })
    } catch (error) {
      const full = error instanceof DOMException && error.name === 'QuotaExceededError'
      setFailure(full ? t('field.send.full') : t('field.send.failed', { why: error instanceof Error ? error.message : String(error) }))
      if (!full) reportError(error)
    } finally {
      setBusy(false)
    }
  }

  return (
    <form class="report-form" ref={form} onSubmit={(event) => { event.preventDefault(); void send() }}>
      <h1 class="visually-hidden">{t('field.title')}</h1>
      <div class="report-fields">
        <Show when={filed()}>{(op) => <div class="just-filed" role="status"><OpCard op={op()} /><Show when={field.fitted()}>{(fit) => <p class="memory-note"><Icon name="warning" size={20} />{t(fit() === 'without' ? 'field.photo.full' : 'field.photo.smaller')}</p>}</Show></div>}</Show>
        <PlaceCard place={draft().place} missing={lacks() === 'place'} onChange={() => setPicking(true)} />
        <PhotoStrip photos={draft().photos} onChange={(photos) => change({ photos })} />
        <GradeChoices value={draft().grade} onChange={(grade) => change({ grade, severity: null, function: null })} />
        <details class="more" open={more()} onToggle={(event) => setMore(event.currentTarget.open)}>
          <summary>{t('field.more.title')}<span>{t('field.more.optional')}</span></summary>
          <Show when={more()}><MoreDetails draft={draft()} change={change} /></Show>
        </details>
      </div>
      <div class="send-bar">
        <p class="send-lacks" role="alert">{failure() || (lacks() === 'place' ? t('field.send.needPlace') : lacks() === 'grade' ? t('field.send.needGrade') : '')}</p>
        <Button type="submit" look="primary" size="l" icon="sent" class="send-button" busy={busy()}>{busy() ? t('field.send.busy') : t('field.send.action')}</Button>
      </div>
      <Show when={picking()}>
        <PlacePicker open={picking()} onClose={() => setPicking(false)} onChoose={(place) => { change({ place }); setPicking(false) }} />
      </Show>
    </form>
  )
}
