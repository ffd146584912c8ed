import { createEffect, createMemo, createSignal, For, Match, on, onCleanup, onMount, Switch, type Accessor } from 'solid-js'
import type { Damage } from '../../geo/damages/damage.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { lineAtTop, linesOf, topOf, type Heights, type Section } from '../store/damage-lines.ts'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { isPressed, LIST_KEYS, type ListKey } from './palette/commands.ts'
import { QueueRow } from './queue-row.tsx'
import { useGroupWords } from './queue-groups.ts'

// A browser lays nothing out above some 17 million pixels; a longer list moves faster than its scroll bar.
const MOST_PX = 12_000_000
const MARGIN_LINES = 3

/** A line in the page: it stays the same element as long as it shows the same damage, wherever that moves. */
type Shown = { readonly key: string; readonly line: Accessor<number>; readonly put: (line: number) => void }

/** How high a row is before any stands, so that the first are painted where they stay. */
function heightNow(scroller: HTMLElement): number {
  const probe = document.createElement('div')
  probe.className = 'queue-probe queue-probe-row'
  scroller.append(probe)
  const { offsetHeight } = probe
  probe.remove()
  return offsetHeight || 140
}

/** The head of a group: what its damages have in common, how many there are, folded up or not. */
function GroupHead(props: { readonly section: Section; readonly line: number; readonly top: number }) {
  const { number } = useI18n()
  const desk = useDesk()
  const named = useGroupWords()
  return (
    <tr role="row" class="queue-line queue-group" aria-rowindex={props.line + 2} style={{ top: `${props.top}px` }}>
      <th role="rowheader" scope="rowgroup" colSpan={5}>
        <button type="button" aria-expanded={props.section.open} onClick={() => desk.damages.fold(props.section.key)}>
          <Icon name={props.section.open ? 'chevron_down' : 'chevron_right'} size={16} /><span class="queue-group-name">{named(props.section)}</span><b>{number(props.section.count)}</b>
        </button>
      </th>
    </tr>
  )
}

/** The rows of the queue: of a hundred thousand, those in sight and the one that has the focus are in the page. */
export function QueueList(props: { readonly scroller: HTMLElement; readonly label: string; readonly onOpen: (id: string, panel: boolean) => void }) {
  const { t } = useI18n()
  const desk = useDesk()
  const { damages, cursor } = desk
  const { scroller } = props // held: it is let go of when the list is gone from where it came
  const [top, setTop] = createSignal(scroller.scrollTop)
  const [view, setView] = createSignal(scroller.clientHeight)
  const [heights, setHeights] = createSignal<Heights>({ row: heightNow(scroller), head: 36 })
  let rowProbe!: HTMLDivElement
  let headProbe!: HTMLDivElement
  const sections = () => damages.state.sections
  const lines = createMemo(() => linesOf(sections()))
  const whole = createMemo(() => topOf(sections(), lines(), heights()))
  const drawn = () => Math.min(whole(), MOST_PX)
  const stretch = () => (whole() <= MOST_PX ? 1 : (whole() - view()) / (drawn() - view()))
  const real = () => Math.max(0, Math.min(top(), drawn() - view())) * stretch()
  const placed = (line: number) => topOf(sections(), line, heights()) - (stretch() === 1 ? 0 : real() - top())

  const span = createMemo(() => {
    const from = lineAtTop(sections(), real(), heights())
    return { from: Math.max(0, from - MARGIN_LINES), to: Math.min(lines() - 1, lineAtTop(sections(), real() + view(), heights()) + MARGIN_LINES) }
  }, { from: 0, to: -1 }, { equals: (a, b) => a.from === b.from && a.to === b.to })
  createEffect(() => damages.look(span().from, span().to))

  const kept = new Map<string, Shown>()
  const shown = createMemo((): readonly Shown[] => {
    const [now, seen] = [[] as Shown[], new Set<string>()]
    const put = (line: number) => {
      const of = damages.line(line)
      if (of === undefined) return
      const name = of.place < 0 ? `head ${of.section.key}` : of.damage?.id ?? `line ${line}`
      const key = seen.has(name) ? `${name} ${line}` : name // a row that moved between two pages while they were read
      if (seen.has(key)) return
      seen.add(key)
      let one = kept.get(key)
      if (one === undefined) {
        const [at, setAt] = createSignal(line)
        one = { key, line: at, put: setAt }
        kept.set(key, one)
      } else one.put(line)
      now.push(one)
    }
    const held = cursor.id() === null ? -1 : damages.lineHere(cursor.id()!)
    if (held >= 0 && held < span().from) put(held)
    for (let line = span().from; line <= span().to; line += 1) put(line)
    if (held > span().to) put(held)
    for (const key of kept.keys()) if (!seen.has(key)) kept.delete(key)
    return now
  })

  function bring(line: number) {
    const [from, { row }] = [topOf(sections(), line, heights()), heights()]
    const to = from < real() ? from : from + row > real() + view() ? from + row - view() : undefined
    if (to !== undefined) { scroller.scrollTop = to / stretch(); setTop(scroller.scrollTop) }
  }
  cursor.onReveal(bring)
  onCleanup(() => cursor.onReveal(() => {}))
  // The chosen one comes into sight when it was chosen on the map or by a link.
  createEffect(on(() => desk.view().damage, (id) => { if (id !== null) void cursor.show(id) }))
  // Another order begins at its top.
  createEffect(on(() => [desk.view().order, desk.view().by, JSON.stringify(desk.view().filter)].join(), () => { scroller.scrollTop = 0 }, { defer: true }))

  onMount(() => {
    const scrolled = () => setTop(scroller.scrollTop)
    const measure = new ResizeObserver(() => {
      setView(scroller.clientHeight)
      setHeights({ row: rowProbe.offsetHeight || 140, head: headProbe.offsetHeight || 36 })
    })
    for (const one of [scroller, rowProbe, headProbe]) measure.observe(one)
    scroller.addEventListener('scroll', scrolled, { passive: true })
    scroller.addEventListener('keydown', press)
    onCleanup(() => {
      measure.disconnect()
      scroller.removeEventListener('scroll', scrolled)
      scroller.removeEventListener('keydown', press)
    })
  })

  function press(event: KeyboardEvent) {
    if (event.shiftKey) return
    const key = (Object.keys(LIST_KEYS) as ListKey[]).find((name) => isPressed(LIST_KEYS[name], event))
    if (key === undefined || key === 'enter') return // Enter is the link's own
    const from = cursor.from(desk.view().damage)
    const at = from === null ? span().from : damages.lineHere(from)
    const screen = Math.max(1, Math.floor(view() / heights().row) - 1)
    const to = { first: () => damages.next(-1, 1), last: () => damages.next(lines(), -1), pageDown: () => damages.next(at, screen), pageUp: () => damages.next(at, -screen) }
    event.preventDefault()
    void cursor.go(to[key](), true)
  }

  return (
    <>
      <div class="queue-probe queue-probe-row" ref={rowProbe} aria-hidden="true" /><div class="queue-probe queue-probe-head" ref={headProbe} aria-hidden="true" />
      <table class="queue-table" role="table" aria-rowcount={lines() + 1} style={{ height: `${drawn()}px` }} data-stale={damages.state.phase === 'loading' ? '' : undefined}>
        <caption class="visually-hidden">{props.label}</caption>
        <thead class="visually-hidden" role="rowgroup">
          <tr role="row" aria-rowindex={1}>
            <th role="columnheader" scope="col">{t('desk.queue.place')}</th><th role="columnheader" scope="col">{t('desk.queue.what')}</th>
            <th role="columnheader" scope="col">{t('desk.queue.how')}</th><th role="columnheader" scope="col">{t('desk.queue.why')}</th>
            <th role="columnheader" scope="col">{t('desk.queue.repair')}</th>
          </tr>
        </thead>
        <tbody role="rowgroup">
          <For each={shown()}>{(one) => {
            const of = createMemo(() => damages.line(one.line()))
            // A row that is on its way out still shows what it showed.
            const damage = createMemo<Damage | undefined>((before) => of()?.damage ?? before)
            const head = createMemo<Section | undefined>((before) => of()?.section ?? before)
            // A row that leaves while it has the focus gives it to the title: never to nowhere.
            onCleanup(() => { if (document.activeElement?.closest('.queue-row')?.querySelector('.queue-link')?.getAttribute('data-damage') === one.key) queueMicrotask(() => document.getElementById('desk-queue-title')?.focus({ preventScroll: true })) })
            return (
              <Switch fallback={<tr role="row" class="queue-line queue-ghost" aria-rowindex={one.line() + 2} aria-busy="true" style={{ top: `${placed(one.line())}px` }}><td role="cell"><span class="visually-hidden">{t('desk.queue.more')}</span><Skeleton lines={3} /></td></tr>}>
                <Match when={(of()?.place ?? 0) < 0}><GroupHead section={head()!} line={one.line()} top={placed(one.line())} /></Match>
                <Match when={damage() !== undefined}>
                  <QueueRow damage={damage()!} rank={(of()?.place ?? 0) + 1} line={one.line()} top={placed(one.line())} current={desk.view().damage === damage()!.id} onOpen={() => props.onOpen(damage()!.id, true)} />
                </Match>
              </Switch>
            )
          }}</For>
        </tbody>
      </table>
    </>
  )
}
