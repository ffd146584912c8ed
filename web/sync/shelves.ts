/** The shelves of the phone's database: operations, photos, bytes of photos, single facts, and what the server told. */
export const SHELVES = {
  ops: { keyPath: 'seq', numbered: true },
  photos: { keyPath: 'sha256', numbered: false },
  bytes: { keyPath: null, numbered: false },
  facts: { keyPath: null, numbered: false },
  told: { keyPath: null, numbered: false },
} as const
/** The name of a shelf. */
export type ShelfName = keyof typeof SHELVES
/** What a thing lies under. */
export type ShelfKey = string | number

/** One shelf within a transaction. Only its own promises may be awaited there: the browser closes a transaction that waits for anything else. */
export type Shelf = {
  get(key: ShelfKey): Promise<unknown>
  all(): Promise<unknown[]>
  keys(): Promise<ShelfKey[]>
  /** The things whose field has the value; only `id` and `state` of operations are indexed. */
  where(field: 'id' | 'state', value: string): Promise<unknown[]>
  /** Puts a thing in place; without a key it goes under its own, or gets the next number. */
  put(value: unknown, key?: ShelfKey): Promise<void>
  delete(key: ShelfKey): Promise<void>
  clear(): Promise<void>
}

/** The shelves of one transaction. */
export type Opened = (name: ShelfName) => Shelf

/** Where all is kept, beneath any meaning: the only part that differs between a phone and its twin in memory. */
export type Shelves = {
  /** False when closing the page loses everything. */
  readonly durable: boolean
  read<T>(names: readonly ShelfName[], work: (shelf: Opened) => Promise<T>): Promise<T>
  /** All that `work` writes lands durably before the promise resolves, or nothing of it does. Throws QuotaExceededError when there is no room. */
  write<T>(names: readonly ShelfName[], work: (shelf: Opened) => Promise<T>): Promise<T>
  /** Removes everything for good. */
  erase(): Promise<void>
}
