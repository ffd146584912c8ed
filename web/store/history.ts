import { createEffect, createMemo, createSignal, on } from 'solid-js'
import { unwrap } from 'solid-js/store'
import { listTimeline, TIMELINE_PAGE } from '../../geo/damages/contract.ts'
import type { DamageWhole, TimelineEntry } from '../../geo/damages/damage.ts'
import { call } from '../call.ts'
import { problemOf } from './loading.ts'

type Of = Pick<DamageWhole, 'id' | 'merged' | 'timeline'>

const readBefore = async (id: string, before: number) => (await call(listTimeline, { params: { id }, query: { before } })).timeline

/** All that happened to a damage, the latest first: the first page comes with it and follows what happens, older ones are read when they are asked for. */
export function createHistory(damage: () => Of, read = readBefore) {
  const [older, setOlder] = createSignal<readonly TimelineEntry[]>([])
  const [ended, setEnded] = createSignal(false)
  const [busy, setBusy] = createSignal(false)
  const [problem, setProblem] = createSignal<string | null>(null)
  // Whose history it is: another damage, or the same with another merged into it or taken out, is read from the beginning.
  const whose = createMemo(() => [damage().id, ...damage().merged.map(({ id }) => id)].join())
  createEffect(on(whose, () => {
    setOlder([])
    setEnded(false)
    setProblem(null)
  }, { defer: true }))
  const known = createMemo(() => [...new Map([...older(), ...damage().timeline].map((entry) => [entry.seq, entry])).values()].sort((a, b) => b.seq - a.seq))
  return {
    known, busy, problem,
    hasOlder: () => damage().timeline.length >= TIMELINE_PAGE && !ended(),
    async readOlder(): Promise<void> {
      const [id, mine] = [damage().id, whose()]
      setBusy(true)
      setProblem(null)
      try {
        const page = await read(id, known().at(-1)?.seq ?? 1)
        if (mine === whose()) {
          // With the first page as it is: what moves out of it when something happens would be missing in between, and the store writes over it.
          setOlder([...known().map((entry) => structuredClone(unwrap(entry))), ...page])
          setEnded(page.length < TIMELINE_PAGE)
        }
      } catch (error) {
        setProblem(problemOf(error))
      }
      setBusy(false)
    },
  }
}
