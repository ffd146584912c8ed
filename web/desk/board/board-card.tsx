import { For, Show } from 'solid-js'
import type { Conflict } from '../../../geo/plan/conflicts.ts'
import type { BoardRepair } from '../../../geo/plan/plan.ts'
import { useI18n, type Key } from '../../i18n/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useWords } from '../words.ts'

/** What speaks against a plan, each thing in one sentence: all that overlaps is in one, by its name where `name` knows it. */
export function useConflictWords() {
  const { t, duration } = useI18n()
  const said = (conflict: Exclude<Conflict, { kind: 'overlap' }>) => {
    if (conflict.kind === 'skill') return t('board.conflict.skill', { skill: t(`board.skill.${conflict.skill}` as Key) })
    return conflict.kind === 'short' ? t('board.conflict.short', { time: duration(conflict.minutes * 60_000) }) : t(`board.conflict.${conflict.kind}`)
  }
  return (conflicts: readonly Conflict[], name: (id: string) => string = () => ''): readonly string[] => {
    const names = conflicts.flatMap((one) => (one.kind === 'overlap' ? [name(one.with)] : []))
    const overlap = names.length === 0 ? [] : [[t('board.conflict.overlap'), [...new Set(names)].filter(Boolean).join(', ')].filter(Boolean).join(': ')]
    return [...overlap, ...new Set(conflicts.flatMap((one) => (one.kind === 'overlap' ? [] : [said(one)])))]
  }
}

/** What a card says of a repair: where, what, how far, what presses, what speaks against its plan. */
export function CardWords(props: { readonly repair: BoardRepair; readonly conflicts: readonly Conflict[] }) {
  const { t, relative, dateTime } = useI18n()
  const words = useWords()
  const said = useConflictWords()
  return (
    <>
      <span class="card-name"><span class="card-tier" data-tier={props.repair.tier}>{t(`board.tier.${props.repair.tier as 0 | 1 | 2 | 3}`)}</span> {words.damage(props.repair)}</span>
      <span class="card-line"><Icon name="crew" size={14} /><span>{props.repair.crewName ?? t('desk.repair.noCrew')} · {words.code('repairState', props.repair.state)}</span></span>
      <Show when={props.repair.blockedBy}>{(why) => <span class="card-line card-bad"><Icon name="stop" size={14} /><span>{words.code('blockedBy', why())}<Show when={props.repair.blockedUntil}>{(until) => <>, {t('repairs.block.expected', { when: dateTime(until()) })}</>}</Show></span></span>}</Show>
      <Show when={props.repair.clock}>{(clock) => (
        <span class="card-line" classList={{ 'card-bad': clock().late }}><Icon name={clock().late ? 'warning' : 'clock'} size={14} /><span>{t(`repairs.clock.name.${clock().name}`)}: {clock().pausedBy !== null ? t('repairs.clock.paused', { why: words.code('blockedBy', clock().pausedBy!) }) : clock().dueAt === null ? '' : t(clock().late ? 'repairs.clock.late' : 'repairs.clock.due', { when: relative(clock().dueAt!) })}</span></span>
      )}</Show>
      <For each={said(props.conflicts)}>{(sentence) => <span class="card-line card-bad"><Icon name="warning" size={14} /><span>{sentence}</span></span>}</For>
    </>
  )
}
