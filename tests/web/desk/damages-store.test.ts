import { createRoot } from 'solid-js'
import { describe, expect, test } from 'vitest'
import type { Damage } from '../../../geo/damages/damage.ts'
import { prioritise } from '../../../geo/damages/priority.ts'
import { inputs } from '../../geo/damages/inputs.ts'
import { Unreachable } from '../../../web/call.ts'
import { createDamages, type DamagesPage } from '../../../web/store/damages.ts'

const priority = prioritise(inputs({ kind: 'mast' }))
const aDamage = (n: number, change: Partial<Damage> = {}): Damage => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, state: 'open', site: null, names: { uk: null, en: `no. ${n}` }, kind: 'mast', sector: 'communications',
  position: null, place: '', area: null, areaNames: { uk: null, en: null }, severity: 2, function: 'out', safety: 'unknown', verification: 'unverified', mergedInto: null, tier: 3, override: null, priority,
  reports: 1, photos: 0, photosMissing: 0, openedAt: '2026-01-05T10:00:00Z', lastReportAt: '2026-01-05T10:00:00Z', restoredAt: null, repair: null, demo: false, version: 1, ...change,
})

/** A server's queue in a test's hand: pages of the size that is asked for, after the cursor that was given. */
function aQueue(rows: Damage[]) {
  const queue = { rows, asked: [] as number[], down: false }
  const read = async (_: unknown, limit: number, after: string | null): Promise<DamagesPage> => {
    queue.asked.push(limit)
    if (queue.down) throw new Unreachable('no network')
    const from = after === null ? 0 : Number(after)
    const damages = queue.rows.slice(from, from + limit)
    return { damages, next: from + limit < queue.rows.length ? String(from + limit) : null, total: queue.rows.length }
  }
  return { queue, damages: createRoot(() => createDamages(read)) }
}

const many = (count: number) => Array.from({ length: count }, (_, n) => aDamage(n))

describe('the queue in the browser', () => {
  test('a refresh keeps the rows that are the same and says which are new', async () => {
    const { queue, damages } = aQueue([aDamage(1), aDamage(2)])
    await damages.ask({})
    const kept = damages.state.rows[1]
    queue.rows = [aDamage(3), aDamage(1), aDamage(2)]
    expect(await damages.refresh()).toEqual([aDamage(3).id])
    expect(damages.state.rows.map((row) => row.id)).toEqual([aDamage(3).id, aDamage(1).id, aDamage(2).id])
    expect(damages.state.rows[2]).toBe(kept)
  })

  test('a changed fact is on its row after a refresh, and what is gone is gone', async () => {
    const { queue, damages } = aQueue([aDamage(1), aDamage(2)])
    await damages.ask({})
    queue.rows = [aDamage(2, { verification: 'verified', version: 2 })]
    await damages.refresh()
    expect(damages.state.rows.map((row) => [row.id, row.verification])).toEqual([[aDamage(2).id, 'verified']])
  })

  test('pages follow one another, and a refresh reads as far as was paged', async () => {
    const { queue, damages } = aQueue(many(250))
    await damages.ask({})
    await damages.more()
    expect(damages.state.rows).toHaveLength(200)
    queue.asked = []
    await damages.refresh()
    expect(queue.asked).toEqual([200])
    await damages.more()
    expect(damages.state.rows).toHaveLength(250)
    expect(damages.state.next).toBeNull()
  })

  test('a row that moved onto the next page meanwhile is shown once', async () => {
    const { queue, damages } = aQueue(many(150))
    await damages.ask({})
    queue.rows = [aDamage(999), ...many(150)]
    await damages.more()
    expect(new Set(damages.state.rows.map((row) => row.id)).size).toBe(damages.state.rows.length)
  })

  test('a server that does not answer leaves what is shown, and says so', async () => {
    const { queue, damages } = aQueue([aDamage(1)])
    await damages.ask({})
    queue.down = true
    await damages.refresh()
    expect([damages.state.phase, damages.state.problem, damages.state.rows.length]).toEqual(['failed', 'unreachable', 1])
    queue.down = false
    await damages.refresh()
    expect(damages.state.phase).toBe('ready')
  })
})
