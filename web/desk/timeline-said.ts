import type { TimelineEntry } from '../../geo/damages/damage.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { useDesk } from './desk-context.tsx'
import { lineOf } from './timeline-words.ts'
import { useWords } from './words.ts'

/** What a line of the timeline says, in the language on the screen, and who did it. */
export function useTimelineSaid() {
  const { t, plural, dateTime } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const actor = (entry: TimelineEntry) => words.actor(entry.actorName, entry.actor)

  /** Whom a step of the repair gave a service back. */
  const backTo = (facts: ReturnType<typeof lineOf>['facts']) => [
    ...(facts.people ?? []).map(({ service, people }) => `${t(`work.back.service.${service}` as Key)}: ${plural('common.unit.people', people)}`),
    ...(facts.consumers ? [plural('work.back.consumers', facts.consumers)] : []),
  ].join(', ')

  function said(entry: TimelineEntry): string {
    const { key, facts, byName } = lineOf(entry)
    const grades = facts.severity === undefined ? '' : [
      t(`grades.severity.label.${severityKey(facts.severity)}`), facts.function ? t(`grades.function.label.${facts.function}` as Key) : '',
    ].filter(Boolean).join(', ')
    const crew = facts.crew ? desk.crews.state.crews.find((one) => one.id === facts.crew)?.name ?? t('desk.timeline.crew') : t('desk.timeline.crew')
    const text = t(`desk.timeline.${key}`, {
      grades, crew,
      state: facts.state ? words.code('repairState', facts.state) : '',
      verification: facts.verification ? words.code('verification', facts.verification) : '',
      to: facts.to ? words.named(facts.to) ?? '' : '',
      when: facts.at ? dateTime(facts.at) : '', who: backTo(facts), clock: facts.clock ? t(`repairs.clock.name.${facts.clock}` as Key) : '', why: facts.blockedBy ? words.code('blockedBy', facts.blockedBy) : facts.waited ? words.code('blockedBy', facts.waited) : '',
    })
    const more = [
      key === 'report-filed' ? grades : '', key === 'repair-opened' && facts.crew ? crew : '',
      facts.responsible ? t('desk.timeline.responsible', { to: words.named(facts.responsible) ?? '' }) : '',
      facts.carriedBy ? t('desk.timeline.carried', { name: facts.carriedBy }) : '',
      facts.blockedBy && key !== 'repair-waits' ? words.code('blockedBy', facts.blockedBy) : '', facts.until ? t('repairs.block.expected', { when: dateTime(facts.until) }) : '', facts.closedReason ? words.code('closedReason', facts.closedReason) : '',
    ].filter(Boolean).join(', ')
    return [byName ? `${actor(entry)} ${text}` : text, more].filter(Boolean).join(key === 'repair-moved' || key === 'repair-waits' ? ', ' : ': ')
  }
  return { said, actor }
}
