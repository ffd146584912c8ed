import { createStore } from 'solid-js/store'
import type { z } from 'zod'
import { countDamages } from '../../geo/damages/contract.ts'
import { call } from '../call.ts'
import { calledOff, problemOf } from './loading.ts'

type Counts = z.output<typeof countDamages.returns>
type Within = z.input<typeof countDamages.query>

/** What a question asks of one thing: any of some values of it. */
type Question = { readonly set: { readonly [Name in Exclude<keyof Counts, 'total'>]?: readonly (string | number)[] } }

const ask = (query: Within, signal: AbortSignal) => call(countDamages, { query }, signal)

/** How many damages each of some questions finds, all read at once; a number that is not known yet is absent. */
export function createCounts<Name extends string>(questions: Readonly<Record<Name, Question>>, read = ask) {
  const [state, set] = createStore<Partial<Record<Name, number>>>({})
  let asking = new AbortController()
  const found = (counts: Counts, { set: wanted }: Question) => Object.entries(wanted).flatMap(([name, values]) => values.map((value) => counts[name as keyof typeof wanted][String(value)] ?? 0)).reduce((sum, one) => sum + one, 0)
  return {
    state,
    /** Counts anew; earlier numbers stay until theirs have come. */
    async ask(within: Within): Promise<void> {
      asking.abort()
      asking = new AbortController()
      try {
        const counts = await read(within, asking.signal)
        for (const [name, question] of Object.entries<Question>(questions)) set({ [name]: found(counts, question) } as Partial<Record<Name, number>>)
      } catch (error) {
        if (!calledOff(error)) problemOf(error)
      }
    },
  }
}
