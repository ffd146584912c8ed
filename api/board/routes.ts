import { pressing } from '../../geo/clocks/clocks.ts'
import { readBoard } from '../../geo/plan/contract.ts'
import { BoardCrew, BoardRepair } from '../../geo/plan/plan.ts'
import { clocksAt } from '../clocks/reading.ts'
import { many } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import * as queries from './queries.ts'

const AT_MOST = 400
const Row = BoardRepair.omit({ clock: true })

/** Repairs on the board and in the plan of crews. */
export function mountBoard(mount: Mount): void {
  mount(readBoard, async ({ tx, scope, query, now }) => {
    const rows = await many(tx, Row, queries.repairs(query.area, now, AT_MOST + 1, scope))
    const shown = rows.slice(0, AT_MOST)
    const clocks = new Map((await clocksAt(tx, [...new Set(shown.map(({ damage }) => damage))], now)).map((one) => [one.id, pressing(one.clocks)]))
    return { repairs: shown.map((row) => ({ ...row, clock: clocks.get(row.damage) ?? null })), crews: await many(tx, BoardCrew, queries.crews(query.area, scope)), more: rows.length > AT_MOST }
  })
}
