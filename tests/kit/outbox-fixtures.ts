import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '../../api/root.ts'
import type { FirstRows } from '../../web/sync/migrate-store.ts'

type Row = Record<string, unknown>
type Store = { readonly keyPath: string | null; readonly autoIncrement: boolean; readonly indexes: readonly { name: string; keyPath: string; unique: boolean }[]; readonly rows: readonly (readonly [string | number, unknown])[] }
type Frozen = { readonly version: number; readonly stores: Readonly<Record<string, Store>> }

const frozen = (version: number) => JSON.parse(readFileSync(join(projectRoot, `tests/kit/fixtures/outbox/v${version}.json`), 'utf8')) as Frozen

/** A value as it was: bytes were frozen as base64. */
function thawed(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(thawed)
  if (value === null || typeof value !== 'object') return value
  const row = value as Row
  if (typeof row['$blob'] === 'string') return new Blob([Uint8Array.from(atob(row['$blob']), (char) => char.charCodeAt(0))], { type: String(row['type']) })
  return Object.fromEntries(Object.entries(row).map(([key, item]) => [key, thawed(item)]))
}

/** The rows of the frozen outbox of version 1. */
export function firstRows(): FirstRows {
  const { stores } = frozen(1)
  const rowsOf = (name: string) => stores[name]!.rows.map(([, row]) => thawed(row) as Row)
  return { ops: rowsOf('ops'), photos: rowsOf('photos'), sites: rowsOf('sites'), damages: rowsOf('damages'), repairs: rowsOf('repairs'), facts: new Map(stores['facts']!.rows.map(([key, row]) => [String(key), thawed(row)])) }
}

/** A script that makes the database of version 1 in a page, as the page of that day left it. */
export const firstOutbox = (name = 'vidnova'): string => `new Promise((done, failed) => {
  const thawed = ${thawed.toString()}
  const frozen = ${JSON.stringify(frozen(1))}
  const asked = indexedDB.open(${JSON.stringify(name)}, frozen.version)
  asked.onupgradeneeded = () => {
    for (const [name, { keyPath, autoIncrement, indexes, rows }] of Object.entries(frozen.stores)) {
      const store = asked.result.createObjectStore(name, { keyPath, autoIncrement })
      for (const index of indexes) store.createIndex(index.name, index.keyPath, { unique: index.unique })
      for (const [key, row] of rows) keyPath === null ? store.put(thawed(row), key) : store.put(thawed(row))
    }
  }
  asked.onsuccess = () => { asked.result.close(); done() }
  asked.onerror = () => failed(asked.error)
})`
