import { Show } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { MoveBody } from '../sync/jobs.ts'
import type { KeptOp } from '../sync/store.ts'
import type { GradeChoice } from './draft.ts'
import { useField } from './field-state.ts'
import { GradePicture } from './grade-picture.tsx'
import { standingOf, type Standing } from './op-state.ts'
import { PhotosStanding } from './photos-standing.tsx'
import { nameOf, why } from './words.ts'

const ICONS: Readonly<Record<Standing, GlyphName>> = { waiting: 'clock', waitingOther: 'person', sending: 'sync', delivered: 'check', held: 'shield', refused: 'stop' }
const GRADE_WORDS: readonly string[] = ['works', 'reduced', 'out', 'destroyed'] satisfies GradeChoice[]

/** One thing that this phone filed: what, where, when, and how it stands. */
export function OpCard(props: { readonly op: KeptOp }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const standing = () => standingOf(props.op, field.activity(), field.holder().me?.id ?? null)
  const grade = (): GradeChoice | null => {
    const raw = props.op.label.grade ?? ''
    return GRADE_WORDS.includes(raw) ? (raw as GradeChoice) : null
  }
  const what = () => {
    if (props.op.kind === 'repair.move' && props.op.body !== null) return t(`field.move.${(props.op.body as MoveBody).move.to}` as Key)
    const chosen = grade()
    return chosen ? t(`field.grade.${chosen}`) : t('field.sent.report')
  }
  return (
    <article class="op-card" data-standing={standing()} data-id={props.op.id}>
      <span class="op-picture"><Show when={grade()} fallback={<Icon name={props.op.kind === 'repair.move' ? 'wrench' : 'note'} size={28} />}>{(chosen) => <GradePicture grade={chosen()} />}</Show></span>
      <div class="op-words">
        <h2>{nameOf(props.op.label.names, i18n.locale()) || props.op.label.place || t('field.sent.report')}</h2>
        <p>{what()} · {t('field.state.at', { when: i18n.relative(props.op.madeAtMs) })}</p>
        <PhotosStanding op={props.op} />
      </div>
      <p class="op-standing"><Icon name={ICONS[standing()]} size={20} />{t(`field.state.${standing()}`)}</p>
      <Show when={props.op.problem}>{(problem) => (
        <div class="op-refusal">
          <p class="op-why">{why(i18n, problem())}</p>
          <Button size="s" icon="close" onClick={() => void field.dismiss(props.op.id)}>{t('field.sent.dismiss')}</Button>
        </div>
      )}</Show>
    </article>
  )
}
