import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole, TimelineEntry } from '../../geo/damages/damage.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { severityKey } from '../ui/severity-shapes.ts'
import { useDesk } from './desk-context.tsx'
import { lineOf, type LineKey } from './timeline-words.ts'
import { useWords } from './words.ts'

const SHOWN = 6

const ICONS: Partial<Record<LineKey, GlyphName>> = {
  'report-filed': 'note', 'report-held': 'note', 'report-accepted': 'shield', 'report-discarded': 'close', 'report-joined': 'merge', 'photo-stored': 'photo', 'photo-thumb_stored': 'photo', 'damage-opened': 'warning', 'damage-reported': 'plus', 'damage-verified': 'shield',
  'damage-merged': 'merge', 'damage-parted': 'merge', 'damage-restored': 'bolt', 'damage-reopened': 'bolt_low', 'repair-opened': 'wrench', 'repair-assigned': 'crew',
  'repair-moved': 'truck', 'repair-etr_set': 'clock', 'repair-planned': 'clock', 'repair-unplanned': 'clock', 'repair-step_said': 'bolt_low', 'repair-step_expected': 'clock', 'repair-step_taken_back': 'close', 'repair-struck': 'warning', 'damage-clock_near': 'clock', 'damage-clock_missed': 'warning', 'repair-waits': 'stop', 'repair-lifted': 'check', 'damage-ranked': 'sort', 'damage-graded': 'half',
}

/** Everything that happened to the damage, the latest first, in plain words. */
export function PanelTimeline(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [all, setAll] = createSignal(false)
  createEffect(on(() => props.damage.id, () => setAll(false)))
  const entries = () => (all() ? props.damage.timeline : props.damage.timeline.slice(0, SHOWN))
  const hidden = () => props.damage.timeline.length - entries().length
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
      when: facts.at ? dateTime(facts.at) : '', who: backTo(facts), clock: facts.clock ? t(`repairs.clock.name.${facts.clock}` as Key) : '', why: facts.blockedBy ? words.code('blockedBy', facts.blockedBy) : facts.waited ? words.code('blockedBy', facts.waited) : '',
    })
    const more = [
      key === 'report-filed' ? grades : '', key === 'repair-opened' && facts.crew ? crew : '',
      facts.carriedBy ? t('desk.timeline.carried', { name: facts.carriedBy }) : '',
      facts.blockedBy && key !== 'repair-waits' ? words.code('blockedBy', facts.blockedBy) : '', facts.until ? t('repairs.block.expected', { when: dateTime(facts.until) }) : '', facts.closedReason ? words.code('closedReason', facts.closedReason) : '',
    ].filter(Boolean).join(', ')
    return [byName ? `${actor(entry)} ${text}` : text, more].filter(Boolean).join(key === 'repair-moved' || key === 'repair-waits' ? ', ' : ': ')
  }

  return (
    <section class="panel-part" aria-labelledby="desk-timeline">
      <h3 id="desk-timeline">{t('desk.timeline.title')}</h3>
      <ol class="timeline">
        <For each={entries()}>{(entry) => (
          <li class="timeline-entry">
            <span class="timeline-icon"><Icon name={ICONS[lineOf(entry).key] ?? 'info'} size={15} /></span>
            <span class="timeline-words">
              <span>{said(entry)}</span>
              <Show when={lineOf(entry).why}>{(why) => <span class="part-note">{t('desk.timeline.because', { why: why() })}</span>}</Show>
              <span class="part-note"><time datetime={entry.at} title={dateTime(entry.at)}>{relative(entry.at)}</time><Show when={!lineOf(entry).byName && entry.actor !== 'system'}> · {actor(entry)}</Show></span>
            </span>
          </li>
        )}</For>
      </ol>
      <Show when={hidden() > 0}><Button size="s" look="quiet" icon="history" onClick={() => setAll(true)}>{plural('desk.timeline.show', hidden())}</Button></Show>
    </section>
  )
}
