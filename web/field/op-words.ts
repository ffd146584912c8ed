import type { I18n, Key } from '../i18n/i18n.tsx'
import type { MoveBody } from '../sync/jobs.ts'
import type { StopBody } from '../sync/rounds.ts'
import type { KeptOp } from '../sync/store.ts'
import type { GradeChoice } from './draft.ts'
import { nameOf } from './words.ts'

const GRADES: readonly string[] = ['works', 'reduced', 'out', 'destroyed'] satisfies GradeChoice[]

/** The grade of a report as its picture says it; null when it was given otherwise. */
export function gradeOf(op: KeptOp): GradeChoice | null {
  const raw = op.label.grade ?? ''
  return GRADES.includes(raw) ? (raw as GradeChoice) : null
}

/** What a thing that was filed is called in a list, and what it says. */
export function whatOf({ t, locale }: I18n, op: KeptOp): { readonly title: string; readonly what: string } {
  const grade = gradeOf(op)
  const what = op.kind === 'repair.move' && op.body !== null ? t(`field.move.${(op.body as MoveBody).move.to}` as Key)
    : op.kind === 'repair.move' || op.kind === 'repair.etr' || op.kind === 'repair.step' ? t(`keep.sent.of.${op.kind.slice(7) as 'move' | 'etr' | 'step'}`)
    : op.kind === 'round.stop' ? t(`keep.sent.stop.${op.body === null ? 'said' : (op.body as StopBody).move.to}`)
    : op.kind === 'sealed' ? t('keep.sent.carried') : grade ? t(`field.grade.${grade}`) : t('field.sent.report')
  return { title: nameOf(op.label.names, locale()) || op.label.place || (op.legible ? t('field.sent.report') : t('keep.sent.illegible')), what }
}
