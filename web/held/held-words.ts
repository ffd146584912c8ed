import type { ServiceState } from '../../geo/damages/grades.ts'
import type { HeldOp } from '../../geo/held/held.ts'
import type { Names } from '../../geo/text.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'

const text = (value: unknown) => (typeof value === 'string' ? value : '')

/** What an operation says, as far as a reviewer needs it. */
export function saidOf(op: HeldOp) {
  const report = op.kind === 'report.file'
  const move = (op.body['move'] ?? {}) as Record<string, unknown>
  const etr = (op.body['etr'] ?? {}) as Record<string, unknown>
  const severity = op.body['severity']
  return {
    report, at: report ? text(op.body['observedAt']) : text(move['at'] ?? etr['madeAt']),
    severity: typeof severity === 'number' ? severity : null, service: (text(op.body['function']) || 'unknown') as ServiceState,
    place: text(op.body['place']), note: report ? text(op.body['note']) : text(move['note']), to: text(move['to']), by: text(etr['at']),
  }
}

/** What such an operation is called, and whose it says it is. Needs the texts `held`. */
export function useHeldWords() {
  const { t, locale } = useI18n()
  const named = (names: Names) => names[locale()] ?? names[locale() === 'uk' ? 'en' : 'uk'] ?? ''
  const author = (op: HeldOp) => op.author.name ?? t('held.nobody')
  return {
    /** What an ask was refused for. */
    problem: (name: string) => t(`held.problem.${name}` as Key) || t('held.problem.other'),
    /** Where a report is of; what kind of step anything else is. */
    title: (op: HeldOp) => (op.kind === 'report.file' ? [named(op.siteNames) || saidOf(op).place || t('held.where'), named(op.areaNames)].filter(Boolean).join(', ') : t(`held.kind.${op.kind}` as Key)),
    from: (op: HeldOp) => t('held.from', { name: op.crewName === null || op.crewName === op.author.name ? author(op) : t('held.crewOf', { name: author(op), crew: op.crewName }) }),
  }
}
