import { z } from 'zod'
import { Role } from '../../geo/access/roles.ts'
import { Doing, GONE_AFTER_MS, type Presence, type Present } from '../../geo/presence/contract.ts'

/** Somebody at a damage, in one window; at none: they left it. */
export const Entry = z.object({ tab: z.string(), actor: z.string(), role: Role, damage: z.string().nullable(), doing: Doing, since: z.string() })
export type Entry = z.infer<typeof Entry>

/** Who is at which damage now, in the memory of this process: what its own people say, and what other processes tell of theirs. */
export type Presences = {
  /** Takes what somebody says, here or at another process. True when it is new to others. */
  take(entry: Entry): boolean
  /** Who else is at a damage: each person once, and as writing when any of their windows is. */
  others(damage: string, actor: string): Present[]
  /** What others need to be told of this process's own people, again and again until they leave. */
  own(tabs: ReadonlySet<string>): Entry[]
  /** Tells an actor of each change at the damages where they are themselves; gives what ends it. */
  hear(actor: string, tell: (presence: Presence) => void): () => void
  /** Lets those go who have not been heard of. */
  sweep(): void
}

const TABS_AT_MOST = 20 // of one person; the oldest goes

/** Nobody is anywhere yet. `nowMs` is a clock that never goes back. */
export function makePresences(nowMs: () => number): Presences {
  const entries = new Map<string, Entry & { readonly untilMs: number }>()
  const hearers = new Map<(presence: Presence) => void, string>()

  const at = (damage: string) => [...entries.values()].filter((entry) => entry.damage === damage)

  function others(damage: string, actor: string): Present[] {
    const people = new Map<string, Present>()
    for (const entry of at(damage)) {
      if (entry.actor === actor) continue
      const known = people.get(entry.actor)
      people.set(entry.actor, {
        role: entry.role, doing: known?.doing === 'writing' ? 'writing' : entry.doing, since: known === undefined || entry.since < known.since ? entry.since : known.since,
      })
    }
    return [...people.values()].sort((a, b) => (a.since < b.since ? -1 : 1))
  }

  function tell(damage: string | null) {
    if (damage === null) return
    const there = new Set(at(damage).map(({ actor }) => actor))
    for (const [say, actor] of [...hearers]) if (there.has(actor)) say({ damage, others: others(damage, actor) })
  }

  return {
    others,
    take(entry) {
      const before = entries.get(entry.tab)
      if (before !== undefined && before.actor !== entry.actor) return false // another's window is not theirs to move
      if (entry.damage === null) entries.delete(entry.tab)
      else {
        const stays = before?.damage === entry.damage
        entries.delete(entry.tab) // the latest said stands last
        entries.set(entry.tab, { ...entry, since: stays ? before.since : entry.since, untilMs: nowMs() + GONE_AFTER_MS })
        const mine = [...entries.values()].filter(({ actor }) => actor === entry.actor)
        for (const { tab } of mine.slice(0, Math.max(0, mine.length - TABS_AT_MOST))) entries.delete(tab)
      }
      const left = before?.damage ?? null
      const isNew = left !== entry.damage || (before !== undefined && before.doing !== entry.doing)
      if (isNew) for (const damage of new Set([left, entry.damage])) tell(damage)
      return isNew
    },
    own: (tabs) => [...entries.values()].filter(({ tab }) => tabs.has(tab)).map(({ untilMs: _, ...entry }) => entry),
    hear(actor, say) {
      hearers.set(say, actor)
      return () => { hearers.delete(say) }
    },
    sweep() {
      const gone = [...entries.values()].filter(({ untilMs }) => untilMs <= nowMs())
      for (const { tab } of gone) entries.delete(tab)
      for (const damage of new Set(gone.map((entry) => entry.damage))) tell(damage)
    },
  }
}
