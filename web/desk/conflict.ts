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

/** A decision that somebody else was quicker than: what is wanted, what was seen, what is there now, and what others did in between. */
export type Conflict = { readonly wishes: readonly Wish[]; readonly saw: DamageWhole; readonly now: DamageWhole; readonly others: readonly TimelineEntry[]; readonly choose: (choice: Choice) => void }

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

/** True when a decision can simply be sent again: nobody did anything, and what it changes is as it was seen. */
export const isUntouched = (wishes: readonly Wish[], saw: DamageWhole, now: DamageWhole, others: readonly TimelineEntry[]): boolean =>
  others.length === 0 && wishes.every(({ of }) => of(saw) === of(now))

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
