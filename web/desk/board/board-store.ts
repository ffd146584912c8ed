import { createEffect, createSignal, on, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { readBoard } from '../../../geo/plan/contract.ts'
import type { Board, BoardRepair } from '../../../geo/plan/plan.ts'
import { call } from '../../call.ts'
import { useI18n, type Key } from '../../i18n/i18n.tsx'
import { listen } from '../../live/live.ts'
import type { LiveState } from '../../live/stream.ts'
import { makeDebounced, makeOneFlight, problemOf } from '../../store/loading.ts'
import { useToast } from '../../ui/toast.tsx'
import { createConflicts } from '../conflict.ts'

/** The fact that a change is about: its name, what is wanted, and what a repair says of it. */
export type BoardWish = { readonly label: string; readonly mine: string; readonly of: (repair: BoardRepair) => string }

/** The board of one's areas, or of one of them, kept up to date by the live stream; changes show at once and are taken back in the open when they are refused. */
export function createBoard(area: () => string) {
  const { t } = useI18n()
  const toast = useToast()
  const [state, setState] = createStore<{ board: Board | null; problem: string | null }>({ board: null, problem: null })
  const [live, setLive] = createSignal<LiveState>('connecting')
  const conflicts = createConflicts()
  let changing = 0

  // One at a time: an answer that was asked for sooner never follows a later one.
  const refresh = makeOneFlight(async () => {
    const of = area()
    try {
      const board = await call(readBoard, { query: area() === '' ? {} : { area: area() } })
      if (of !== area()) return // another was chosen meanwhile
      if (changing === 0) setState('board', reconcile(board, { key: 'id' }))
      setState('problem', null)
    } catch (error) {
      const before = state.problem
      setState('problem', problemOf(error))
      // Said once, not with every change that could not be read.
      if (state.board !== null && before === null) toast({ tone: 'bad', text: t(`desk.problem.${problemOf(error)}` as Key) || t('desk.problem.other') })
    }
  })
  const soon = makeDebounced(300, () => void refresh())
  createEffect(on(area, () => void refresh()))
  onMount(() => {
    onCleanup(listen((message) => { if (message.kind === 'reset' || message.kind === 'event' && ['repair', 'damage', 'crew', 'hazard', 'clearance'].includes(message.event.noun)) soon() }, setLive))
  })
  onCleanup(() => soon.cancel())

  return {
    state, live, refresh,
    /** The change that somebody else was quicker than, with both sides of it. */
    conflict: conflicts.shown,
    /** Shows a change of one repair at once, sends it on the version that was seen, and takes it back when it was refused. Where somebody else was quicker with the same thing, both sides are shown and one chooses. */
    async change(id: string, suppose: Partial<BoardRepair>, wish: BoardWish, done: string, run: (version: number) => Promise<unknown>): Promise<boolean> {
      for (;;) {
        const at = state.board?.repairs.findIndex((one) => one.id === id) ?? -1
        if (at < 0) return false
        const before = { ...state.board!.repairs[at]! }
        setState('board', 'repairs', at, suppose)
        changing += 1
        let problem: string | null = null
        try {
          await run(before.version)
        } catch (error) {
          problem = problemOf(error)
          setState('board', 'repairs', (one) => one.id === id, before)
        }
        changing -= 1
        await refresh()
        if (problem === null) {
          toast({ tone: 'good', text: done })
          return true
        }
        const now = state.board?.repairs.find((one) => one.id === id)
        if (problem === 'stale-version' && now !== undefined && now.version !== before.version) {
          const [saw, is] = [wish.of(before), wish.of(now)]
          if (saw === is) continue // what others changed is something else
          if (await conflicts.ask({ rows: [{ label: wish.label, mine: wish.mine, saw, now: is }], others: null }) === 'mine') continue
          return false
        }
        toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${problem === 'stale-version' ? t('desk.failure.staleUnknown') : t(`desk.problem.${problem}` as Key) || t('desk.problem.other')}` })
        return false
      }
    },
  }
}

/** The board and what changes it. */
export type BoardStore = ReturnType<typeof createBoard>
