import { z } from 'zod'
import type { Actor } from '../../geo/access/roles.ts'
import { EVERYWHERE } from '../../geo/access/scope.ts'
import type { RepairState } from '../../geo/repairs/lifecycle.ts'
import { RepairMove } from '../../geo/repairs/repair.ts'
import { verify } from '../damages/commands.ts'
import { happensAt } from '../events/commands.ts'
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

/** Something that is to happen at a moment, and what it leads to. */
type Step = { readonly at: Date; readonly run: () => Promise<readonly Step[]> }

/** Files the reports through the same commands as people do, and moves their damages on as planned: each thing in its turn, so that the past of the demonstration is one. */
export async function fileDemoReports(tx: Tx, planned: readonly Planned[], now: Date): Promise<void> {
  const waiting = planned.map((one, nth) => filing(tx, one, nth, now))
  for (;;) {
    const next = waiting.reduce<Step | undefined>((first, step) => (first === undefined || step.at < first.at ? step : first), undefined)
    if (next === undefined) break
    waiting.splice(waiting.indexOf(next), 1)
    await happensAt(tx, next.at)
    waiting.push(...await next.run())
  }
  await happensAt(tx, null)
}

function filing(tx: Tx, { report, fate, oblast }: Planned, nth: number, now: Date): Step {
  const crew = demoCrews.find(({ area }) => area === oblast) ?? demoCrews[nth % demoCrews.length]!
  const back = new Date(now.getTime() + (6 + nth % 9) * HOUR_MS)
  const observed = Date.parse(report.observedAt)
  const after = (hours: number) => new Date(Math.min(now.getTime(), observed + hours * HOUR_MS))
  const id = importedId('damage', 'demonstration', report.id)
  return {
    at: after(0.1),
    async run() {
      await fileReport(tx, actor, { ...EVERYWHERE, crews: [crew.id] }, { report, body: report, hash: hashOf(report), device: null, now: after(0.1), demo: true, freshId: id })
      const damage = await maybe(tx, Damaged, queries.damageOf(report.id))
      // A report that joined a damage under repair changes nothing about the repair.
      return fate === 'open' || damage?.id !== id ? [] : movingOn(tx, { damage: id, fate, crew: crew.id, back, after, report: report.id })
    },
  }
}

function movingOn(tx: Tx, { damage, fate, crew, back, after, report }: { damage: string; fate: Fate; crew: string; back: Date; after: (hours: number) => Date; report: string }): Step[] {
  const step = (hours: number, work: (at: Date) => Promise<void>): Step => ({ at: after(hours), run: async () => { await work(after(hours)); return [] } })
  const believed = step(0.5, async (at) => {
    const { version } = await one(tx, Damaged, queries.damageOf(report))
    await verify(tx, actor, EVERYWHERE, { id: damage, verification: 'verified', why: '', version, now: at })
  })
  // What is repaired was believed; its last word is the repair's.
  const steps = fate === 'restored' ? [] : [believed]
  if (STEPS[fate].length === 0) return steps
  const repair = importedId('repair', 'demonstration', report)
  const wanted = { damage, crew, urgency: 'temporary', note: '' }
  return [
    ...steps,
    step(0.6, (at) => repairs.open(tx, actor, EVERYWHERE, { id: repair, ...wanted, hash: hashOf(wanted), now: at, demo: true })),
    ...STEPS[fate].map(([to, hours]) => step(hours, (at) => repairs.move(tx, actor, EVERYWHERE, repair, RepairMove.parse({ to, at: at.toISOString(), blockedBy: to === 'blocked' ? 'awaiting_parts' : null }), at))),
    ...(fate !== 'underway' ? [] : [step(2, async (at) => {
      const { version } = await one(tx, z.object({ version: z.number().int() }), queries.repairVersion(repair))
      await repairs.setEtr(tx, actor, EVERYWHERE, { id: repair, at: back.toISOString(), source: 'crew', confidence: 'medium', version, now: at })
    })]),
  ]
}
