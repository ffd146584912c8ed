import { KeptSituation } from '../../geo/situation/situation.ts'
import { getSituation, keepSituation, listSituations, printSituation, readSituation } from '../../geo/situation/contract.ts'
import type { Scope } from '../../geo/access/scope.ts'
import { Problem } from '../../geo/problems.ts'
import { many, maybe, type Tx } from '../db/sql.ts'
import type { Mount } from '../http/mount.ts'
import { momentOf } from '../map/past.ts'
import { keep, reckon, Whole } from './commands.ts'
import * as queries from './queries.ts'

const AT_ONCE = 50

/** A kept report. Throws `situation-not-found`. */
async function found(tx: Tx, id: string, scope: Scope) {
  const report = await maybe(tx, Whole, queries.byId(id, scope))
  if (report === undefined) throw new Problem('situation-not-found', { id })
  return report
}

/** A zone that the runtime knows: times in another cannot be told. */
function zoneOf(zone: string): string {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return zone
  } catch (error) {
    if (error instanceof RangeError) return 'UTC'
    throw error
  }
}

/** The situation of an area on one page: as it is, as it was, and the reports that are kept of it. */
export function mountSituation(mount: Mount): void {
  mount(readSituation, async ({ tx, scope, query, now }) =>
    reckon(tx, scope, { area: query.area, now, at: query.at === undefined ? undefined : momentOf(query.at, now) }))

  mount(listSituations, async ({ tx, scope, query }) => {
    const rows = await many(tx, KeptSituation, queries.list({ area: query.area, before: query.before }, AT_ONCE + 1, scope))
    return { reports: rows.slice(0, AT_ONCE), more: rows.length > AT_ONCE }
  })

  mount(getSituation, ({ tx, scope, params }) => found(tx, params.id, scope))

  mount(keepSituation, async ({ tx, actor, scope, params, body, now }) => {
    await keep(tx, scope, { id: params.id, area: body.area, by: actor, due: null, now })
    const report = await maybe(tx, Whole, queries.byId(params.id, scope))
    // The id is another's, or one of another area: what stands under it is not told.
    if (report === undefined || report.area !== body.area) throw new Problem('op-id-taken', { id: params.id })
    return report
  })

  mount(printSituation, async ({ tx, scope, params, query, c }) => {
    const { content, ...kept } = await found(tx, params.id, scope)
    // Seldom asked for, and half a second to load.
    const { pdfOf } = await import('./pdf.ts')
    const bytes = await pdfOf(content, { kept, language: query.language, zone: zoneOf(query.zone) })
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/pdf', 'content-disposition': `inline; filename="situation-${kept.number}-${query.language}.pdf"`, 'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'", 'cache-control': 'private, max-age=86400, immutable',
    })
  })
}
