import { expect, test } from 'vitest'
import { makePatience, makeTurns, TURN } from '../../../web/map/turns.ts'

test('pictures of a map are painted anew after a movement, one a frame, and stay so until the next', () => {
  const turns = Object.values(TURN).map(makeTurns)
  const frame = (moving: boolean) => turns.map((turn) => turn(moving, false))
  expect(frame(false)).toEqual(['painted', 'painted', 'painted']) // the first ever
  for (let movement = 0; movement < 2; movement += 1) {
    for (let nth = 0; nth < 13; nth += 1) expect(new Set(frame(true))).toEqual(new Set(['moving']))
    const after = Array.from({ length: 6 }, () => frame(false))
    expect(after.map((frame) => frame.filter((state) => state === 'painted').length)).toEqual([0, 1, 2, 3, 3, 3])
    expect(after.flat()).not.toContain('moving')
  }
})

test('a picture that changes where it stands waits for its turn, too, so that an answer is not drawn all in one frame', () => {
  const turns = Object.values(TURN).map(makeTurns)
  const frame = (changed: boolean) => turns.map((turn) => turn(false, changed))
  expect(frame(false)).toEqual(['painted', 'painted', 'painted'])
  const after = [frame(true), ...Array.from({ length: 4 }, () => frame(false))]
  expect(after.map((states) => states.filter((state) => state === 'painted').length)).toEqual([0, 1, 2, 3, 3])
  expect(after.flat()).not.toContain('moving')
})

test('symbols stay as they are after a movement until their answer is there, and no longer than they should when none comes', () => {
  const patience = makePatience(350)
  expect(patience(false, false, 0)).toBe('painted') // the first ever
  expect([10, 26].map((at) => patience(true, false, at))).toEqual(['moving', 'moving'])
  expect([42, 100, 200].map((at) => patience(false, false, at))).toEqual(['waiting', 'waiting', 'waiting'])
  expect(patience(false, true, 230)).toBe('painted')
  expect(patience(false, false, 246)).toBe('painted') // and stays so
  // What comes while it moves is of the place before: painted with the next, or when none has come.
  expect([300, 316].map((at, nth) => patience(true, nth === 1, at))).toEqual(['moving', 'moving'])
  expect([332, 681, 682, 700].map((at) => patience(false, false, at))).toEqual(['waiting', 'waiting', 'painted', 'painted'])
})
