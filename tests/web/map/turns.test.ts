import { expect, test } from 'vitest'
import { makeTurns, TURN } from '../../../web/map/turns.ts'

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
