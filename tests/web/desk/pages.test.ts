import fc from 'fast-check'
import { expect, test } from 'vitest'
import { boardAddress, boardViewOf, ONLY, VIEWS } from '../../../web/desk/board/board-view.ts'
import { askedOf, periodOf } from '../../../web/desk/numbers-asked.ts'

const NOON = Date.parse('2026-03-05T12:00:00Z')
const HOUR = 3_600_000

test('the address of the board says all that narrows it, and what it does not know it leaves out', () => {
  const view = fc.record({ view: fc.constantFrom(...VIEWS), only: fc.constantFrom(...ONLY), area: fc.constantFrom('', 'UA63'), crew: fc.constantFrom('', '019ffffe-0000-7000-8000-000000000001'), text: fc.string({ maxLength: 100 }).map((text) => text.trim()) })
  fc.assert(fc.property(view, (one) => { expect(boardViewOf(new URL(boardAddress(one), 'http://localhost').search)).toEqual(one) }))
  expect(boardViewOf('?view=month&only=some&crew=7')).toEqual({ view: 'states', only: 'all', area: '', crew: '', text: '' })
})

test('the numbers are asked for the last days, or a period of one\'s own that goes on to now where it has no end', () => {
  const of = (search: string) => { const { from, to } = periodOf(askedOf(search), NOON); return [(from - NOON) / HOUR, (to - NOON) / HOUR] }
  expect(of('')).toEqual([-7 * 24, 0])
  expect(of('?days=1')).toEqual([-24, 0])
  expect(of('?from=2026-03-05T09:00:00Z')).toEqual([-3, 0])
  expect(of('?from=2026-03-05T09:00:00Z&to=2026-03-05T11:00:00Z')).toEqual([-3, -1])
  expect(of('?days=1&to=2026-03-05T11:00:00Z')).toEqual([-25, -1])
  expect(of('?from=yesterday&days=99')).toEqual([-7 * 24, 0])
})
