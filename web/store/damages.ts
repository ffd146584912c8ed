import { batch } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import { listDamages } from '../../geo/damages/contract.ts'
import type { Damage } from '../../geo/damages/damage.ts'
import { call } from '../call.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** What is asked of the queue, as the contract takes it. */
export type DamagesQuery = Omit<z.input<typeof listDamages.query>, 'limit' | 'after'>

/** A page of the queue, as the contract gives it. */
export type DamagesPage = z.output<typeof listDamages.returns>

type State = { rows: Damage[]; total: number; next: string | null; phase: Phase; problem: string | null; paging: boolean }

const PAGE = 100
const LARGEST_PAGE = 500

const readPage = (query: DamagesQuery, limit: number, after: string | null, signal: AbortSignal): Promise<DamagesPage> =>
  call(listDamages, { query: { ...query, limit, ...(after === null ? {} : { after }) } }, signal)

/** The damages of the queue: read page by page, refreshed in place so that rows keep their identity. */
export function createDamages(read = readPage) {
  const [state, set] = createStore<State>({ rows: [], total: 0, next: null, phase: 'loading', problem: null, paging: false })
  let query: DamagesQuery = {}
  let asking = new AbortController()
  let flight: Promise<void> = Promise.resolve()

  function begin(): AbortSignal {
    asking.abort()
    asking = new AbortController()
    return asking.signal
  }

  function fail(error: unknown) {
    if (calledOff(error)) return
    set({ phase: 'failed', paging: false, problem: problemOf(error) })
  }

  function show(page: DamagesPage) {
    batch(() => {
      set('rows', reconcile(page.damages, { key: 'id' }))
      set({ total: page.total, next: page.next, phase: 'ready', problem: null, paging: false })
    })
  }

  /** Reads `count` rows from the start, in as few pages as the contract allows. */
  async function readFromStart(count: number, signal: AbortSignal): Promise<DamagesPage> {
    let page = await read(query, Math.min(LARGEST_PAGE, count), null, signal)
    const damages = [...page.damages]
    while (page.next !== null && damages.length < count) {
      page = await read(query, Math.min(LARGEST_PAGE, count - damages.length), page.next, signal)
      damages.push(...page.damages)
    }
    return { damages: distinct(damages), next: page.next, total: page.total }
  }

  return {
    state,

    /** Shows another queue; what was there stays until the first page has come. */
    ask(next: DamagesQuery): Promise<void> {
      query = next
      const signal = begin()
      set({ phase: 'loading', problem: null })
      flight = readFromStart(PAGE, signal).then(show).catch(fail)
      return flight
    },

    /** Reads again what is shown, as far as it was paged. Gives the ids that were not there before. */
    async refresh(): Promise<readonly string[]> {
      await flight // a first page on its way is not called off for a second look
      const before = new Set(state.rows.map((row) => row.id))
      const signal = begin()
      try {
        show(await readFromStart(Math.max(PAGE, state.rows.length), signal))
        return state.rows.flatMap((row) => (before.has(row.id) ? [] : [row.id]))
      } catch (error) {
        fail(error)
        return []
      }
    },

    /** Reads the next page after what is shown. */
    async more(): Promise<void> {
      const after = state.next
      if (after === null || state.paging || state.phase === 'loading') return
      set({ paging: true })
      const { signal } = asking
      try {
        const page = await read(query, PAGE, after, signal)
        show({ ...page, damages: distinct([...state.rows, ...page.damages]) })
      } catch (error) {
        fail(error)
      }
    },

    /** Puts changed facts of one damage on its row at once; the next read settles them. */
    patch(id: string, change: Partial<Damage>) {
      set('rows', (row) => row.id === id, produce((row) => { Object.assign(row, change) }))
    },
  }
}

/** A row that moved between two pages while they were read is shown once. */
function distinct(rows: readonly Damage[]): Damage[] {
  return [...new Map(rows.map((row) => [row.id, row])).values()]
}
