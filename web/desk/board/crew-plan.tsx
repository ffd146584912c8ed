import { createMemo, createSignal, For, Show } from 'solid-js'
import { planRepair } from '../../../geo/repairs/contract.ts'
import { conflictsOf, SHIFT_H, workloadH, type Conflict } from '../../../geo/plan/conflicts.ts'
import type { Board, BoardRepair } from '../../../geo/plan/plan.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../words.ts'
import { CardWords, useConflictWords } from './board-card.tsx'
import type { BoardStore } from './board-store.ts'
import { createCarry } from './carry.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Where a repair would be put: whose, from when, for how long. */
type Place = { readonly crew: string; readonly from: number; readonly ms: number }

/** Windows of repairs by crew over a day or a week, beside what has no time yet; moved by pointer or by keys. */
export function CrewPlan(props: { readonly board: Board; readonly store: BoardStore; readonly conflicts: ReadonlyMap<string, readonly Conflict[]>; readonly days: 1 | 7; readonly may: boolean }) {
  const { t, number, date, dateTime, plural } = useI18n()
  const words = useWords()
  const conflictWords = useConflictWords()
  const [said, setSaid] = createSignal('')
  const [day, setDay] = createSignal(0)
  const midnight = createMemo(() => { const at = new Date(); at.setHours(0, 0, 0, 0); at.setDate(at.getDate() + day()); return at.getTime() })
  const span = () => props.days * DAY_MS
  const stepMs = () => (props.days === 1 ? 15 * 60_000 : HOUR_MS)
  const repairs = createMemo(() => new Map(props.board.repairs.map((one) => [one.id, one])))
  const open = (one: BoardRepair) => !['restored', 'field_complete'].includes(one.state)
  const crewName = (id: string) => props.board.crews.find((one) => one.id === id)?.name ?? t('desk.timeline.crew')
  const nextQuarter = () => Math.ceil(Math.max(Date.now(), midnight()) / stepMs()) * stepMs()
  const placeOf = (one: BoardRepair): Place | null => {
    if (one.planned !== null && one.crew !== null) return { crew: one.crew, from: Date.parse(one.planned.from), ms: Date.parse(one.planned.until) - Date.parse(one.planned.from) }
    const crew = one.crew ?? props.board.crews[0]?.id
    return crew === undefined ? null : { crew, from: nextQuarter(), ms: Math.max(HOUR_MS, Math.min(12, Math.round(one.usualH)) * HOUR_MS) }
  }
  const snapped = (ms: number) => Math.round(ms / stepMs()) * stepMs()
  const carry = createCarry<Place>({
    from: (id) => (props.may ? placeOf(repairs().get(id)!) : null),
    step: (_, place, key) => {
      if (key === 'ArrowLeft' || key === 'ArrowRight') return { ...place, from: place.from + (key === 'ArrowLeft' ? -1 : 1) * stepMs() }
      const at = props.board.crews.findIndex(({ id }) => id === place.crew) + (key === 'ArrowUp' ? -1 : 1)
      const crew = props.board.crews[at]
      return crew === undefined ? null : { ...place, crew: crew.id }
    },
    under: (id, start, { x, y, dx }) => {
      const lane = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-lane]')
      if (lane == null) return null
      const box = lane.getBoundingClientRect()
      const from = repairs().get(id)!.planned === null ? midnight() + ((x - box.left) / box.width) * span() : start.from + (dx / box.width) * span()
      return { ...start, crew: lane.dataset['lane']!, from: snapped(from) }
    },
    drop: (id, place) => void put(repairs().get(id)!, place),
    say: (what, id, place) => {
      // The days shown follow what is carried: at midnight it would else be out of sight.
      if (place.from >= midnight() + span()) setDay((at) => at + props.days)
      else if (place.from + place.ms <= midnight()) setDay((at) => at - props.days)
      setSaid(t(`board.said.${what}`, { name: words.damage(repairs().get(id)!), place: `${crewName(place.crew)}, ${dateTime(place.from)}` }))
    },
  })

  async function put(repair: BoardRepair, place: Place) {
    const planned = { from: new Date(place.from).toISOString(), until: new Date(place.from + place.ms).toISOString() }
    if (repair.crew === place.crew && repair.planned?.from === planned.from && repair.planned.until === planned.until) return
    await props.store.change(repair.id, { planned, crew: place.crew, crewName: crewName(place.crew) }, t('desk.done.planned'),
      () => call(planRepair, { params: { id: repair.id }, body: { planned, ...(repair.crew === place.crew ? {} : { crew: place.crew }), version: repair.version } }))
  }
  const clear = (repair: BoardRepair) => props.store.change(repair.id, { planned: null }, t('desk.done.planned'), () => call(planRepair, { params: { id: repair.id }, body: { planned: null, version: repair.version } }))

  /** The repairs as they would be with what is carried put down: conflicts and hours follow the hand. */
  const shown = createMemo(() => {
    const now = carry.carried()
    return now === null ? props.board.repairs : props.board.repairs.map((one) => (one.id === now.id ? { ...one, crew: now.place.crew, planned: { from: new Date(now.place.from).toISOString(), until: new Date(now.place.from + now.place.ms).toISOString() } } : one))
  })
  const conflicts = createMemo(() => (carry.carried() === null ? props.conflicts : conflictsOf(shown(), props.board.crews)))
  const planned = (crew: string) => shown().filter((one) => one.crew === crew && one.planned !== null && open(one) && Date.parse(one.planned.until) > midnight() && Date.parse(one.planned.from) < midnight() + span())
  const unplanned = () => props.board.repairs.filter((one) => (one.planned === null || one.crew === null) && open(one) && carry.carried()?.id !== one.id)
  const share = (ms: number) => `${Math.min(100, Math.max(0, ((ms - midnight()) / span()) * 100))}%`
  const width = (one: BoardRepair) => `${Math.max(1.5, ((Math.min(midnight() + span(), Date.parse(one.planned!.until)) - Math.max(midnight(), Date.parse(one.planned!.from))) / span()) * 100)}%`
  const marks = () => (props.days === 1 ? Array.from({ length: 12 }, (_, n) => ({ at: midnight() + n * 2 * HOUR_MS, label: `${n * 2}:00` })) : Array.from({ length: 7 }, (_, n) => ({ at: midnight() + n * DAY_MS, label: date(midnight() + n * DAY_MS) })))
  const hours = (crew: string) => workloadH(crew, shown(), midnight(), midnight() + span())

  return (
    <Show when={props.board.crews.length > 0} fallback={<EmptyState icon="crew" title={t('board.noCrews')}>{t('board.noCrewsText')}</EmptyState>}>
      <p class="visually-hidden" aria-live="assertive">{said()}</p>
      <div class="plan-days">
        <IconButton icon="arrow_left" label={t('board.before')} onClick={() => setDay((at) => at - props.days)} />
        <b>{props.days === 1 ? date(midnight()) : `${date(midnight())} – ${date(midnight() + 6 * DAY_MS)}`}</b>
        <IconButton icon="arrow_right" label={t('board.after')} onClick={() => setDay((at) => at + props.days)} />
        <Show when={day() !== 0}><Button size="s" look="quiet" onClick={() => setDay(0)}>{t('board.today')}</Button></Show>
      </div>
      <section class="plan-tray" aria-labelledby="plan-tray">
        <h2 id="plan-tray">{t('board.tray')} <span class="column-count">{unplanned().length}</span></h2>
        <Show when={unplanned().length > 0} fallback={<p class="part-note">{t('board.trayEmpty')}</p>}>
          <ul class="table-scroll"><For each={unplanned()}>{(repair) => (
            <li class="board-item"><button type="button" class="board-card" data-repair={repair.id} aria-describedby="board-help" onKeyDown={(event) => carry.onKeyDown(repair.id, event)} onPointerDown={(event) => carry.onPointerDown(repair.id, event)}>
              <span class="grip" aria-hidden="true"><Icon name="more" size={16} /></span><CardWords repair={repair} conflicts={props.conflicts.get(repair.id) ?? []} />
            </button></li>
          )}</For></ul>
        </Show>
      </section>
      <div class="plan table-scroll" tabindex="0" role="group" aria-label={t('board.byCrew')}>
        <div class="plan-row plan-head" aria-hidden="true"><span class="plan-crew" /><div class="plan-lane"><For each={marks()}>{(mark) => <span class="plan-mark" style={{ left: share(mark.at) }}>{mark.label}</span>}</For></div></div>
        <For each={props.board.crews}>{(crew) => (
          <div class="plan-row">
            <div class="plan-crew">
              <b>{crew.name}</b>
              <span class="plan-load" data-over={hours(crew.id) > SHIFT_H * props.days ? '' : undefined}>{t('board.load', { hours: number(hours(crew.id), { maximumFractionDigits: 1 }), of: number(SHIFT_H * props.days) })}</span>
            </div>
            <div class="plan-lane" data-lane={crew.id}>
              <For each={planned(crew.id)}>{(repair) => (
                <div class="plan-block" style={{ left: share(Date.parse(repair.planned!.from)), width: width(repair) }} data-bad={(conflicts().get(repair.id) ?? []).length > 0 ? '' : undefined} data-carried={carry.carried()?.id === repair.id ? '' : undefined}>
                  <button type="button" class="plan-button" data-repair={repair.id} aria-describedby="board-help" aria-pressed={carry.carried()?.id === repair.id} title={(conflicts().get(repair.id) ?? []).map(conflictWords).join('\n')}
                    onKeyDown={(event) => { if (event.key === 'Delete' && props.may) void clear(repair); else carry.onKeyDown(repair.id, event) }} onPointerDown={(event) => carry.onPointerDown(repair.id, event)}>
                    <span class="grip" aria-hidden="true"><Icon name={(conflicts().get(repair.id) ?? []).length > 0 ? 'warning' : 'more'} size={14} /></span>
                    <span class="plan-words">{words.damage(repair)}</span>
                    <span class="visually-hidden">{dateTime(repair.planned!.from)} – {dateTime(repair.planned!.until)}. {(conflicts().get(repair.id) ?? []).map(conflictWords).join('. ')}</span>
                  </button>
                </div>
              )}</For>
            </div>
          </div>
        )}</For>
      </div>
      <Show when={conflicts().size > 0}>
        <details class="plan-conflicts" open>
          <summary>{plural('board.conflicts', conflicts().size)}</summary>
          <ul><For each={[...conflicts()]}>{([id, some]) => <li><a href={`/desk?damage=${repairs().get(id)?.damage}`}>{words.damage(repairs().get(id)!)}</a>: {some.map(conflictWords).join('; ')}</li>}</For></ul>
        </details>
      </Show>
    </Show>
  )
}
