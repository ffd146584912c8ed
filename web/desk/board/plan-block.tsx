import { Show, type JSX } from 'solid-js'
import type { Work } from '../../../geo/plan/work.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import type { createCarry } from './carry.ts'

/** The picture of each thing that is planned; its block has a shape of its own too. */
export const WORK_LOOKS = { repair: 'wrench', round: 'truck', visit: 'pin' } as const
const FAR_PX = 6

/** Something planned in the lane of its crew: carried by pointer or keys, opened by a click or Enter. */
export function PlanBlock<Place>(props: {
  readonly work: Work; readonly words: string; readonly more?: string; /** What speaks against it, in sentences. */ readonly conflicts: readonly string[]; readonly left: string; readonly width: string; readonly level: number
  readonly carry: ReturnType<typeof createCarry<Place>>; readonly onOpen?: () => void; readonly onDelete?: (() => void) | undefined
}): JSX.Element {
  const { t, dateTime } = useI18n()
  const carried = () => props.carry.carried()?.id === props.work.id
  const bad = () => props.conflicts.length > 0
  let pressed: PointerEvent | undefined
  const key = (event: KeyboardEvent) => {
    if (event.key === 'Delete' && props.onDelete !== undefined) props.onDelete()
    else if (event.key === 'Enter' && !carried() && props.onOpen !== undefined) { event.preventDefault(); props.onOpen() }
    else props.carry.onKeyDown(props.work.id, event)
  }
  return (
    <div class="plan-block" data-noun={props.work.noun} data-over={props.work.over ? '' : undefined} data-bad={bad() ? '' : undefined} data-carried={carried() ? '' : undefined} style={{ left: props.left, width: props.width, '--level': props.level }}>
      <button type="button" class="plan-button" data-repair={props.work.noun === 'repair' ? props.work.id : undefined} data-round={props.work.noun === 'repair' ? undefined : props.work.id}
        aria-describedby="board-help" aria-pressed={carried()} title={[`${t(`rounds.noun.${props.work.noun}`)}: ${props.words}`, ...props.conflicts].join('\n')}
        onKeyDown={key} onPointerDown={(event) => { pressed = event; props.carry.onPointerDown(props.work.id, event) }}
        onClick={(event) => { if (event.detail > 0 && pressed !== undefined && Math.hypot(event.clientX - pressed.clientX, event.clientY - pressed.clientY) < FAR_PX) props.onOpen?.() }}>
        <span class="grip" aria-hidden="true"><Icon name={bad() ? 'warning' : WORK_LOOKS[props.work.noun]} size={14} /></span>
        <span class="visually-hidden">{t(`rounds.noun.${props.work.noun}`)}: </span>
        <span class="plan-words">{props.words}<Show when={props.more}><span class="plan-more"> · {props.more}</span></Show></span>
        <span class="visually-hidden">{props.work.planned === null ? '' : `${dateTime(props.work.planned.from)} – ${dateTime(props.work.planned.until)}`}. {props.conflicts.join('. ')}</span>
      </button>
    </div>
  )
}
