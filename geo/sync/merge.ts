import type { Changes, ToldArea } from './changes.ts'

/** The kinds of things that a phone is told of one by one. */
export const TOLD = ['damages', 'repairs', 'rounds', 'sites', 'hazards', 'clearances'] as const
/** One of them. */
export type ToldNoun = (typeof TOLD)[number]

/** What the server told a phone of one noun, by id. */
type Kept<N extends ToldNoun> = readonly Changes[N][number][]

/** Nothing new. */
export const NO_CHANGES: Changes = {
  damages: [], repairs: [], rounds: [], sites: [], hazards: [], clearances: [], areas: null, gone: { damages: [], repairs: [], rounds: [], sites: [], hazards: [], clearances: [] }, whole: false,
}

/** All that the server told a phone. */
export type ToldThings = { readonly [N in ToldNoun]: Kept<N> } & { readonly areas: readonly ToldArea[] }

/** Nothing told yet. */
export const NOTHING_TOLD: ToldThings = { damages: [], repairs: [], rounds: [], sites: [], hazards: [], clearances: [], areas: [] }

/** Things by id after some changed and some are gone; the very same list when nothing is. */
export function mergeById<T extends { readonly id: string }>(before: readonly T[], changed: readonly T[], gone: readonly string[], whole: boolean): readonly T[] {
  if (!whole && changed.length === 0 && gone.length === 0) return before
  const byId = new Map((whole ? [] : before).map((item) => [item.id, item]))
  for (const id of gone) byId.delete(id)
  for (const item of changed) byId.set(item.id, item)
  return [...byId.values()]
}

/** What a phone knows after an answer: new things in the place of the old, what is gone left out; what did not change is the very same list. */
export function merge(told: ToldThings, changes: Changes): ToldThings {
  const things = Object.fromEntries(TOLD.map((noun) => [noun, mergeById<{ id: string }>(told[noun], changes[noun], changes.gone[noun], changes.whole)]))
  return { ...(things as unknown as Pick<ToldThings, ToldNoun>), areas: changes.areas ?? (changes.whole ? [] : told.areas) }
}
