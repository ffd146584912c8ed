import { useNavigate } from '@solidjs/router'
import { createMemo, For, Show } from 'solid-js'
import type { RoundKind } from '../../geo/rounds/kinds.ts'
import type { StopMove } from '../../geo/rounds/round.ts'
import type { ToldStop } from '../../geo/rounds/told.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { StopBody } from '../sync/rounds.ts'
import type { KeptOp } from '../sync/store.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { beginWith } from './begin-with.ts'
import { EMPTY } from './draft.ts'
import { useField } from './field-state.ts'
import { JobGround } from './job-ground.tsx'
import { why } from './words.ts'

const LOOKS = { planned: 'pin', visited: 'check', skipped: 'minus' } as const

/** A stop of a round: what is to be done there, the way, visited or skipped, and a report of damage from there. */
export function TourStop(props: {
  readonly kind: RoundKind; readonly stop: ToldStop; readonly name: string; readonly next: boolean; readonly refused: readonly KeptOp[]
  readonly onSay: (move: Omit<StopMove, 'at'>) => void; readonly onSkip: () => void
}) {
  const i18n = useI18n()
  const { t, dateTime } = i18n
  const field = useField()
  const navigate = useNavigate()
  const site = createMemo(() => field.told().sites.find(({ id }) => id === props.stop.site))
  const at = () => `${props.stop.position[1]},${props.stop.position[0]}`
  function report() {
    const there = site()
    if (there === undefined) return
    beginWith({ ...EMPTY, place: { by: 'site', site: there, supposed: false } })
    navigate('/field')
  }
  return (
    <li class="tour-stop" data-state={props.stop.state}>
      <details open={props.next || props.refused.length > 0}>
        <summary><span class="tour-mark" aria-hidden="true"><Icon name={LOOKS[props.stop.state]} size={20} /></span><span class="tour-name">{props.name}<small>{t(`rounds.state.${props.stop.state}`)}<Show when={props.stop.at}>{(when) => <>, {dateTime(when())}</>}</Show></small></span><Icon name="chevron_down" size={18} /></summary>
        <div class="tour-body">
          <p>{props.stop.task || t(`rounds.kind.${props.kind}`)} · {t('rounds.card.minutes', { count: props.stop.minutes })}</p>
          <Show when={props.stop.reason}>{(reason) => <p class="job-note">{t(`rounds.reason.${reason()}`)}<Show when={props.stop.note}>: {props.stop.note}</Show></p>}</Show>
          <JobGround spot={{ position: props.stop.position, area: site()?.area ?? null, site: props.stop.site }} />
          <For each={props.refused}>{(op) => (
            <div class="op-refusal" role="alert">
              <p class="op-why"><Icon name="warning" size={20} />{t('work.jobs.notTaken')} {op.problem ? why(i18n, op.problem) : ''}</p>
              <p>{t(`rounds.state.${(op.body as StopBody).move.to}`)}, {dateTime(op.madeAtMs)}</p>
              <Button size="l" icon="check" onClick={() => void field.dismiss(op.id)}>{t('work.jobs.understood')}</Button>
            </div>
          )}</For>
          <div class="job-moves">
            <Show when={props.stop.state === 'planned'} fallback={<Button size="l" look="quiet" onClick={() => props.onSay({ to: 'planned', reason: null, note: '' })}>{t('rounds.card.undo')}</Button>}>
              <Button size="l" look={props.next ? 'primary' : 'secondary'} icon="check" onClick={() => props.onSay({ to: 'visited', reason: null, note: '' })}>{t('rounds.card.visited')}</Button>
              <Button size="l" onClick={() => props.onSkip()}>{t('rounds.card.skip')}</Button>
            </Show>
            <Show when={site()}><Button size="l" icon="camera" onClick={report}>{t('field.title')}</Button></Show>
            <a class="button" data-look="quiet" data-size="l" href={`geo:${at()}?q=${at()}`}><Icon name="map" size={24} />{t('warn.jobs.directions')}</a>
          </div>
        </div>
      </details>
    </li>
  )
}
