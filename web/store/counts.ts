import { createStore } from 'solid-js/store'
import { listDamages } from '../../geo/damages/contract.ts'
import { call } from '../call.ts'
import type { DamagesQuery } from './damages.ts'
import { calledOff, problemOf } from './loading.ts'

/** How many damages each of some questions finds; a number that is not known yet is absent. */
export function createCounts<Name extends string>() {
  const [state, set] = createStore<Partial<Record<Name, number>>>({})
  let asking = new AbortController()
  return {
    state,
    /** Counts anew; earlier numbers stay until theirs has come. */
    async ask(questions: Readonly<Record<Name, DamagesQuery>>): Promise<void> {
      asking.abort()
      asking = new AbortController()
      const { signal } = asking
      const names = Object.keys(questions) as Name[]
      try {
        await Promise.all(names.map(async (name) => {
          const { total } = await call(listDamages, { query: { ...questions[name], limit: 1 } }, signal)
          set({ [name]: total } as Partial<Record<Name, number>>)
        }))
      } catch (error) {
        if (!calledOff(error)) problemOf(error)
      }
    },
  }
}
