import { fileReport, getReport, listOwnReports } from '../../geo/reports/contract.ts'
import type { StoredReport } from '../../geo/reports/report.ts'
import { Problem } from '../../geo/problems.ts'
import type { Tx } from '../db/sql.ts'
import type { Scope } from '../../geo/access/scope.ts'
import type { Mount } from '../http/mount.ts'
import * as commands from './commands.ts'
import * as queries from './queries.ts'
import { stored } from './reading.ts'

async function found(tx: Tx, id: string, scope: Scope): Promise<StoredReport> {
  const [report] = await stored(tx, queries.byId(id, scope))
  if (report === undefined) throw new Problem('report-not-found', { id })
  return report
}

/** Reports, filed and read one by one; phones use /api/sync. */
export function mountReports(mount: Mount, makeId: () => string): void {
  mount(fileReport, async ({ tx, actor, scope, params, body, sent, now }) => {
    if (body.id !== params.id) throw new Problem('invalid-input', { issues: [{ at: 'body.id', message: 'is not the id of the address' }] })
    const filed = await commands.fileReport(tx, actor, scope, { report: body, body: sent, hash: commands.hashOf(sent), device: null, now, freshId: makeId(), told: true })
    // It was there before; one's own wherever it lies: it is not looked for by area.
    return filed ?? found(tx, params.id, { ...scope, areas: [] })
  })

  mount(getReport, ({ tx, scope, params }) => found(tx, params.id, scope))

  mount(listOwnReports, async ({ tx, actor, query }) => ({ reports: await stored(tx, queries.own(actor.id, query.limit)) }))
}
