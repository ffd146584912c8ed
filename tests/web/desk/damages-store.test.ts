import fc from 'fast-check'
import { createRoot } from 'solid-js'
import { describe, expect, test } from 'vitest'
import type { Damage } from '../../../geo/damages/damage.ts'
import { prioritise } from '../../../geo/damages/priority.ts'
import { inputs } from '../../geo/damages/inputs.ts'
import { Unreachable } from '../../../web/call.ts'
import { layOut, lineAt, lineAtTop, linesOf, topOf } from '../../../web/store/damage-lines.ts'
import { createDamages, type PageAsked } from '../../../web/store/damages.ts'

const priority = prioritise(inputs({ kind: 'mast' }))
const aDamage = (n: number, change: Partial<Damage> = {}): Damage => ({
  id: `00000000-0000-4000-8000-${String(n).padStart(12, '0')}`, state: 'open', site: null, names: { uk: null, en: `no. ${n}` }, kind: 'mast', sector: 'communications',
  position: null, place: '', area: null, areaNames: { uk: null, en: null }, severity: 2, function: 'out', safety: 'unknown', verification: 'unverified', mergedInto: null, tier: 3, override: null, priority,
  reports: 1, photos: 0, photosMissing: 0, openedAt: '2026-01-05T10:00:00Z', lastReportAt: '2026-01-05T10:00:00Z', restoredAt: null, repair: null, demo: false, version: 1, ...change,
})

/** A server's queue in a test's hand: pages from a place or after a cursor, groups by sector. */
function aQueue(rows: Damage[]) {
  const queue = { rows, asked: [] as PageAsked[], down: false }
  const damages = createRoot(() => createDamages({
    async page(_, asked, limit) {
      queue.asked.push(asked)
      if (queue.down) throw new Unreachable('no network')
      const group = asked.group?.split(':')[1]
      const all = group === undefined ? queue.rows : queue.rows.filter((row) => (row.sector ?? '') === group)
      const at = asked.around !== undefined ? Math.floor(all.findIndex(({ id }) => id === asked.around) / limit) * limit : asked.after === undefined ? asked.at ?? 0 : Number(asked.after)
      return { damages: all.slice(at, at + limit), next: at + limit < all.length ? String(at + limit) : null, total: all.length, at: asked.after === undefined ? at : null }
    },
    async groups() {
      const keys = [...new Set(queue.rows.map(({ sector }) => sector))]
      return keys.map((key) => ({ key, names: { uk: null, en: null }, count: queue.rows.filter(({ sector }) => sector === key).length }))
    },
  }))
  return { queue, damages }
}

const many = (count: number, change: Partial<Damage> = {}, from = 0) => Array.from({ length: count }, (_, n) => aDamage(from + n, change))
const settled = () => new Promise((resolve) => { setTimeout(resolve, 0) })

describe('the queue in the browser', () => {
  test('a refresh keeps the rows that are the same', async () => {
    const { queue, damages } = aQueue([aDamage(1), aDamage(2)])
    await damages.ask({})
    const kept = damages.state.rows[1]
    queue.rows = [aDamage(3), aDamage(1), aDamage(2)]
    await damages.refresh()
    expect(damages.state.rows.map((row) => row.id)).toEqual([aDamage(3).id, aDamage(1).id, aDamage(2).id])
    expect(damages.state.rows[2]).toBe(kept)
  })

  test('a changed fact is on its row after a refresh, and what is gone is gone', async () => {
    const { queue, damages } = aQueue([aDamage(1), aDamage(2)])
    await damages.ask({})
    queue.rows = [aDamage(2, { verification: 'verified', version: 2 })]
    await damages.refresh()
    expect(damages.state.rows.map((row) => [row.id, row.verification])).toEqual([[aDamage(2).id, 'verified']])
    expect(damages.state.total).toBe(1)
  })

  test('any place is read without those before it, a neighbour by the cursor, and a refresh reads what is looked at alone', async () => {
    const { queue, damages } = aQueue(many(100_000))
    await damages.ask({})
    expect([damages.state.total, damages.state.rows.length]).toEqual([100_000, 100])
    expect((await damages.at(77_777))?.id).toBe(aDamage(77_777).id)
    damages.look(77_790, 77_820)
    await settled()
    expect(damages.line(77_810)?.damage?.id).toBe(aDamage(77_810).id)
    expect(queue.asked.slice(1)).toEqual([{ at: 77_700 }, { after: '77800' }])
    queue.asked = []
    await damages.refresh()
    expect(queue.asked).toEqual([{ at: 77_700 }, { at: 77_800 }])
    expect([damages.state.rows.length, damages.line(5)?.damage]).toEqual([200, undefined])
  })

  test('another question that nothing fits is answered with nothing', async () => {
    const { queue, damages } = aQueue(many(55))
    await damages.ask({})
    queue.rows = []
    await damages.ask({ text: 'x' })
    expect([damages.state.total, damages.state.phase, damages.state.rows.length, damages.line(0)]).toEqual([0, 'ready', 0, undefined])
  })

  test('a damage is found at its line wherever it is', async () => {
    const { damages } = aQueue(many(1000))
    await damages.ask({})
    expect([await damages.lineOf(aDamage(50).id), await damages.lineOf(aDamage(777).id)]).toEqual([50, 777])
    expect(damages.lineHere(aDamage(777).id)).toBe(777)
  })

  test('groups have heads with counts, are read each by itself, and fold up', async () => {
    const { queue, damages } = aQueue([...many(150), ...many(30, { sector: 'energy' }, 500), ...many(2, { sector: null }, 600)])
    await damages.ask({}, 'sector')
    expect(damages.state.sections.map(({ key, count, head, firstRow }) => [key, count, head, firstRow])).toEqual([['communications', 150, 0, 1], ['energy', 30, 151, 152], [null, 2, 182, 183]])
    expect(damages.line(0)).toMatchObject({ place: -1, section: { key: 'communications' } })
    expect((await damages.at(152))?.id).toBe(aDamage(500).id)
    expect(queue.asked.map(({ group }) => group)).toEqual(['sector:communications', 'sector:energy'])
    expect([damages.next(150, 1), damages.next(152, -1), damages.next(-1, 1), damages.next(185, -1)]).toEqual([152, 150, 1, 184])
    damages.fold('communications')
    expect(damages.state.sections.map(({ head }) => head)).toEqual([0, 1, 32])
    expect([damages.line(2)?.damage?.id, damages.next(-1, 1)]).toEqual([aDamage(500).id, 2])
  })

  test('a supposed fact stands on its row until it is taken back, and never over what the server said since', async () => {
    const { queue, damages } = aQueue([aDamage(1)])
    await damages.ask({})
    const takeBack = damages.suppose(aDamage(1).id, { verification: 'verified' })
    expect(damages.state.rows[0]?.verification).toBe('verified')
    takeBack()
    expect(damages.state.rows[0]?.verification).toBe('unverified')
    const late = damages.suppose(aDamage(1).id, { verification: 'verified' })
    queue.rows = [aDamage(1, { verification: 'disputed', version: 2 })]
    await damages.refresh()
    late()
    expect(damages.state.rows[0]?.verification).toBe('disputed')
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

const groups = fc.array(fc.record({ key: fc.uuid(), names: fc.constant({ uk: null, en: null }), count: fc.nat(40) }), { minLength: 1, maxLength: 12 })

describe('the lines of the queue', () => {
  test('lie one below the other: each line is of one group, begins where the one above ends, and is found at its height', () => {
    fc.assert(fc.property(groups, fc.boolean(), fc.integer({ min: 20, max: 200 }), fc.integer({ min: 10, max: 60 }), (all, heads, row, head) => {
      const sections = layOut(all, heads, new Set(all.filter((_, nth) => nth % 3 === 1).map(({ key }) => key)))
      let top = 0
      for (let line = 0; line < linesOf(sections); line += 1) {
        expect(topOf(sections, line, { row, head })).toBe(top)
        expect(lineAtTop(sections, top + 1, { row, head })).toBe(line)
        const found = lineAt(sections, line)!
        top += found.row < 0 ? head : row
      }
      expect(lineAt(sections, linesOf(sections))).toBeUndefined()
      expect(topOf(sections, linesOf(sections), { row, head })).toBe(top)
    }))
  })
})
