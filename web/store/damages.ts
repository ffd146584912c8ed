import { batch } from 'solid-js'
import { createStore, produce, reconcile } from 'solid-js/store'
import type { z } from 'zod'
import { groupDamages, listDamages, type DamageGrouping } from '../../geo/damages/contract.ts'
import type { Damage } from '../../geo/damages/damage.ts'
import { addressOf, askAhead, call } from '../call.ts'
import { layOut, lineAt, sectionStart, type Group, type Section } from './damage-lines.ts'
import { calledOff, problemOf, type Phase } from './loading.ts'

/** What is asked of the queue, as the contract takes it. */
export type DamagesQuery = Omit<z.input<typeof listDamages.query>, 'limit' | 'after' | 'at' | 'around' | 'group'>

/** A page of the queue, as the contract gives it. */
export type DamagesPage = z.output<typeof listDamages.returns>

/** Which page: of which group, from a place, after the page before it, or around a damage. */
export type PageAsked = { readonly group?: string; readonly at?: number; readonly after?: string; readonly around?: string }

/** How the queue is read; a test has its own. */
export type DamagesSource = {
  page(query: DamagesQuery, asked: PageAsked, limit: number, signal: AbortSignal): Promise<DamagesPage>
  groups(query: DamagesQuery, by: DamageGrouping, signal: AbortSignal): Promise<readonly Group[]>
}

type State = { sections: readonly Section[]; pages: Record<string, Damage[]>; rows: readonly Damage[]; total: number; phase: Phase; problem: string | null }

/** Rows of a page. */
export const PAGE = 100
const PAGES_KEPT = 40 // far more than one looks at; the rest comes again when it is scrolled to

/** Asks for the beginning of a queue that is not grouped, before there is a queue to show it. */
export const askFirstPage = (query: DamagesQuery): void => askAhead(addressOf(listDamages, { query: { ...query, at: 0, limit: PAGE } }))

const ALPHABET = new Intl.Collator('uk')

const network: DamagesSource = {
  page: (query, asked, limit, signal) => call(listDamages, { query: { ...query, ...asked, limit } }, signal),
  groups: async (query, by, signal) => {
    const { order: _, ...filter } = query
    const { groups } = await call(groupDamages, { query: { ...filter, by } }, signal)
    // Names in the order of the alphabet; lists of codes stay by how many there are.
    return ['oblast', 'raion', 'crew'].includes(by) ? [...groups].sort((a, b) => Number(a.key === null) - Number(b.key === null) || ALPHABET.compare(a.names.uk ?? '', b.names.uk ?? '')) : groups
  },
}

/** The damages of the queue: as long as the server's, of which the pages that are looked at are here. Rows keep their identity over a refresh. */
export function createDamages(source: DamagesSource = network) {
  const [state, set] = createStore<State>({ sections: [], pages: {}, rows: [], total: 0, phase: 'loading', problem: null })
  let query: DamagesQuery = {}
  let by: DamageGrouping | null = null
  let asking = new AbortController()
  let flight: Promise<void> = Promise.resolve()
  let looked = { from: 0, to: 20 }
  const closed = new Set<string>()
  const cursors = new Map<string, string | null>()
  const coming = new Map<string, Promise<void>>()
  const used: string[] = [] // pages, the least lately looked at first

  const keyOf = (section: Section, page: number) => `${section.key ?? ''}/${page}`
  const lay = (groups: readonly Group[] | number) => layOut(typeof groups === 'number' ? [{ key: null, names: { uk: null, en: null }, count: groups }] : groups, typeof groups !== 'number', closed)
  const rowsNow = (pages: Readonly<Record<string, readonly Damage[]>>, sections: readonly Section[]) => {
    const rows = new Map<string, Damage>()
    for (const section of sections) {
      for (let page = 0; page * PAGE < section.count; page += 1) for (const row of pages[keyOf(section, page)] ?? []) rows.set(row.id, row)
    }
    return [...rows.values()]
  }

  function fail(error: unknown) {
    if (calledOff(error)) return
    set({ phase: 'failed', problem: problemOf(error) })
  }

  /** The pages that hold some lines. */
  function pagesOf(sections: readonly Section[], from: number, to: number) {
    return sections.flatMap((section) => {
      const first = Math.max(0, from - section.firstRow)
      const last = Math.min(section.open ? section.count - 1 : -1, to - section.firstRow)
      if (first > last) return []
      const pages = Array.from({ length: Math.floor(last / PAGE) - Math.floor(first / PAGE) + 1 }, (_, nth) => Math.floor(first / PAGE) + nth)
      return pages.map((page) => ({ section, page, key: keyOf(section, page) }))
    })
  }

  async function read(section: Section, page: number, signal: AbortSignal): Promise<DamagesPage> {
    const group = by === null ? {} : { group: `${by}:${section.key ?? ''}` }
    const after = cursors.get(keyOf(section, page - 1))
    return source.page(query, { ...group, ...(after ? { after } : { at: page * PAGE }) }, PAGE, signal)
  }

  function keep(key: string, got: DamagesPage) {
    cursors.set(key, got.next)
    used.splice(0, used.length, ...used.filter((one) => one !== key), key)
    batch(() => {
      set('pages', key, reconcile(got.damages, { key: 'id' }))
      for (const old of used.splice(0, Math.max(0, used.length - PAGES_KEPT))) {
        set('pages', produce((pages) => { delete pages[old] }))
        cursors.delete(old)
      }
      if (by === null && got.total !== state.total) set({ sections: lay(got.total), total: got.total })
      set('rows', rowsNow(state.pages, state.sections))
    })
  }

  /** Reads what is looked at and not here yet. */
  function fill(): Promise<unknown> {
    const { signal } = asking
    const missing = pagesOf(state.sections, looked.from, looked.to).filter(({ key }) => state.pages[key] === undefined)
    return Promise.all(missing.map(({ section, page, key }) => {
      const already = coming.get(key)
      if (already !== undefined) return already
      const mine = read(section, page, signal).then((got) => { if (!signal.aborted) keep(key, got) }).catch(fail).finally(() => { if (coming.get(key) === mine) coming.delete(key) })
      coming.set(key, mine)
      return mine
    }))
  }

  /** Reads what is looked at anew, and swaps it whole: what is not looked at is forgotten. */
  async function readAnew(signal: AbortSignal, first: boolean) {
    const groups = by === null ? null : await source.groups(query, by, signal)
    const sections = lay(groups ?? Math.max(state.total, 1))
    const wanted = first ? pagesOf(sections, 0, 20) : pagesOf(sections, looked.from, looked.to)
    cursors.clear()
    const got = await Promise.all(wanted.map(async ({ section, page, key }) => [key, await read(section, page, signal)] as const))
    const total = groups?.reduce((sum, { count }) => sum + count, 0) ?? got[0]?.[1].total ?? 0
    batch(() => {
      const now = groups === null ? lay(total) : sections
      for (const key of Object.keys(state.pages)) if (!wanted.some((one) => one.key === key)) set('pages', produce((pages) => { delete pages[key] }))
      for (const [key, page] of got) set('pages', key, reconcile(page.damages, { key: 'id' }))
      set({ sections: now, total, phase: 'ready', problem: null, rows: rowsNow(state.pages, now) })
    })
    used.splice(0, used.length, ...wanted.map(({ key }) => key))
    for (const [key, { next }] of got) cursors.set(key, next)
    await fill() // the window may have moved meanwhile
  }

  function begin(): AbortSignal {
    asking.abort()
    asking = new AbortController()
    coming.clear()
    return asking.signal
  }

  function lineHere(id: string): number {
    for (const section of state.sections) {
      if (!section.open) continue
      for (let page = 0; page * PAGE < section.count; page += 1) {
        const row = state.pages[keyOf(section, page)]?.findIndex((one) => one.id === id) ?? -1
        if (row >= 0) return section.firstRow + page * PAGE + row
      }
    }
    return -1
  }

  return {
    state,
    /** The line of a damage that is here, or -1. */
    lineHere,

    /** Shows another queue; what was there stays until its first page has come. */
    ask(next: DamagesQuery, grouping: DamageGrouping | null = null): Promise<void> {
      if (grouping !== by) closed.clear()
      query = next
      by = grouping
      looked = { from: 0, to: 20 }
      const signal = begin()
      set({ phase: 'loading', problem: null })
      flight = readAnew(signal, true).catch(fail)
      return flight
    },

    /** Reads again what is looked at. */
    async refresh(): Promise<void> {
      await flight // a first page on its way is not called off for a second look
      const signal = begin()
      flight = readAnew(signal, false).catch(fail)
      return flight
    },

    /** Says which lines are looked at, from and to; what is not here of them is read. */
    look(from: number, to: number): void {
      if (from === looked.from && to === looked.to) return
      looked = { from, to }
      if (state.phase !== 'loading') void fill()
    },

    /** What stands in a line: the head of a group, or a damage, which may still be on its way. */
    line(at: number): { readonly section: Section; readonly place: number; readonly damage: Damage | undefined } | undefined {
      const found = lineAt(state.sections, at)
      if (found === undefined) return undefined
      const { section, row } = found
      return { section, place: row, damage: row < 0 ? undefined : state.pages[keyOf(section, Math.floor(row / PAGE))]?.[row % PAGE] }
    },

    /** The damage of a line, read if need be; undefined when there is none. */
    async at(line: number): Promise<Damage | undefined> {
      await flight
      if (this.line(line)?.damage === undefined && line >= 0) {
        const [one] = pagesOf(state.sections, line, line)
        if (one !== undefined) {
          const { signal } = asking
          const got = await read(one.section, one.page, signal).catch(fail)
          if (got && !signal.aborted) keep(keyOf(one.section, one.page), got)
        }
      }
      return this.line(line)?.damage
    },

    /** The line that a damage stands in, or -1. Among those that are not here it is looked for where there are no groups. */
    async lineOf(id: string): Promise<number> {
      await flight
      const here = lineHere(id)
      if (here >= 0) return here
      if (by !== null || state.total <= PAGE) return -1
      const { signal } = asking
      const got = await source.page(query, { around: id }, PAGE, signal).catch(fail)
      const row = got && !signal.aborted ? got.damages.findIndex((one) => one.id === id) : -1
      if (!got || row < 0 || got.at === null) return -1
      keep(`/${got.at / PAGE}`, got)
      return got.at + row
    },

    /** Folds a group up or opens it. */
    fold(key: string | null): void {
      const name = key ?? ''
      if (closed.has(name)) closed.delete(name)
      else closed.add(name)
      set('sections', (sections) => layOut(sections, true, closed))
      void fill()
    },

    /** The line of the next damage up or down from a line, heads of groups skipped; stays where there is none. */
    next(from: number, by: number): number {
      const rows = state.sections.filter((section) => section.open && section.count > 0)
      const [first, last] = [rows[0], rows.at(-1)]
      if (first === undefined || last === undefined) return -1
      const wanted = Math.max(first.firstRow, Math.min(last.firstRow + last.count - 1, from + by))
      const found = lineAt(state.sections, wanted)
      if (found !== undefined && found.row >= 0) return wanted
      const onward = by > 0 ? rows.find((section) => section.firstRow >= wanted) : rows.findLast((section) => section.firstRow + section.count - 1 <= wanted)
      return onward === undefined ? from : by > 0 ? onward.firstRow : onward.firstRow + onward.count - 1
    },

    /** Puts changed facts of one damage on its row at once; the next read settles them. Gives what takes it back. */
    suppose(id: string, change: Partial<Damage>): () => void {
      const key = Object.keys(state.pages).find((page) => state.pages[page]!.some((row) => row.id === id))
      const row = key === undefined ? undefined : state.pages[key]!.find((one) => one.id === id)
      if (key === undefined || row === undefined) return () => {}
      const [before, version] = [Object.fromEntries(Object.keys(change).map((name) => [name, row[name as keyof Damage]])) as Partial<Damage>, row.version]
      const put = (facts: Partial<Damage>) => set('pages', key, (one) => one.id === id && one.version === version, facts)
      put(change)
      return () => { if (state.pages[key] !== undefined) put(before) }
    },

    /** The line of a group's head. */
    headOf: (key: string | null) => sectionStart(state.sections, key),
  }
}
