import { createSignal } from 'solid-js'
import { unwrap } from 'solid-js/store'
import type { DamageWhole, TimelineEntry } from '../../geo/damages/damage.ts'

/** What somebody saw when they began to decide: what their decision rests on. */
export type Seen = {
  readonly damage: number
  /** The version of one of its repairs. */
  readonly repair: (id: string) => number
  readonly whole: DamageWhole | null
}

/** One fact that a decision changes: its name, what is wanted, and what a damage says of it. */
export type Wish = { readonly label: string; readonly mine: string; readonly of: (damage: DamageWhole) => string }

/** What to do about a decision that was overtaken: leave what is there now, decide again on it, or look first. */
export type Choice = 'theirs' | 'mine' | 'look'

/** One fact in words: what is wanted of it, what was seen, what is there now. */
export type Row = { readonly label: string; readonly mine: string; readonly saw: string; readonly now: string }

/** What somebody did where there is no timeline: in words, by whom, when. */
export type Done = { readonly said: string; readonly by: string; readonly at: string }

/** A decision that somebody else was quicker than: each fact on both sides, and what others did in between; null where that is not told. */
export type Conflict = { readonly rows: readonly Row[]; readonly others: readonly (TimelineEntry | Done)[] | null; /** What the button says that puts one's own on top; null where nothing is left to put it on. */ readonly mine?: string | null; readonly choose: (choice: Choice) => void }

/** What is seen of a damage now, held as it is however it changes. */
export function seenOf(whole: DamageWhole | null): Seen {
  const held = whole === null ? null : structuredClone(unwrap(whole))
  return { damage: held?.version ?? 0, repair: (id) => held?.repairs.find((repair) => repair.id === id)?.version ?? 0, whole: held }
}

/** What people did to a damage since it was seen, oneself left out. */
export function doneSince(saw: DamageWhole, now: DamageWhole, own: string | undefined): readonly TimelineEntry[] {
  const newest = saw.timeline[0]?.seq ?? 0
  return now.timeline.filter((entry) => entry.seq > newest && entry.actor !== own && !/^system(:|$)/.test(entry.actor))
}

/** What is wished of a damage, beside what was seen of it and what is there now. */
export const rowsOf = (wishes: readonly Wish[], saw: DamageWhole, now: DamageWhole): readonly Row[] => wishes.map(({ label, mine, of }) => ({ label, mine, saw: of(saw), now: of(now) }))

/** True when a decision can simply be sent again: nobody did anything, and what it changes is as it was seen. */
export const isUntouched = (rows: readonly Row[], others: readonly unknown[] | null): boolean => (others ?? []).length === 0 && rows.every(({ saw, now }) => saw === now)

const isSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b)

/** One's own changes on top of others': a fact that was left as it was seen is taken as it is now, so that only what was changed by hand is put over theirs. */
export const onTop = <F extends object>(saw: F, mine: F, now: F): F =>
  Object.fromEntries(Object.keys(mine).map((name) => { const key = name as keyof F; return [key, isSame(saw[key], mine[key]) ? now[key] : mine[key]] })) as F

/** The names of the facts that differ between any two. */
export const movedIn = <F extends object>(saw: F, mine: F, now: F): readonly (keyof F)[] =>
  (Object.keys(mine) as (keyof F)[]).filter((key) => !isSame(saw[key], mine[key]) || !isSame(saw[key], now[key]))

/** The conflict that is shown, one at a time. */
export function createConflicts() {
  const [shown, show] = createSignal<Conflict | null>(null)
  return {
    shown,
    /** Shows both sides; resolves to what was chosen. */
    ask: (conflict: Omit<Conflict, 'choose'>) => new Promise<Choice>((resolve) => {
      shown()?.choose('look')
      show({ ...conflict, choose: (choice) => { show(null); resolve(choice) } })
    }),
  }
}
