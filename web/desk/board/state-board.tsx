import { createMemo, createSignal, For } from 'solid-js'
import { moveRepairTo } from '../../../geo/repairs/contract.ts'
import { moveRepair, movesFrom, type RepairState } from '../../../geo/repairs/lifecycle.ts'
import { pressing } from '../../../geo/plan/press.ts'
import type { Conflict } from '../../../geo/plan/conflicts.ts'
import type { Board, BoardRepair } from '../../../geo/plan/plan.ts'
import { call } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useToast } from '../../ui/toast.tsx'
import { useWords } from '../words.ts'
import { BlockDialog, type Wait } from './block-dialog.tsx'
import { CardWords } from './board-card.tsx'
import type { BoardStore } from './board-store.ts'
import { createCarry } from './carry.ts'

/** The columns, each with the states that stand in it; the first is where a card that is put there goes. */
const COLUMNS = [['approved', 'proposed'], ['assigned'], ['en_route'], ['on_site'], ['in_progress', 'temporary_fix'], ['blocked'], ['field_complete'], ['restored']] as const satisfies readonly (readonly RepairState[])[]
const columnOf = (state: RepairState) => COLUMNS.findIndex((states) => (states as readonly RepairState[]).includes(state))

/** Repairs by how far they are; a card is put into another column by pointer or by keys, as its lifecycle allows. */
export function StateBoard(props: { readonly board: Board; readonly store: BoardStore; readonly conflicts: ReadonlyMap<string, readonly Conflict[]>; readonly may: boolean }) {
  const { t } = useI18n()
  const words = useWords()
  const toast = useToast()
  const [said, setSaid] = createSignal('')
  const [blocking, setBlocking] = createSignal<BoardRepair | null>(null)
  const repairs = createMemo(() => new Map(props.board.repairs.map((one) => [one.id, one])))
  const name = (column: number) => words.code('repairState', COLUMNS[column]![0])
  const carry = createCarry<number>({
    from: (id) => (props.may ? columnOf(repairs().get(id)!.state) : null),
    step: (_, column, key) => (key === 'ArrowLeft' && column > 0 ? column - 1 : key === 'ArrowRight' && column < COLUMNS.length - 1 ? column + 1 : null),
    under: (_, __, { x, y }) => {
      const column = document.elementFromPoint(x, y)?.closest<HTMLElement>('[data-column]')?.dataset['column']
      return column === undefined ? null : Number(column)
    },
    drop: (id, column) => void put(repairs().get(id)!, column),
    say: (what, id, column) => setSaid(t(`board.said.${what}`, { name: words.damage(repairs().get(id)!), place: name(column) })),
  })

  async function put(repair: BoardRepair, column: number) {
    if (columnOf(repair.state) === column) return
    const to = COLUMNS[column]!.find((state) => movesFrom(repair).includes(state))
    if (to === undefined || (repair.crew === null && !['approved', 'proposed'].includes(to))) return toast({ tone: 'bad', text: t(to === undefined ? 'board.cannot' : 'board.needsCrew', { from: words.code('repairState', repair.state), to: name(column) }) })
    if (to === 'blocked') return void setBlocking(repair)
    await move(repair, to)
  }
  async function move(repair: BoardRepair, to: RepairState, wait: Wait | null = null) {
    const at = new Date().toISOString()
    const moved = moveRepair(repair, to)
    const said = (one: Pick<BoardRepair, 'state' | 'crewName'>) => `${words.code('repairState', one.state)} · ${one.crewName ?? t('desk.repair.noCrew')}`
    await props.store.change(repair.id, { state: moved.state, blockedFrom: moved.blockedFrom, crew: moved.crew, blockedBy: wait?.blockedBy ?? null, blockedUntil: wait?.until ?? null, since: at },
      { label: t('desk.repair.state'), mine: said({ state: moved.state, crewName: moved.crew === null ? null : repair.crewName }), of: said }, t('desk.done.moved', { state: words.code('repairState', to) }),
      (version) => call(moveRepairTo, { params: { id: repair.id }, body: { to, at, version, ...(wait === null ? {} : wait) } }))
  }
  const inColumn = (column: number) => [...props.board.repairs].filter((one) => (carry.carried()?.id === one.id ? carry.carried()!.place === column : columnOf(one.state) === column)).sort(pressing)
  return (
    <>
      <p class="visually-hidden" aria-live="assertive">{said()}</p>
      <BlockDialog repair={blocking()} onWait={(wait) => { const repair = blocking(); setBlocking(null); if (repair !== null) void move(repair, 'blocked', wait) }} onClose={() => setBlocking(null)} />
      <div class="state-board table-scroll" role="group" tabindex="0" aria-label={t('board.byState')}>
        <For each={COLUMNS}>{(states, column) => (
          <section class="state-column" data-column={column()} data-under={carry.carried()?.place === column() ? '' : undefined} aria-labelledby={`column-${states[0]}`}>
            <h2 id={`column-${states[0]}`}>{words.code('repairState', states[0])} <span class="column-count">{inColumn(column()).length}</span></h2>
            <ul>
              <For each={inColumn(column())}>{(repair) => (
                <li class="board-item" data-carried={carry.carried()?.id === repair.id ? '' : undefined}>
                  <button type="button" class="board-card" data-repair={repair.id} aria-describedby="board-help" aria-pressed={carry.carried()?.id === repair.id}
                    onKeyDown={(event) => carry.onKeyDown(repair.id, event)} onPointerDown={(event) => carry.onPointerDown(repair.id, event)}>
                    <span class="grip" aria-hidden="true"><Icon name="more" size={16} /></span>
                    <CardWords repair={repair} conflicts={props.conflicts.get(repair.id) ?? []} />
                  </button>
                  <a class="card-open" href={`/desk?damage=${repair.damage}`} aria-label={t('board.open', { name: words.damage(repair) })}><Icon name="chevron_right" size={16} /></a>
                </li>
              )}</For>
            </ul>
          </section>
        )}</For>
      </div>
    </>
  )
}
