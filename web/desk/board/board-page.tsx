import { createEffect, createMemo, createSignal, Match, onMount, Show, Switch, untrack } from 'solid-js'
import { useLocation, useNavigate } from '@solidjs/router'
import { DESK_READERS, DESK_WRITERS } from '../../../geo/access/roles.ts'
import { conflictsOf } from '../../../geo/plan/conflicts.ts'
import { workOfRepair, workOfRound } from '../../../geo/plan/work.ts'
import { isOver, type Round } from '../../../geo/rounds/round.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { createMe } from '../../store/me.ts'
import { AppShell } from '../../ui/app-shell.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { Segmented } from '../../ui/segmented.tsx'
import { EmptyState, Skeleton } from '../../ui/states.tsx'
import { LanguageSwitch, ThemeSwitch } from '../../ui/switches.tsx'
import { Failed } from '../failed.tsx'
import { createBoard } from './board-store.ts'
import { CrewPlan } from './crew-plan.tsx'
import { HandedLink } from './handed-link.tsx'
import { RoundDialog } from './round-dialog.tsx'
import { RoundForm, type Filling } from './round-form.tsx'
import { createRounds } from './rounds-store.ts'
import { StateBoard } from './state-board.tsx'
import '../desk-page.css'
import './board.css'
import './rounds.css'

type View = 'states' | 'day' | 'week'
const VIEWS: readonly View[] = ['states', 'day', 'week']
const NEW = ['round', 'visit'] as const

function Room(props: { readonly may: boolean }) {
  const { t, plural } = useI18n()
  const location = useLocation()
  const navigate = useNavigate()
  const store = createBoard()
  const rounds = createRounds()
  const [opened, setOpened] = createSignal<string | null>(null)
  const [filling, setFilling] = createSignal<Filling | null>(null)
  const view = createMemo(() => VIEWS.find((one) => one === new URLSearchParams(location.search).get('view')) ?? 'states')
  const [only, setOnly] = createSignal<'all' | 'late' | 'waits' | 'conflicts'>('all')
  const conflicts = createMemo(() => conflictsOf([...(store.state.board?.repairs ?? []).map(workOfRepair), ...rounds.state.rounds.map(workOfRound)], store.state.board?.crews ?? []))
  // Who comes to plan something begins with its form, once it is known whom to send.
  createEffect(() => {
    const asked = NEW.find((one) => one === new URLSearchParams(location.search).get('new'))
    if (asked === undefined || !props.may || (store.state.board?.crews.length ?? 0) === 0) return
    navigate(`/desk/board?view=${untrack(view)}`, { replace: true, scroll: false })
    setFilling({ new: asked })
  })
  const openRound = createMemo(() => rounds.state.rounds.find(({ id }) => id === opened()) ?? null)
  const isLate = (round: Round) => !isOver(round) && Date.parse(round.planned.until) < Date.now()
  const roundsShown = createMemo(() => (only() === 'all' ? rounds.state.rounds : rounds.state.rounds.filter((one) => (only() === 'late' ? isLate(one) : only() === 'conflicts' && conflicts().has(one.id)))))
  const filtered = createMemo(() => {
    const board = store.state.board
    if (board === null || only() === 'all') return board
    return { ...board, repairs: board.repairs.filter((one) => (only() === 'late' ? one.clock?.late === true : only() === 'waits' ? one.state === 'blocked' : conflicts().has(one.id))) }
  })
  return (
    <div class="board">
      <div class="board-tools">
        <Segmented label={t('board.view')} value={view()} onChange={(next) => navigate(`/desk/board?view=${next}`, { replace: true, scroll: false })} choices={VIEWS.map((value) => ({ value, label: t(`board.views.${value}`) }))} />
        <SelectField label={t('board.only')} value={only()} onChange={(event) => setOnly(event.currentTarget.value as 'all')}>
          <option value="all">{t('board.onlyAll')}</option><option value="late">{t('board.onlyLate')}</option><option value="waits">{t('board.onlyWaits')}</option><option value="conflicts">{t('board.onlyConflicts')}</option>
        </SelectField>
        <Show when={props.may && (store.state.board?.crews.length ?? 0) > 0}>
          <span class="board-new"><Button icon="truck" onClick={() => setFilling({ new: 'round' })}>{t('rounds.plan')}</Button><Button look="quiet" icon="pin" onClick={() => setFilling({ new: 'visit' })}>{t('rounds.addVisit')}</Button></span>
        </Show>
        <span class="live-mark" data-live={store.live()}>{t(`desk.live.${store.live()}`)}</span>
      </div>
      <p class="board-help" id="board-help">{t(props.may ? 'board.help' : 'board.helpRead')}</p>
      <Show when={filtered()} fallback={
        <Show when={store.state.problem} fallback={<><span class="visually-hidden" role="status">{t('board.loading')}</span><Skeleton lines={8} tall /></>}>
          <Failed under="h1" what={t('board.failed')} problem={store.state.problem} onRetry={() => void store.refresh()} />
        </Show>
      }>{(board) => (
        <>
          <Show when={store.state.board!.more}><p class="part-note">{t('board.more')}</p></Show>
          <Show when={view() === 'states'} fallback={
            <>
              <Show when={rounds.state.phase === 'failed'}><p class="round-failure" role="alert">{t('rounds.failed')} <Button size="s" icon="sync" onClick={() => void rounds.refresh()}>{t('common.action.retry')}</Button></p></Show>
              <Show when={rounds.state.more}><p class="part-note">{t('rounds.more')}</p></Show>
              <CrewPlan board={board()} store={store} roundsShown={roundsShown()} rounds={rounds} conflicts={conflicts()} days={view() === 'week' ? 7 : 1} may={props.may} onOpen={(round) => setOpened(round.id)} />
            </>
          }>
            <Show when={store.state.board!.repairs.length > 0} fallback={<EmptyState under="h1" icon="wrench" title={t('board.none')} actions={<a class="button" data-look="primary" href="/desk">{t('board.back')}</a>}>{t('board.noneText')}</EmptyState>}>
              <StateBoard board={board()} store={store} conflicts={conflicts()} may={props.may} />
            </Show>
          </Show>
          <span class="visually-hidden" role="status">{plural('board.count', board().repairs.length)}. {plural('rounds.count', roundsShown().length)}</span>
        </>
      )}</Show>
      <RoundDialog round={filling() === null ? openRound() : null} conflicts={conflicts().get(opened() ?? '') ?? []} may={props.may} store={rounds} onChange={(round) => setFilling({ round })} onClose={() => setOpened(null)} />
      <RoundForm filling={filling()} crews={store.state.board?.crews ?? []} store={rounds} onClose={() => setFilling(null)} />
    </div>
  )
}

/** The board of repairs by state, and the plan of crews by hours and days: repairs, rounds and visits. */
export function BoardPage() {
  const { t } = useI18n()
  const me = createMe()
  onMount(() => {
    void me.refresh()
    document.title = `${t('board.title')} · ${t('common.name')}`
  })
  return (
    <AppShell lead={<h1 class="desk-title">{t('board.title')}</h1>} tools={<><Show when={me.takes()}><HandedLink /></Show><a class="button" data-look="quiet" data-size="s" href="/desk">{t('board.back')}</a><span class="tool-switches"><LanguageSwitch /><ThemeSwitch /></span></>}>
      <Switch fallback={<Skeleton lines={8} tall />}>
        <Match when={me.state.me !== null && me.holds(DESK_READERS)}><Room may={me.holds(DESK_WRITERS)} /></Match>
        <Match when={me.state.me !== null}><EmptyState icon="person" title={t('desk.noRole.title')} actions={<a class="button" data-look="primary" href="/">{t('common.home')}</a>}>{t('desk.noRole.text')}</EmptyState></Match>
        <Match when={me.state.problem === 'not-signed-in'}><EmptyState icon="person" title={t('desk.signedOut.title')} actions={<a class="button" data-look="primary" href="/sign-in">{t('common.signIn')}</a>}>{t('desk.signedOut.text')}</EmptyState></Match>
        <Match when={me.state.phase === 'failed'}><EmptyState icon="offline" title={t('common.failed')} actions={<Button look="primary" icon="sync" onClick={() => void me.refresh()}>{t('common.action.retry')}</Button>}>{t('desk.problem.unreachable')}</EmptyState></Match>
      </Switch>
    </AppShell>
  )
}
