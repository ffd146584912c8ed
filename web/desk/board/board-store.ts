import { createSignal, onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { readBoard } from '../../../geo/plan/contract.ts'
import type { Board, BoardRepair } from '../../../geo/plan/plan.ts'
import { call } from '../../call.ts'
import { useI18n, type Key } from '../../i18n/i18n.tsx'
import { listen } from '../../live/live.ts'
import type { LiveState } from '../../live/stream.ts'
import { makeDebounced, problemOf } from '../../store/loading.ts'
import { useToast } from '../../ui/toast.tsx'

/** The board of one's areas, kept up to date by the live stream; changes show at once and are taken back in the open when they are refused. */
export function createBoard() {
  const { t } = useI18n()
  const toast = useToast()
  const [state, setState] = createStore<{ board: Board | null; problem: string | null }>({ board: null, problem: null })
  const [live, setLive] = createSignal<LiveState>('connecting')
  let changing = 0

  async function refresh() {
    try {
      const board = await call(readBoard, { query: {} })
      if (changing === 0) setState('board', reconcile(board, { key: 'id' }))
      setState('problem', null)
    } catch (error) {
      const before = state.problem
      setState('problem', problemOf(error))
      // Said once, not with every change that could not be read.
      if (state.board !== null && before === null) toast({ tone: 'bad', text: t(`desk.problem.${problemOf(error)}` as Key) || t('desk.problem.other') })
    }
  }
  const soon = makeDebounced(300, () => void refresh())
  onMount(() => {
    void refresh()
    onCleanup(listen((message) => { if (message.kind === 'reset' || message.kind === 'event' && ['repair', 'damage', 'crew', 'hazard', 'clearance'].includes(message.event.noun)) soon() }, setLive))
  })
  onCleanup(() => soon.cancel())

  return {
    state, live, refresh,
    /** Shows a change of one repair at once, sends it, and takes it back when it was refused: a 409 says what happened meanwhile. */
    async change(id: string, suppose: Partial<BoardRepair>, done: string, run: () => Promise<unknown>): Promise<boolean> {
      const at = state.board?.repairs.findIndex((one) => one.id === id) ?? -1
      if (at < 0) return false
      const before = { ...state.board!.repairs[at]! }
      setState('board', 'repairs', at, suppose)
      changing += 1
      try {
        await run()
        toast({ tone: 'good', text: done })
        return true
      } catch (error) {
        const problem = problemOf(error)
        setState('board', 'repairs', (one) => one.id === id, before)
        toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${problem === 'stale-version' ? t('desk.failure.staleUnknown') : t(`desk.problem.${problem}` as Key) || t('desk.problem.other')}` })
        return false
      } finally {
        changing -= 1
        await refresh()
      }
    },
  }
}

/** The board and what changes it. */
export type BoardStore = ReturnType<typeof createBoard>
