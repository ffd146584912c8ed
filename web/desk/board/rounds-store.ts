import { onCleanup, onMount } from 'solid-js'
import { createStore, reconcile } from 'solid-js/store'
import { listRounds } from '../../../geo/rounds/contract.ts'
import type { Round } from '../../../geo/rounds/round.ts'
import { call } from '../../call.ts'
import { useI18n, type Key } from '../../i18n/i18n.tsx'
import { listen } from '../../live/live.ts'
import { makeDebounced, makeOneFlight, problemOf } from '../../store/loading.ts'
import { useToast } from '../../ui/toast.tsx'

const DAY_MS = 86_400_000
const AROUND_MS = 8 * DAY_MS // so that what is carried over midnight meets what lies there
const NOUNS = ['round', 'report', 'damage', 'hazard', 'clearance', 'crew', 'site', 'area']

/** What went wrong with a round, in words. */
export function useRoundProblem() {
  const { t } = useI18n()
  return (problem: string) => t(`rounds.problem.${problem}` as Key) || t(`desk.problem.${problem}` as Key) || t('desk.problem.other')
}

/** Rounds and visits of the days that are shown and those around them, kept up to date by the live stream; changes show at once and are taken back in the open when they are refused. */
export function createRounds() {
  const toast = useToast()
  const problemText = useRoundProblem()
  const { t } = useI18n()
  const [state, setState] = createStore<{ rounds: Round[]; more: boolean; phase: 'loading' | 'ready' | 'failed' }>({ rounds: [], more: false, phase: 'loading' })
  const midnight = new Date().setHours(0, 0, 0, 0)
  let range = { from: midnight, until: midnight + 7 * DAY_MS }
  let changing = 0
  let held: string | null = null

  const refresh = makeOneFlight(async () => {
    try {
      const { rounds, more } = await call(listRounds, { query: { from: new Date(range.from - AROUND_MS).toISOString(), until: new Date(range.until + AROUND_MS).toISOString() } })
      // What is in somebody's hand stays there, wherever it is carried.
      const kept = state.rounds.filter(({ id }) => id === held && !rounds.some((one) => one.id === id))
      if (changing === 0) setState('rounds', reconcile([...rounds, ...kept], { key: 'id' }))
      setState({ more, phase: 'ready' })
    } catch (error) {
      problemOf(error)
      setState('phase', 'failed')
    }
  })
  const soon = makeDebounced(300, () => void refresh())
  onMount(() => {
    void refresh()
    onCleanup(listen((message) => { if (message.kind === 'reset' || (message.kind === 'event' && NOUNS.includes(message.event.noun))) soon() }, () => undefined))
  })
  onCleanup(() => soon.cancel())

  return {
    state, refresh,
    /** Asks for the days between two moments. */
    ask(from: number, until: number) {
      if (from === range.from && until === range.until) return
      range = { from, until }
      void refresh()
    },
    /** The round that is carried now. */
    hold: (id: string | null) => { held = id },
    /** Shows a change of one round at once, sends it, and takes it back when it was refused; gives the problem, if there was one. */
    async change(id: string, suppose: Partial<Round>, done: string, run: () => Promise<unknown>): Promise<string | null> {
      const before = state.rounds.find((one) => one.id === id)
      const was = before === undefined ? undefined : { ...before }
      setState('rounds', (one) => one.id === id, suppose)
      changing += 1
      try {
        await run()
        toast({ tone: 'good', text: done })
        return null
      } catch (error) {
        const problem = problemOf(error)
        if (was !== undefined) setState('rounds', (one) => one.id === id, was)
        toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${problemText(problem)}` })
        return problem
      } finally {
        changing -= 1
        await refresh()
      }
    },
  }
}

/** Rounds and visits, and what changes them. */
export type RoundsStore = ReturnType<typeof createRounds>
