import { createEffect, createMemo, createSignal, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { holdVersion } from '../offline/calm.ts'
import { part } from '../offline/part.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { askedDraft, taken } from './begin-with.ts'
import { beside } from './beside.ts'
import { EMPTY, GRADES, missingFrom, moreOf, type Draft, type GradeChoice } from './draft.ts'
import { useField } from './field-state.ts'
import { keepDraft } from './keep-draft.ts'
import { GradeChoices } from './grade-choice.tsx'
import { PhotoButton } from './photo-button.tsx'
import { createTaking } from './photo-taking.ts'
import { PlaceCard } from './place-card.tsx'
import { supposedPlace } from './place.ts'

// None of them is needed for three taps.
const MoreDetails = part(async () => (await beside(import('./more-details.tsx'))).MoreDetails)
const PlacePicker = part(async () => (await beside(import('./place-picker.tsx'))).PlacePicker, 'over')
const OpCard = part(async () => (await beside(import('./op-card.tsx'))).OpCard)
const AlreadyHere = part(async () => (await import('./already-here.tsx')).AlreadyHere)
const PhotoStrip = part(async () => (await beside(import('./photo-strip.tsx'))).PhotoStrip)

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
  const [last, setLast] = createSignal<{ readonly id: string; readonly draft: Draft } | null>(null)
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
  const taking = createTaking(() => said().photos, (photos) => change({ photos }))
  /** The last report, until the next is begun. */
  const filed = () => (said() === EMPTY ? field.ops().find((op) => op.id === last()?.id) : undefined)
  const keys = (event: KeyboardEvent) => {
    const nth = '1234'.indexOf(event.key)
    const elsewhere = event.target instanceof Element && event.target !== document.body && !form.contains(event.target)
    const typing = event.target instanceof Element && event.target.matches('textarea, select, input:not([type=radio], [type=checkbox], [type=file])')
    if (nth < 0 || event.key === '' || elsewhere || typing || picking() || form.closest('[hidden]') !== null || event.ctrlKey || event.altKey || event.metaKey) return
    choose((Object.keys(GRADES) as GradeChoice[])[nth] as GradeChoice)
  }
  const choose = (grade: GradeChoice) => change({ grade, severity: null, function: null })
  document.addEventListener('keydown', keys)
  onCleanup(() => document.removeEventListener('keydown', keys))

  function addMore() {
    const sent = last()
    if (sent === null) return
    setSaid(moreOf(sent.draft, sent.id))
    setMore(true)
  }

  async function send() {
    if (busy()) return
    const missing = missingFrom(draft())
    setLacks(missing)
    if (missing === 'place') return setPicking(true)
    if (missing === 'grade') return form.querySelector<HTMLInputElement>('.choice-card input')?.focus()
    setBusy(true)
    try {
      await taking.ready() // a photo that is still being prepared belongs to this report
      const sent = draft()
      setLast({ id: await field.file(sent), draft: sent })
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
        <Show when={filed()}>{(op) => (
          <div class="just-filed">
            <div role="status">
              <OpCard op={op()} />
              <Show when={field.fitted()}>{(fit) => <p class="memory-note"><Icon name="warning" size={20} />{t(fit() === 'without' ? 'field.photo.full' : 'field.photo.smaller')}</p>}</Show>
            </div>
            <Button size="l" icon="plus" onClick={addMore}>{t('field.addMore.action')}</Button>
          </div>
        )}</Show>
        <Show when={said().corrects !== null}>
          <div class="adding"><p role="status">{t('field.addMore.to')}</p><Button icon="close" onClick={() => { setSaid(EMPTY); setMore(false) }}>{t('common.action.cancel')}</Button></div>
        </Show>
        <PlaceCard place={draft().place} missing={lacks() === 'place'} onChange={() => setPicking(true)} />
        <Show when={field.told().damages.length > 0}><AlreadyHere draft={draft()} change={change} /></Show>
        <GradeChoices value={draft().grade} onChange={choose} />
        <Show when={taking.photos().length > 0 || taking.failed()}><PhotoStrip taking={taking} /></Show>
        <details class="more" open={more()} onToggle={(event) => setMore(event.currentTarget.open)}>
          <summary>{t('field.more.title')}<span>{t('field.more.optional')}</span></summary>
          <Show when={more()}><MoreDetails draft={draft()} change={change} /></Show>
        </details>
      </div>
      <div class="send-bar">
        <p class="send-lacks" role="alert">{failure() || (lacks() === 'place' ? t('field.send.needPlace') : lacks() === 'grade' ? t('field.send.needGrade') : '')}</p>
        <div class="send-buttons">
          <PhotoButton taking={taking} />
          <Button type="submit" look="primary" size="l" icon="sent" class="send-button" busy={busy()}>{busy() ? t('field.send.busy') : t('field.send.action')}</Button>
        </div>
      </div>
      <Show when={picking()}>
        <PlacePicker open={picking()} onClose={() => setPicking(false)} onChoose={(place) => { change({ place, same: null }); setPicking(false) }} />
      </Show>
    </form>
  )
}
