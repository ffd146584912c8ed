import { createSignal } from 'solid-js'
import type { Damage } from '../../geo/damages/damage.ts'
import type { createDamages } from '../store/damages.ts'

const linkOf = (id: string) => document.querySelector<HTMLElement>(`.queue [data-damage="${id}"]`)

/** Where the hand is in the queue: the damage that keys move from. It stays in the page while it is scrolled away from, so that the focus does. */
export function createQueueCursor(damages: ReturnType<typeof createDamages>) {
  const [id, setId] = createSignal<string | null>(null)
  let reveal: (line: number) => void = () => {}

  /** Goes to a line: brings it into sight, reads it if need be, and puts the focus on it. */
  async function go(line: number, focus: boolean): Promise<Damage | undefined> {
    if (line < 0) return undefined
    reveal(line)
    const damage = await damages.at(line)
    if (damage === undefined) return undefined
    setId(damage.id)
    if (focus) linkOf(damage.id)?.focus({ preventScroll: true })
    return damage
  }

  return {
    id, go, linkOf,
    /** The damage that has the focus, the one moved to last, or the one given; null when none of them is here. */
    from: (otherwise: string | null): string | null => [(document.activeElement as HTMLElement | null)?.dataset['damage'], id(), otherwise].find((one) => one != null && damages.lineHere(one) >= 0) ?? null,
    /** The focus came to a row by itself. */
    took: (damage: string) => setId(damage),
    /** How a line is brought into sight; the list says it. */
    onReveal(bring: (line: number) => void) { reveal = bring },
    /** Brings a damage into sight, wherever it was chosen. */
    async show(damage: string): Promise<void> {
      const line = await damages.lineOf(damage)
      if (line >= 0) reveal(line)
    },
  }
}
