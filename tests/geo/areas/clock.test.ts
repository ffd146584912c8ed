import { expect, test } from 'vitest'
import { AREA_CLOCKS, CLOCK_ELSEWHERE, clockOf } from '../../../geo/areas/clock.ts'

test('the clock of an area is that of its country, and every one on the list is a clock that is known', () => {
  expect([clockOf(['UA', 'UA63', 'UA6301']), clockOf(['PL', 'PL14']), clockOf(['XX']), clockOf([])]).toEqual(['Europe/Kyiv', 'Europe/Warsaw', CLOCK_ELSEWHERE, CLOCK_ELSEWHERE])
  expect(clockOf(['XX', 'toString'])).toBe(CLOCK_ELSEWHERE)
  for (const zone of [...Object.values(AREA_CLOCKS), CLOCK_ELSEWHERE]) expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).toBeTruthy()
})

test('the smallest area that has a clock of its own decides', () => {
  expect(clockOf(['PL', 'UA'])).toBe('Europe/Kyiv')
  expect(clockOf(['UA', 'XX', 'MD', 'YY'])).toBe('Europe/Chisinau')
})
