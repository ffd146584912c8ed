import { createContext, createEffect, createMemo, createSignal, on, useContext, type JSX } from 'solid-js'
import { BULK_AT_MOST, decideMany, type BulkMove } from '../../../geo/bulk/contract.ts'
import { listDamages } from '../../../geo/damages/contract.ts'
import type { Damage } from '../../../geo/damages/damage.ts'
import { holds } from '../../../geo/hazards/near.ts'
import type { Position } from '../../../geo/space/position.ts'
import type { Shape } from '../../../geo/space/shape.ts'
import { uuidv7 } from '../../../geo/sync/uuid.ts'
import { call, Unreachable } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { boxOfShape } from '../../map/map-zone.ts'
import { problemOf } from '../../store/loading.ts'
import { useToast } from '../../ui/toast.tsx'
import { useDesk } from '../desk-context.tsx'
import { queryOf } from '../filter-url.ts'

/** A damage on which a decision was refused, with the name of the problem. */
export type RefusedOne = { readonly id: string; readonly problem: string }

const newId = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))
const nameOf = (type: string) => type.replace(/^.*\/problems\//, '')

function createSelection() {
  const { t, plural } = useI18n()
  const toast = useToast()
  const desk = useDesk()
  const [rows, setRows] = createSignal<ReadonlyMap<string, Damage>>(new Map())
  const [undo, setUndo] = createSignal<readonly BulkMove[]>([])
  const [refused, setRefused] = createSignal<readonly RefusedOne[]>([])
  const [drawing, setDrawing] = createSignal<'box' | 'polygon' | null>(null)
  const [path, setPath] = createSignal<readonly Position[]>([])
  const [busy, setBusy] = createSignal(false)
  const ids = createMemo<ReadonlySet<string>>(() => new Set(rows().keys()))

  // What the queue reads anew is decided on as it stands now; what left the queue stays as it was seen, and is refused if it moved on.
  createEffect(on(() => desk.damages.state.rows.map((row) => `${row.id} ${row.version}`).join(), () => {
    if (rows().size === 0) return
    const now = new Map(desk.damages.state.rows.map((row) => [row.id, row]))
    setRows((held) => new Map([...held].map(([id, row]) => [id, now.get(id) ?? row])))
  }))

  function add(more: readonly Damage[]) {
    setRefused([])
    const all = new Map([...rows(), ...more.map((row) => [row.id, row] as const)])
    if (all.size > BULK_AT_MOST) toast({ tone: 'warn', text: t('zones.select.most', { count: BULK_AT_MOST }) })
    setRows(new Map([...all].slice(0, BULK_AT_MOST)))
  }

  /** Takes in what the filters leave in a box or an outline, at most 500. */
  async function take(where: { readonly bbox?: string; readonly shape?: Shape }) {
    const { bbox: own, ...filter } = desk.view().filter
    const bbox = where.shape === undefined ? where.bbox ?? own : boxOfShape(where.shape).map((degrees) => degrees.toFixed(5)).join(',')
    setBusy(true)
    try {
      const { damages, next } = await call(listDamages, { query: { ...queryOf(filter), order: desk.view().order, limit: BULK_AT_MOST, ...(bbox === undefined ? {} : { bbox }) } })
      const { shape } = where
      const within = shape === undefined ? damages : damages.filter(({ position }) => holds({ shape, zone: null }, { position, areas: [], site: null }))
      add(within)
      toast(next === null ? { tone: 'good', text: plural('zones.select.taken', within.length) } : { tone: 'warn', text: t('zones.select.most', { count: BULK_AT_MOST }) })
    } catch (error) {
      toast({ tone: 'bad', text: desk.problemText(problemOf(error)) })
    }
    setBusy(false)
  }

  /** Sends decisions; what is done leaves the selection, what is refused stays in it with its reason. */
  async function send(moves: readonly BulkMove[], done: (count: number) => string, undoing = false, id = newId()) {
    setBusy(true)
    // How far each is believed stands in the list at once; what is refused is taken back there.
    const supposed = new Map(moves.flatMap((move) => (move.do === 'verify' ? [[move.id, desk.damages.suppose(move.id, { verification: move.verification })] as const] : [])))
    try {
      const { verdicts } = await call(decideMany, { body: { id, moves: [...moves] } })
      const stood = verdicts.filter(({ outcome }) => outcome === 'done')
      for (const { id, outcome } of verdicts) if (outcome !== 'done') supposed.get(id)?.()
      setRefused(verdicts.flatMap(({ id, problem }) => (problem === null ? [] : [{ id, problem: nameOf(problem.type) }])))
      const settled = new Set(stood.map(({ id }) => id))
      if (!undoing) setRows((held) => new Map([...held].filter(([id]) => !settled.has(id))))
      setUndo(undoing ? [] : stood.flatMap((verdict) => (verdict.undo === null ? [] : [verdict.undo])))
      if (stood.length > 0) toast({ tone: 'good', text: done(stood.length), ...(undoing || undo().length === 0 ? {} : { action: { label: t('zones.select.undo'), run: () => void takeBack() } }) })
      if (stood.length < verdicts.length) toast({ tone: 'bad', text: plural('zones.select.refused', verdicts.length - stood.length) })
      desk.refresh()
    } catch (error) {
      supposed.forEach((takeBack) => takeBack())
      // An answer may have been lost on the way: the same decisions under the same id are told what became of them, never decided twice.
      const again = error instanceof Unreachable ? { action: { label: t('common.action.retry'), run: () => void send(moves, done, undoing, id) } } : {}
      toast({ tone: 'bad', text: `${t('desk.failure.title')}. ${desk.problemText(problemOf(error))}`, ...again })
      desk.refresh()
    }
    setBusy(false)
  }

  /** Takes the last decisions back, each as long as nobody else moved on. */
  const takeBack = () => (undo().length === 0 ? Promise.resolve() : send(undo(), (count) => plural('zones.select.undone', count), true))
  const stopDrawing = () => { setDrawing(null); setPath([]) }

  return {
    rows, ids, undo, refused, busy, take, send, takeBack,
    drawing, path, stopDrawing,
    /** Begins to draw; the hand goes on at the map, by keys too. */
    draw(what: 'box' | 'polygon') {
      setPath([])
      setDrawing(what)
      queueMicrotask(() => document.querySelector<HTMLElement>('.desk-map .map-canvas')?.focus())
    },
    /** Puts a corner down: of a polygon one more, of a box the first, then the one across, which takes what lies between. */
    place(position: Position) {
      const [first] = path()
      if (drawing() !== 'box' || first === undefined) return setPath((before) => [...before, position])
      stopDrawing()
      void take({ bbox: [Math.min(first[0], position[0]), Math.min(first[1], position[1]), Math.max(first[0], position[0]), Math.max(first[1], position[1])].map((degrees) => degrees.toFixed(5)).join(',') })
    },
    /** The polygon that was drawn is closed: what lies in it is taken. */
    async close() {
      const ring = path()
      stopDrawing()
      if (ring.length >= 3) await take({ shape: { type: 'MultiPolygon', coordinates: [[[...ring, ring[0]!]]] } })
    },
    toggle(row: Damage) {
      if (!rows().has(row.id)) return add([row])
      setRows((held) => new Map([...held].filter(([id]) => id !== row.id)))
    },
    clear() {
      setRows(new Map())
      setRefused([])
    },
  }
}

/** The damages that were selected, on the map or in the list, and what is decided on all of them. */
export type Selection = ReturnType<typeof createSelection>

const Context = createContext<Selection>()

/** Gives the parts below it the selection; within `DeskProvider`. */
export function SelectionProvider(props: { readonly children: JSX.Element }) {
  return <Context.Provider value={createSelection()}>{props.children}</Context.Provider>
}

/** The selection. Throws outside `SelectionProvider`. */
export function useSelection(): Selection {
  const selection = useContext(Context)
  if (!selection) throw new Error('useSelection outside SelectionProvider')
  return selection
}
