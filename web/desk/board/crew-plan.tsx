import { createEffect, createMemo, createSignal, For, on, Show } from 'solid-js'
import { planRepair } from '../../../geo/repairs/contract.ts'
import { changeRound } from '../../../geo/rounds/contract.ts'
import type { Round } from '../../../geo/rounds/round.ts'
import { conflictsOf, SHIFT_H, workloadH, type Conflict } from '../../../geo/plan/conflicts.ts'
import type { Board, BoardRepair } from '../../../geo/plan/plan.ts'
import { workOfRepair, workOfRound, type Work } from '../../../geo/plan/work.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Icon } from '../../ui/icon.tsx'
import { EmptyState } from '../../ui/states.tsx'
import { useWords } from '../words.ts'
import { CardWords, useConflictWords } from './board-card.tsx'
import type { BoardStore, BoardWish } from './board-store.ts'
import { createCarry } from './carry.ts'
import { PlanBlock, WORK_LOOKS } from './plan-block.tsx'
import { levelsOf } from './plan-levels.ts'
import type { RoundsStore } from './rounds-store.ts'
import { useRoundWords } from './round-words.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
/** Where something would be put: whose, from when, for how long. */
type Place = { readonly crew: string; readonly from: number; readonly ms: number }

/** Repairs, rounds and visits by crew over a day or a week, beside repairs that have no time yet; moved by pointer or by keys. */
export function CrewPlan(props: {
  readonly board: Board; readonly store: BoardStore; readonly roundsShown: readonly Round[]; readonly rounds: RoundsStore; readonly conflicts: ReadonlyMap<string, readonly Conflict[]>
  readonly days: 1 | 7; readonly may: boolean; readonly onOpen: (round: Round) => void
}) {
  const { t, number, date, dateTime, plural } = useI18n()
  const words = useWords()
  const roundWords = useRoundWords()
  const conflictWords = useConflictWords()
  const [said, setSaid] = createSignal('')
  const [day, setDay] = createSignal(0)
  const midnight = createMemo(() => { const at = new Date(); at.setHours(0, 0, 0, 0); at.setDate(at.getDate() + day()); return at.getTime() })
  const span = () => props.days * DAY_MS
  const stepMs = () => (props.days === 1 ? 15 * 60_000 : HOUR_MS)
  createEffect(on([midnight, span], () => props.rounds.ask(midnight(), midnight() + span())))
  const repairs = createMemo(() => new Map(props.board.repairs.map((one) => [one.id, one])))
  const rounds = createMemo(() => new Map(props.roundsShown.map((one) => [one.id, one])))
  const works = createMemo(() => new Map([...props.board.repairs.map(workOfRepair), ...props.roundsShown.map(workOfRound)].map((one) => [one.id, one])))
  const name = (id: string) => { const [repair, round] = [repairs().get(id), rounds().get(id)]; return repair !== undefined ? words.damage(repair) : round === undefined ? '' : roundWords.name(round) }
  const crewName = (id: string) => props.board.crews.find((one) => one.id === id)?.name ?? t('desk.timeline.crew')
  const nextQuarter = () => Math.ceil(Math.max(Date.now(), midnight()) / stepMs()) * stepMs()
  const placeOf = (one: Work): Place | null => {
    if (one.over) return null
    if (one.planned !== null && one.crew !== null) return { crew: one.crew, from: Date.parse(one.planned.from), ms: Date.parse(one.planned.until) - Date.parse(one.planned.from) }
    const crew = one.crew ?? props.board.crews[0]?.id
    return crew === undefined ? null : { crew, from: nextQuarter(), ms: Math.max(HOUR_MS, Math.min(12, Math.round(repairs().get(one.id)?.usualH ?? 1)) * HOUR_MS) }
  }
  const snapped = (ms: number) => Math.round(ms / stepMs()) * stepMs()
  const carry = createCarry<Place>({
    from: (id) => (props.may ? placeOf(works().get(id)!) : null),
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
      const from = works().get(id)?.planned == null ? midnight() + ((x - box.left) / box.width) * span() : start.from + (dx / box.width) * span()
      return { ...start, crew: lane.dataset['lane']!, from: snapped(from) }
    },
    drop: (id, place) => void put(id, place),
    say: (what, id, place) => {
      props.rounds.hold(what === 'picked' || what === 'moved' ? id : null)
      // The days shown follow what is carried: at midnight it would else be out of sight.
      if (place.from >= midnight() + span()) setDay((at) => at + props.days)
      else if (place.from + place.ms <= midnight()) setDay((at) => at - props.days)
      setSaid(t(`board.said.${what}`, { name: name(id), place: `${crewName(place.crew)}, ${dateTime(place.from)}` }))
    },
  })

  const saidPlan = (crew: string | null, planned: BoardRepair['planned']) => [crew ?? t('desk.repair.noCrew'), planned === null ? t('desk.plan.none') : `${dateTime(planned.from)} – ${dateTime(planned.until)}`].join(' · ')
  const planWish = (crew: string | null, planned: BoardRepair['planned']): BoardWish => ({ label: t('desk.plan.title'), mine: saidPlan(crew, planned), of: (one) => saidPlan(one.crewName, one.planned) })
  async function put(id: string, place: Place) {
    const planned = { from: new Date(place.from).toISOString(), until: new Date(place.from + place.ms).toISOString() }
    const [work, repair, round] = [works().get(id), repairs().get(id), rounds().get(id)]
    if (work === undefined || (work.crew === place.crew && work.planned?.from === planned.from && work.planned.until === planned.until)) return
    const crew = work.crew === place.crew ? {} : { crew: place.crew }
    if (repair !== undefined) {
      await props.store.change(id, { planned, crew: place.crew, crewName: crewName(place.crew) }, planWish(crewName(place.crew), planned), t('desk.done.planned'), (version) => call(planRepair, { params: { id }, body: { planned, ...crew, version } }))
    } else if (round !== undefined) {
      await props.rounds.change(id, { planned, crew: place.crew, crewName: crewName(place.crew) }, t('rounds.told.changed'), () => call(changeRound, { params: { id }, body: { change: { planned, ...crew }, version: round.version } }))
    }
  }
  const clear = (repair: BoardRepair) => props.store.change(repair.id, { planned: null }, planWish(repair.crewName, null), t('desk.done.planned'), (version) => call(planRepair, { params: { id: repair.id }, body: { planned: null, version } }))

  /** What is planned as it would be with what is carried put down: conflicts and hours follow the hand. */
  const shown = createMemo((): readonly Work[] => {
    const now = carry.carried()
    const all = [...works().values()]
    return now === null ? all : all.map((one) => (one.id === now.id ? { ...one, crew: now.place.crew, planned: { from: new Date(now.place.from).toISOString(), until: new Date(now.place.from + now.place.ms).toISOString() } } : one))
  })
  const conflicts = createMemo(() => (carry.carried() === null ? props.conflicts : conflictsOf(shown(), props.board.crews)))
  const inDays = createMemo(() => shown().filter((one) => one.crew !== null && one.planned !== null && !(one.noun === 'repair' && one.over) && Date.parse(one.planned.until) > midnight() && Date.parse(one.planned.from) < midnight() + span()))
  const planned = (crew: string) => inDays().filter((one) => one.crew === crew)
  const unplanned = () => props.board.repairs.filter((one) => (one.planned === null || one.crew === null) && !workOfRepair(one).over && carry.carried()?.id !== one.id)
  /** What speaks against the plan, by what it speaks against. Two that overlap are told once, at the first of them. */
  const told = createMemo(() => {
    const shownIds = new Set([...repairs().keys(), ...inDays().map(({ id }) => id)])
    const seen = new Set<string>()
    return [...conflicts()].filter(([id]) => shownIds.has(id)).flatMap(([id, some]) => {
      const left = some.filter((one) => one.kind !== 'overlap' || !seen.has(one.with))
      if (left.some(({ kind }) => kind === 'overlap')) seen.add(id)
      return left.length === 0 ? [] : [{ id, sentences: conflictWords(left, name) }]
    })
  })
  const share = (ms: number) => `${Math.min(100, Math.max(0, ((ms - midnight()) / span()) * 100))}%`
  const width = (one: Work) => `${Math.max(1.5, ((Math.min(midnight() + span(), Date.parse(one.planned!.until)) - Math.max(midnight(), Date.parse(one.planned!.from))) / span()) * 100)}%`
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
        <ul class="plan-legend" aria-label={t('rounds.legend')}><For each={['repair', 'round', 'visit'] as const}>{(noun) => <li><span class="plan-sample" data-noun={noun}><Icon name={WORK_LOOKS[noun]} size={14} /></span>{t(`rounds.noun.${noun}`)}</li>}</For></ul>
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
      <Show when={props.rounds.state.phase === 'ready' && !inDays().some(({ noun }) => noun !== 'repair')}><p class="plan-teach"><Icon name="truck" size={18} /><span><b>{t('rounds.none')}.</b> {t('rounds.noneText')}</span></p></Show>
      <div class="plan table-scroll" tabindex="0" role="group" aria-label={t('board.byCrew')}>
        <div class="plan-row plan-head" aria-hidden="true"><span class="plan-crew" /><div class="plan-lane"><For each={marks()}>{(mark) => <span class="plan-mark" style={{ left: share(mark.at) }}>{mark.label}</span>}</For></div></div>
        <For each={props.board.crews}>{(crew) => {
          const levels = createMemo(() => levelsOf(planned(crew.id)))
          // By id, so that a block that moves stays the same one under the hand.
          const ids = createMemo(() => planned(crew.id).map(({ id }) => id))
          const of = createMemo(() => new Map(planned(crew.id).map((one) => [one.id, one])))
          return (
            <div class="plan-row">
              <div class="plan-crew">
                <b>{crew.name}</b>
                <span class="plan-load" data-over={hours(crew.id) > SHIFT_H * props.days ? '' : undefined}>{t('board.load', { hours: number(hours(crew.id), { maximumFractionDigits: 1 }), of: number(SHIFT_H * props.days) })}</span>
              </div>
              <div class="plan-lane" data-lane={crew.id} style={{ '--lines': levels().lines }}>
                <For each={ids()}>{(id) => <Show when={of().get(id)}>{(work) => (
                  <PlanBlock work={work()} words={name(id)} more={rounds().has(id) ? roundWords.done(rounds().get(id)!) : ''} conflicts={conflictWords(conflicts().get(id) ?? [], name)} left={share(Date.parse(work().planned!.from))} width={width(work())} level={levels().of.get(id) ?? 0} carry={carry}
                    {...(work().noun === 'repair' ? { onDelete: props.may ? () => void clear(repairs().get(id)!) : undefined } : { onOpen: () => { const round = rounds().get(id); if (round !== undefined) props.onOpen(round) } })} />
                )}</Show>}</For>
              </div>
            </div>
          )
        }}</For>
      </div>
      <Show when={told().length > 0}>
        <details class="plan-conflicts" open>
          <summary>{plural('board.conflicts', told().length)}</summary>
          <ul><For each={told()}>{({ id, sentences }) => (
            <li><Show when={rounds().get(id)} fallback={<a href={`/desk?damage=${repairs().get(id)?.damage}`}>{name(id)}</a>}>{(round) => <button type="button" class="plan-link" onClick={() => props.onOpen(round())}>{name(id)}, {roundWords.window(round().planned)}</button>}</Show>: {sentences.join('; ')}</li>
          )}</For></ul>
        </details>
      </Show>
    </Show>
  )
}
