import { Show } from 'solid-js'
import type { Clock } from '../../geo/clocks/clocks.ts'
import type { Damage } from '../../geo/damages/damage.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { FunctionBadge, SeverityBadge } from '../ui/grade-badge.tsx'
import { isGlyph } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { useDesk } from './desk-context.tsx'
import { ReasonSentence, TierMark } from './reason-sentence.tsx'
import { REPAIR_LOOKS } from './repair-looks.ts'
import { useSelection } from './select/selection-context.tsx'
import { useWords } from './words.ts'

/** One damage of the queue: what, how bad, why here, who is on it. */
export function QueueRow(props: { readonly damage: Damage; readonly rank: number; readonly line: number; readonly top: number; readonly current: boolean; readonly onOpen: () => void }) {
  const { t, plural, relative, dateTime, now } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const selection = useSelection()
  const where = () => {
    const area = words.named(props.damage.areaNames) ?? (props.damage.kind === null ? '' : words.code('kind', props.damage.kind))
    return words.damage(props.damage).includes(area) ? '' : area // said in the title already
  }
  const overdue = (clocks: readonly Clock[]) => t('targets.overdue.row', { clocks: clocks.map(({ name }) => t(`targets.overdue.not.${name}`)).join(', ') })
  const late = (etr: string) => Date.parse(etr) < now()
  return (
    <tr
      role="row" class="queue-line queue-row" aria-rowindex={props.line + 2} style={{ top: `${props.top}px` }} data-current={props.current ? '' : undefined} data-fresh={desk.fresh().has(props.damage.id) ? '' : undefined}
      data-picked={selection.ids().has(props.damage.id) ? '' : undefined} data-tier={props.damage.tier} onClick={() => props.onOpen()}
    >
      <td role="cell" class="queue-rank"><span class="visually-hidden">{t('desk.queue.place')} </span>{props.rank}<Show when={desk.mayDecide()}>
        <label title={t('zones.select.pick', { name: words.damage(props.damage) })} onClick={(event) => event.stopPropagation()}><input type="checkbox" class="queue-pick" aria-label={t('zones.select.pick', { name: words.damage(props.damage) })} checked={selection.ids().has(props.damage.id)} onChange={() => selection.toggle(props.damage)} /></label>
      </Show></td>
      <th role="rowheader" scope="row" class="queue-what">
        <a
          class="queue-link" title={words.damage(props.damage)} href={desk.href({ damage: props.damage.id })} data-damage={props.damage.id} onFocus={() => desk.cursor.took(props.damage.id)} aria-current={props.current ? 'true' : undefined}
          on:click={(event) => {
            if (event.metaKey || event.ctrlKey || event.shiftKey) return // a new tab or window is the browser's
            event.preventDefault()
            event.stopPropagation()
            props.onOpen()
          }}
        >
          <Show when={props.damage.kind !== null && isGlyph(props.damage.kind) && props.damage.kind}>{(kind) => <Icon name={kind()} size={18} class="queue-kind" />}</Show>
          <span class="queue-name">{words.damage(props.damage)}</span>
        </a>
        <time class="queue-when" datetime={props.damage.lastReportAt} title={t('desk.queue.lastReport', { when: dateTime(props.damage.lastReportAt) })}>{relative(props.damage.lastReportAt)}</time>
      </th>
      <td role="cell" class="queue-how">
        <SeverityBadge severity={props.damage.severity} />
        <FunctionBadge function={props.damage.function} />
        <Show when={props.damage.safety === 'unsafe'}><Badge tone="bad" icon="stop">{t('grades.safety.label.unsafe')}</Badge></Show>
        <span class="queue-where" title={where()}>{where()}<Show when={props.damage.position === null}> · {t('desk.queue.noPosition')}</Show></span>
      </td>
      <td role="cell" class="queue-why"><TierMark tier={props.damage.override?.kind === 'pin' ? props.damage.priority.tier : props.damage.tier} /> <Show when={props.damage.override}>{(by) => <Badge tone="accent" icon="sort"><span title={by().why}>{t(`order.hand.${by().kind}`, { place: by().place ?? 0 })}</span></Badge>}</Show> <ReasonSentence of={props.damage} /></td>
      <td role="cell" class="queue-repair">
        <Show when={props.damage.repair} fallback={<span class="queue-repair-none"><Icon name="crew" size={14} />{t('desk.queue.noRepair')}</span>}>
          {(repair) => (
            <>
              <Badge tone={REPAIR_LOOKS[repair().state].tone} icon={REPAIR_LOOKS[repair().state].icon}>{words.code('repairState', repair().state)}</Badge>
              <Show when={repair().crewName}><span class="queue-crew">{repair().crewName}</span></Show>
              <Show when={repair().etr}>{(etr) => (
                <span class="queue-etr" data-late={late(etr()) ? '' : undefined} title={dateTime(etr())}>
                  {t(late(etr()) ? 'desk.queue.late' : 'desk.queue.etr', { when: late(etr()) ? relative(etr()) : dateTime(etr()) })}
                </span>
              )}</Show>
            </>
          )}
        </Show>
        <span class="queue-facts">
          <Show when={desk.overdue.of(props.damage.id)}>{(late) => <span class="queue-overdue" title={overdue(late())}><Icon name="stop" size={14} /><span class="visually-hidden">{overdue(late())}</span></span>}</Show>
          <Show when={props.damage.verification !== 'verified'} fallback={<span class="queue-sure"><Icon name="shield" size={14} />{words.code('verification', 'verified')}</span>}>
            <span>{words.code('verification', props.damage.verification)}</span>
          </Show>
          <Show when={props.damage.photos > 0}><span title={plural('desk.queue.photos', props.damage.photos)}><Icon name="camera" size={14} /><span class="visually-hidden">{plural('desk.queue.photos', props.damage.photos)}</span><span aria-hidden="true">{props.damage.photos}</span></span></Show>
          <Show when={props.damage.reports > 1}><span title={plural('desk.queue.reports', props.damage.reports)}><Icon name="note" size={14} /><span class="visually-hidden">{plural('desk.queue.reports', props.damage.reports)}</span><span aria-hidden="true">{props.damage.reports}</span></span></Show>
        </span>
      </td>
    </tr>
  )
}
