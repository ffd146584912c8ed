import { For, Show } from 'solid-js'
import type { Clock } from '../../geo/clocks/clocks.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createSpentMs } from '../store/spent.ts'
import { Icon } from '../ui/icon.tsx'
import { useWords } from './words.ts'
import './clocks.css'

const HOUR_MS = 3_600_000

/** One clock in a line: how long it has run of how long it may, and why it stands still. */
export function ClockLine(props: { readonly clock: Clock; /** What it is called here, where not by what it leads to. */ readonly name?: string }) {
  const { t, duration, relative } = useI18n()
  const words = useWords()
  const spent = createSpentMs(() => props.clock, 30_000)
  const target = () => props.clock.targetH * HOUR_MS
  const late = () => props.clock.late || spent() > target()
  return (
    <li class="clock" data-state={props.clock.state} data-late={late() ? '' : undefined}>
      <span class="clock-name"><Icon name={late() ? 'warning' : props.clock.ended !== null ? 'check' : props.clock.state === 'paused' ? 'stop' : 'clock'} size={15} />{props.name ?? t(`repairs.clock.name.${props.clock.name}`)}</span>
      <span class="clock-said">
        {props.clock.state === 'ahead' ? t('repairs.clock.ahead') : t('repairs.clock.spent', { spent: duration(spent()), target: duration(target()) })}
        <Show when={props.clock.pausedBy}>{(why) => <>, {t('repairs.clock.paused', { why: words.code('blockedBy', why()) })}</>}</Show>
        <Show when={props.clock.ended === null && props.clock.state === 'running' && props.clock.dueAt}>{(due) => <>, {t(late() ? 'repairs.clock.late' : 'repairs.clock.due', { when: relative(due()) })}</>}</Show>
      </span>
      <meter class="clock-bar" min="0" max="1" value={Math.min(1, target() === 0 ? 1 : spent() / target())} aria-hidden="true" />
    </li>
  )
}

/** What is timed of a damage: report to verified, to a crew assigned, to the spot, to restored. */
export function PanelClocks(props: { readonly clocks: readonly Clock[] }) {
  const { t } = useI18n()
  return (
    <Show when={props.clocks.length > 0}>
      <section class="panel-part" aria-labelledby="desk-clocks">
        <h3 id="desk-clocks">{t('repairs.clock.title')}</h3>
        <ul class="clocks"><For each={props.clocks}>{(clock) => <ClockLine clock={clock} />}</For></ul>
      </section>
    </Show>
  )
}
