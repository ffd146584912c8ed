import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import type { RepairState } from '../../geo/repairs/lifecycle.ts'
import { RepairMove } from '../../geo/repairs/repair.ts'
import { verify } from '../damages/commands.ts'
import { maybe, one, type Tx } from '../db/sql.ts'
import { importedId } from '../imports/ids.ts'
import * as repairs from '../repairs/commands.ts'
import { fileReport, hashOf } from '../reports/commands.ts'
import { demoCrews } from './people.ts'
import * as queries from './queries.ts'
import type { Fate, Planned } from './reports.ts'

const actor: Actor = { id: 'system:demonstration', name: 'Demonstration', kind: 'system', grants: [{ role: 'dispatcher', area: null, organisation: null, crew: null }] }

const HOUR_MS = 3_600_000
const Damaged = z.object({ id: z.uuid(), version: z.number().int(), state: z.string() })

// How far the repair of each fate has come: the state and the hours after the report at which it came there.
const STEPS: Readonly<Record<Fate, readonly (readonly [RepairState, number])[]>> = {
  open: [], verified: [],
  assigned: [['en_route', 1.2]],
  underway: [['en_route', 0.8], ['on_site', 1.5], ['in_progress', 1.9]],
  blocked: [['en_route', 0.9], ['on_site', 1.6], ['blocked', 1.8]],
  restored: [['en_route', 2], ['on_site', 4], ['restored', 30]],
}

/** Files the reports through the same commands as people do, and moves their damages on as planned. */
export async function fileDemoReports(tx: Tx, planned: readonly Planned[], now: Date): Promise<void> {
  for (const [nth, { report, oblast, fate }] of planned.entries()) {
    const crew = demoCrews.find(({ area }) => area === oblast) ?? demoCrews[nth % demoCrews.length]!
    const observed = Date.parse(report.observedAt)
    const after = (hours: number) => new Date(Math.min(now.getTime(), observed + hours * HOUR_MS))
    await fileReport(tx, actor, { ...EVERYWHERE, crews: [crew.id] }, {
      report, body: report, hash: hashOf(report), device: null, now: after(0.1), demo: true, freshId: importedId('damage', 'demonstration', report.id),
    })
    if (fate === 'open') continue
    const damage = await maybe(tx, Damaged, queries.damageOf(report.id))
    // A report that joined a damage under repair changes nothing about the repair.
    if (damage === undefined || damage.id !== importedId('damage', 'demonstration', report.id)) continue
    await moveOn(tx, { damage, fate, crew: crew.id, after, back: new Date(now.getTime() + (6 + nth % 9) * HOUR_MS), report: report.id })
  }
}

async function moveOn(tx: Tx, given: { damage: z.infer<typeof Damaged>; fate: Fate; crew: string; back: Date; after: (hours: number) => Date; report: string }) {
  const { damage, fate, crew, after } = given
  // What is repaired was believed; its last word is the repair's.
  if (fate !== 'restored') await verify(tx, actor, EVERYWHERE, { id: damage.id, verification: 'verified', why: '', version: damage.version, now: after(0.5) })
  const steps = STEPS[fate]
  if (steps.length === 0) return
  const repair = importedId('repair', 'demonstration', given.report)
  const wanted = { damage: damage.id, crew, urgency: 'temporary', note: '' }
  await repairs.open(tx, actor, EVERYWHERE, { id: repair, ...wanted, hash: hashOf(wanted), now: after(0.6), demo: true })
  for (const [to, hours] of steps) {
    const step = RepairMove.parse({ to, at: after(hours).toISOString(), blockedBy: to === 'blocked' ? 'awaiting_parts' : null })
    await repairs.move(tx, actor, EVERYWHERE, repair, step, after(hours))
  }
  if (fate !== 'underway') return
  const { version } = await one(tx, z.object({ version: z.number().int() }), queries.repairVersion(repair))
  await repairs.setEtr(tx, actor, EVERYWHERE, { id: repair, at: given.back.toISOString(), source: 'crew', confidence: 'medium', version, now: after(2) })
}
