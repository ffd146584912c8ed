import { expect, test } from 'vitest'
import { AREA_CLOCKS, clockOf } from '../../../geo/areas/clock.ts'

test('the clock of an area is that of its country, and every one on the list is a clock that is known', () => {
  expect([clockOf(['UA', 'UA63', 'UA6301'], 'UTC'), clockOf(['PL', 'PL14'], 'UTC'), clockOf(['XX'], 'Asia/Tbilisi'), clockOf([], 'UTC')]).toEqual(['Europe/Kyiv', 'Europe/Warsaw', 'Asia/Tbilisi', 'UTC'])
  expect(clockOf(['XX', 'toString'], 'UTC')).toBe('UTC')
  for (const zone of Object.values(AREA_CLOCKS)) expect(new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone).toBeTruthy()
})

test('the smallest area that has a clock of its own decides', () => {
  expect(clockOf(['PL', 'UA'], 'UTC')).toBe('Europe/Kyiv')
  expect(clockOf(['UA', 'XX', 'MD', 'YY'], 'UTC')).toBe('Europe/Chisinau')
})
