import { z } from 'zod'

const STORED = 'vidnova.palette'
const KEPT = 6
const Stored = z.array(z.string().max(100)).max(KEPT)

/** Where something is kept on the device; a test has its own. */
export type Shelf = Pick<Storage, 'getItem' | 'setItem'>

/** The commands that were used last on this device, the latest first. What was found with their help is not kept: it may be others' next time. */
export function makeRecent(shelf: Shelf) {
  function read(): string[] {
    try {
      return Stored.parse(JSON.parse(shelf.getItem(STORED) ?? '[]'))
    } catch {
      return [] // another version's, or somebody's own: it is written anew with the next command
    }
  }
  return {
    read,
    use(id: string): void {
      shelf.setItem(STORED, JSON.stringify([id, ...read().filter((one) => one !== id)].slice(0, KEPT)))
    },
  }
}
