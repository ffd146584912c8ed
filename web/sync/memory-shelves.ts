import { SHELVES, type Opened, type Shelf, type ShelfKey, type ShelfName, type Shelves } from './shelves.ts'

type Rows = Map<ShelfKey, unknown>
type Undo = () => void

/** Shelves in memory, with the transactions of the real ones: one after the other, each whole or not at all. */
export function makeMemoryShelves(): Shelves {
  const rows = new Map<ShelfName, Rows>()
  const of = (name: ShelfName): Rows => {
    const found = rows.get(name) ?? new Map<ShelfKey, unknown>()
    rows.set(name, found)
    return found
  }
  const byId = new Map<string, ShelfKey>() // of operations: looked up at every verdict
  let number = 0
  let last: Promise<unknown> = Promise.resolve()

  function shelfOf(name: ShelfName, undo: Undo[]): Shelf {
    const held = of(name)
    const { keyPath, numbered } = SHELVES[name]
    const restore = (key: ShelfKey) => {
      const before = held.get(key)
      const had = held.has(key)
      undo.push(() => { if (had) held.set(key, before); else held.delete(key) })
    }
    return {
      get: async (key) => held.get(key),
      all: async () => [...held.values()],
      keys: async () => [...held.keys()],
      where: async (field, value) => (field === 'id' ? [held.get(byId.get(value) ?? '')].filter((row) => row !== undefined)
        : [...held.values()].filter((row) => (row as Record<string, unknown>)[field] === value)),
      async put(value, key) {
        const own = keyPath === null ? undefined : ((value as Record<string, unknown>)[keyPath] as ShelfKey | undefined)
        const under = key ?? own ?? (number += 1)
        restore(under)
        held.set(under, numbered && own === undefined ? { ...(value as object), [keyPath]: under } : value)
        if (name === 'ops') byId.set((value as { id: string }).id, under)
      },
      async delete(key) {
        restore(key)
        held.delete(key)
      },
      async clear() {
        const before = [...held]
        undo.push(() => { for (const [key, row] of before) held.set(key, row) })
        held.clear()
      },
    }
  }

  function inTurn<T>(work: (shelf: Opened) => Promise<T>): Promise<T> {
    const undo: Undo[] = []
    const done = last.then(() => work((name) => shelfOf(name, undo))).catch((error: unknown) => {
      for (const back of undo.reverse()) back()
      throw error
    })
    last = done.catch(() => undefined) // whoever asked is told; the next goes on
    return done
  }

  return { durable: false, read: (_, work) => inTurn(work), write: (_, work) => inTurn(work), erase: async () => rows.clear() }
}
