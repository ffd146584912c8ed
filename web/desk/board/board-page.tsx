import { createEffect, createMemo, createSignal, For, lazy, Match, on, onCleanup, onMount, Show, Suspense, Switch, untrack } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { DESK_READERS, DESK_WRITERS } from '../../../geo/access/roles.ts'
import { folded } from '../../../geo/fold.ts'
import { conflictsOf } from '../../../geo/plan/conflicts.ts'
import type { BoardRepair } from '../../../geo/plan/plan.ts'
import { workOfRepair, workOfRound } from '../../../geo/plan/work.ts'
import { isOver, type Round } from '../../../geo/rounds/round.ts'
import { loadTexts } from '../../i18n/dictionary.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { createAreas } from '../../store/areas.ts'
import { makeDebounced } from '../../store/loading.ts'
import { createMe } from '../../store/me.ts'
import { AppShell } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/switches.tsx'
import { AreaField } from '../area-field.tsx'
import { Failed } from '../failed.tsx'
import { PageKeys } from '../page-keys.tsx'
import type { Offer } from '../palette/offers.ts'
import { useWords } from '../words.ts'
import { boardAddress, boardViewOf, ONLY, VIEWS, type BoardView } from './board-view.ts'
import { createBoard } from './board-store.ts'
import { CrewPlan } from './crew-plan.tsx'
import { HandedLink } from './handed-link.tsx'
import { keepFocus } from './keep-focus.ts'
import { RoundDialog } from './round-dialog.tsx'
import { RoundForm, type Filling } from './round-form.tsx'
import { createRounds } from './rounds-store.ts'
import { StateBoard } from './state-board.tsx'
import '../../wall.css'
import '../desk-page.css'
import './board.css'
import './rounds.css'

// Its texts come with it: seldom is somebody quicker.
const ConflictSides = lazy(async () => {
  const [sides] = await Promise.all([import('../conflict-sides.tsx'), loadTexts('queue')])
  return { default: sides.ConflictSides }
})

const NEW = ['round', 'visit'] as const
const TYPING_MS = 250

function Room(props: { readonly may: boolean; readonly onOffers: (offers: () => readonly Offer[]) => void }) {
  const { t, plural, now } = useI18n()
  const words = useWords()
  const location = useLocation()
  const navigate = useNavigate()
  const asked = createMemo(() => boardViewOf(location.search))
  const show = (change: Partial<BoardView>) => navigate(boardAddress({ ...asked(), ...change }), { replace: true, scroll: false })
  const areas = createAreas()
  onMount(() => void areas.refresh())
  const store = createBoard(createMemo(() => asked().area))
  const rounds = createRounds()
  const [opened, setOpened] = createSignal<string | null>(null)
  const [filling, setFilling] = createSignal<Filling | null>(null)
  const view = () => asked().view
  const only = () => asked().only
  const conflicts = createMemo(() => conflictsOf([...(store.state.board?.repairs ?? []).map(workOfRepair), ...rounds.state.rounds.map(workOfRound)], store.state.board?.crews ?? []))
  // Who comes to plan something begins with its form, once it is known whom to send.
  createEffect(() => {
    const wanted = NEW.find((one) => one === new URLSearchParams(location.search).get('new'))
    if (wanted === undefined || !props.may || (store.state.board?.crews.length ?? 0) === 0) return
    untrack(() => show({}))
    setFilling({ new: wanted })
  })
  const openRound = createMemo(() => rounds.state.rounds.find(({ id }) => id === opened()) ?? null)
  const isLate = (round: Round) => !isOver(round) && Date.parse(round.planned.until) < now()
  const shownCrews = createMemo(() => { const ids = new Set((store.state.board?.crews ?? []).map(({ id }) => id)); return (crew: string) => ids.has(crew) && (asked().crew === '' || asked().crew === crew) })
  const roundsShown = createMemo(() => rounds.state.rounds.filter((one) => shownCrews()(one.crew) && (only() === 'all' || (only() === 'late' ? isLate(one) : only() === 'conflicts' && conflicts().has(one.id)))))
  const said = createMemo(() => folded(asked().text))
  const fits = (one: BoardRepair) => (asked().crew === '' || one.crew === asked().crew)
    && (said() === '' || folded([one.names.uk, one.names.en, one.place, one.areaNames.uk, one.areaNames.en, words.damage(one), one.crewName].filter(Boolean).join(' ')).includes(said()))
    && (only() === 'all' || (only() === 'late' ? one.clock?.late === true : only() === 'waits' ? one.state === 'blocked' : conflicts().has(one.id)))
  const filtered = createMemo(() => {
    const board = store.state.board
    return board === null ? null : { ...board, repairs: board.repairs.filter(fits), crews: asked().crew === '' ? board.crews : board.crews.filter(({ id }) => id === asked().crew) }
  })
  const isNarrowed = () => asked().area !== '' || asked().crew !== '' || asked().text !== '' || only() !== 'all'
  const clear = () => show({ area: '', crew: '', text: '', only: 'all' })
  const type = makeDebounced(TYPING_MS, () => show({ text: search.value.trim() }))
  onCleanup(() => type.cancel())
  let search!: HTMLInputElement
  createEffect(on(() => asked().text, (text) => { if (document.activeElement !== search || text === '') search.value = text }))
  const mayPlan = () => props.may && (store.state.board?.crews.length ?? 0) > 0
  props.onOffers(() => [
    { name: 'search', run: () => search.focus() },
    ...VIEWS.map((one): Offer => ({ name: 'view', of: one, label: (say) => `${say('board.view')}: ${say(`board.views.${one}`)}`, on: view() === one, run: () => show({ view: one }) })),
    ...(mayPlan() ? NEW.map((one): Offer => ({ name: one, run: () => setFilling({ new: one }) })) : []),
    ...(isNarrowed() ? [{ name: 'plain', run: clear } as const] : []),
  ])
  return (
    <div class="board" ref={keepFocus}>
      <div class="board-tools">
        <Segmented label={t('board.view')} value={view()} onChange={(next) => show({ view: next })} choices={VIEWS.map((value) => ({ value, label: t(`board.views.${value}`) }))} />
        <Show when={mayPlan()}>
          <span class="board-new"><Button icon="truck" onClick={() => setFilling({ new: 'round' })}>{t('rounds.plan')}</Button><Button look="quiet" icon="pin" onClick={() => setFilling({ new: 'visit' })}>{t('rounds.addVisit')}</Button></span>
        </Show>
        <span class="live-mark" data-live={store.live()}>{t(`desk.live.${store.live()}`)}</span>
      </div>
      <div class="board-filters" role="group" aria-label={t('desk.filter.title')}>
        <AreaField areas={areas} value={asked().area} label={t('desk.filter.area')} onChange={(area) => show({ area })} />
        <SelectField label={t('desk.filter.crew')} value={asked().crew} onChange={(event) => show({ crew: event.currentTarget.value })}>
          <option value="">{t('desk.filter.anyCrew')}</option>
          <For each={store.state.board?.crews ?? []}>{(crew) => <option value={crew.id} selected={asked().crew === crew.id}>{crew.name}</option>}</For>
        </SelectField>
        <SelectField label={t('board.only')} value={only()} onChange={(event) => show({ only: ONLY.find((one) => one === event.currentTarget.value) ?? 'all' })}>
          <option value="all">{t('board.onlyAll')}</option><option value="late">{t('board.onlyLate')}</option><option value="waits">{t('board.onlyWaits')}</option><option value="conflicts">{t('board.onlyConflicts')}</option>
        </SelectField>
        <TextField ref={search} type="search" label={t('board.search')} maxlength={100} autocomplete="off" onInput={type} />
      </div>
      <p class="board-help" id="board-help">{t(props.may ? 'board.help' : 'board.helpRead')}</p>
      <Show when={filtered()} fallback={
        <Show when={store.state.problem} fallback={<><span class="visually-hidden" role="status">{t('board.loading')}</span><Skeleton lines={8} tall /></>}>
          <Failed under="h1" what={t('board.failed')} problem={store.state.problem} onRetry={() => void store.refresh()} />
        </Show>
      }>{(board) => (
        <>
          <Show when={store.state.board!.more}><p class="part-note">{t('board.more')}</p></Show>
          <Show when={isNarrowed() && board().repairs.length === 0}><p class="board-nothing">{t('board.nothingFits')} <Button size="s" icon="close" onClick={clear}>{t('desk.empty.clear')}</Button></p></Show>
          <Show when={view() === 'states'} fallback={
            <>
              <Show when={rounds.state.phase === 'failed'}><p class="round-failure" role="alert">{t('rounds.failed')} <Button size="s" icon="sync" onClick={() => void rounds.refresh()}>{t('common.action.retry')}</Button></p></Show>
              <Show when={rounds.state.more}><p class="part-note">{t('rounds.more')}</p></Show>
              <CrewPlan board={board()} store={store} roundsShown={roundsShown()} rounds={rounds} conflicts={conflicts()} days={view() === 'week' ? 7 : 1} may={props.may} onOpen={(round) => setOpened(round.id)} />
            </>
          }>
            <Show when={store.state.board!.repairs.length > 0 || isNarrowed()} fallback={<EmptyState under="h1" icon="wrench" title={t('board.none')} actions={<a class="button" data-look="primary" href="/desk">{t('board.back')}</a>}>{t('board.noneText')}</EmptyState>}>
              <StateBoard board={board()} store={store} conflicts={conflicts()} may={props.may} />
            </Show>
          </Show>
          <span class="visually-hidden" role="status">{plural('board.count', board().repairs.length)}. {plural('rounds.count', roundsShown().length)}</span>
        </>
      )}</Show>
      <Show when={store.conflict()}>{(conflict) => <Suspense><ConflictSides shown={conflict()} /></Suspense>}</Show>
      <RoundDialog round={filling() === null ? openRound() : null} conflicts={conflicts().get(opened() ?? '') ?? []} may={props.may} store={rounds} onChange={(round) => setFilling({ round })} onClose={() => setOpened(null)} />
      <RoundForm filling={filling()} crews={store.state.board?.crews ?? []} store={rounds} onClose={() => setFilling(null)} />
    </div>
  )
}

/** The board of repairs by state, and the plan of crews by hours and days: repairs, rounds and visits. */
export function BoardPage() {
  const { t } = useI18n()
  const me = createMe()
  const [offers, setOffers] = createSignal<() => readonly Offer[]>(() => [])
  onMount(() => {
    void me.refresh()
    document.title = `${t('board.title')} · ${t('common.name')}`
  })
  return (
    <AppShell lead={<h1 class="desk-title">{t('board.title')}</h1>} tools={<><Show when={me.takes()}><HandedLink /></Show><a class="button" data-look="quiet" data-size="s" href="/desk">{t('board.back')}</a><PageKeys here="board" offers={() => offers()()} /><span class="tool-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <Switch fallback={<Skeleton lines={8} tall />}>
        <Match when={me.state.me !== null && me.holds(DESK_READERS)}><Room may={me.holds(DESK_WRITERS)} onOffers={(offer) => setOffers(() => offer)} /></Match>
        <Match when={me.state.me !== null}><EmptyState icon="person" title={t('desk.noRole.title')} actions={<a class="button" data-look="primary" href="/">{t('common.home')}</a>}>{t('desk.noRole.text')}</EmptyState></Match>
        <Match when={me.state.problem === 'not-signed-in'}><EmptyState icon="person" title={t('desk.signedOut.title')} actions={<a class="button" data-look="primary" href="/sign-in">{t('common.signIn')}</a>}>{t('desk.signedOut.text')}</EmptyState></Match>
        <Match when={me.state.phase === 'failed'}><EmptyState icon="offline" title={t('common.failed')} actions={<Button look="primary" icon="sync" onClick={() => void me.refresh()}>{t('common.action.retry')}</Button>}>{t('desk.problem.unreachable')}</EmptyState></Match>
      </Switch>
    </AppShell>
  )
}
