import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import type { KeptOp } from '../sync/store.ts'
import { useField } from './field-state.ts'
import { GradePicture } from './grade-picture.tsx'
import { standingOf, type Standing } from './op-state.ts'
import { gradeOf, whatOf } from './op-words.ts'
import { PhotosStanding } from './photos-standing.tsx'
import { SmsLine } from './sms-line.tsx'
import { why } from './words.ts'

const ICONS: Readonly<Record<Standing, GlyphName>> = { waiting: 'clock', waitingOther: 'person', sending: 'sync', delivered: 'check', held: 'shield', refused: 'stop' }

type Props = {
  readonly op: KeptOp
  /** Opens the form with a refused report, to mend it. */
  readonly onMend?: (() => void) | undefined
  /** Opens the form to add to a delivered report or correct it. */
  readonly onCorrect?: (() => void) | undefined
}

/** One thing that this phone filed: what, where, when, how it stands, and what can be done about it. */
export function OpCard(props: Props) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const standing = () => standingOf(props.op, field.activity(), field.holder().me?.id ?? null)
  const grade = () => gradeOf(props.op)
  const picture = (): GlyphName => (props.op.kind === 'sealed' ? 'sent' : props.op.kind.startsWith('repair.') ? 'wrench' : 'note')
  return (
    <article class="op-card" data-standing={standing()} data-id={props.op.id}>
      <span class="op-picture"><Show when={grade()} fallback={<Icon name={picture()} size={28} />}>{(chosen) => <GradePicture grade={chosen()} />}</Show></span>
      <div class="op-words">
        <h2>{whatOf(i18n, props.op).title}</h2>
        <p>{whatOf(i18n, props.op).what} · {t('field.state.at', { when: i18n.relative(props.op.madeAtMs) })}</p>
        <PhotosStanding op={props.op} />
        <Show when={props.op.label.mends}><p>{t('keep.sent.instead')}</p></Show>
        <Show when={props.op.label.corrects}><p>{t('keep.sent.corrects')}</p></Show>
      </div>
      <p class="op-standing"><Icon name={ICONS[standing()]} size={20} />{t(`field.state.${standing()}`)}</p>
      <SmsLine op={props.op} />
      <Show when={props.op.problem}>{(problem) => (
        <div class="op-refusal">
          <p class="op-why">{why(i18n, problem())}</p>
          <div class="op-actions">
            <Show when={props.onMend}>{(mend) => <Button look="primary" icon="note" onClick={() => mend()()}>{t('keep.sent.mend')}</Button>}</Show>
            <Button icon="close" onClick={() => void field.dismiss(props.op.id)}>{t('field.sent.dismiss')}</Button>
          </div>
        </div>
      )}</Show>
      <Show when={props.onCorrect}>{(correct) => <div class="op-actions"><Button icon="plus" onClick={() => correct()()}>{t('keep.sent.correct')}</Button></div>}</Show>
    </article>
  )
}
