import { createEffect, createSignal, For, on, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { createHistory } from '../store/history.ts'
import { useDesk } from './desk-context.tsx'
import { useTimelineSaid } from './timeline-said.ts'
import { lineOf, type LineKey } from './timeline-words.ts'

const SHOWN = 6

const ICONS: Partial<Record<LineKey, GlyphName>> = {
  'report-filed': 'note', 'report-held': 'note', 'report-accepted': 'shield', 'report-discarded': 'close', 'report-joined': 'merge', 'photo-stored': 'photo', 'photo-thumb_stored': 'photo', 'damage-opened': 'warning', 'damage-reported': 'plus', 'damage-verified': 'shield',
  'damage-merged': 'merge', 'damage-parted': 'merge', 'damage-restored': 'bolt', 'damage-reopened': 'bolt_low', 'repair-opened': 'wrench', 'repair-assigned': 'crew',
  'repair-moved': 'truck', 'repair-etr_set': 'clock', 'repair-planned': 'clock', 'repair-unplanned': 'clock', 'repair-step_said': 'bolt_low', 'repair-step_expected': 'clock', 'repair-step_taken_back': 'close', 'repair-struck': 'warning', 'damage-clock_near': 'clock', 'damage-clock_missed': 'warning', 'repair-waits': 'stop', 'repair-lifted': 'check', 'damage-ranked': 'sort', 'damage-graded': 'half',
  'handover-asked': 'sent', 'handover-accepted': 'check', 'handover-declined': 'close', 'handover-taken_back': 'history', 'handover-returned': 'history', 'handover-ended': 'history', 'damage-claimed': 'home', 'damage-released': 'home',
}

/** Everything that happened to the damage, the latest first, in plain words. */
export function PanelTimeline(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime, relative } = useI18n()
  const desk = useDesk()
  const [all, setAll] = createSignal(false)
  const history = createHistory(() => props.damage)
  createEffect(on(() => props.damage.id, () => setAll(false)))
  const entries = () => (all() ? history.known() : history.known().slice(0, SHOWN))
  const hidden = () => history.known().length - entries().length
  const { said, actor } = useTimelineSaid()

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
      <Show when={all() && history.hasOlder()}><Button size="s" look="quiet" icon="history" busy={history.busy()} onClick={() => void history.readOlder()}>{t('panel.timeline.older')}</Button></Show>
      <Show when={history.problem()}>{(problem) => <p role="alert">{desk.problemText(problem())}</p>}</Show>
    </section>
  )
}
