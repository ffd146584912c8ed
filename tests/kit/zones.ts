import type { Shape } from '../../geo/space/shape.ts'

/** A rectangle as an outline: west, south, east, north in degrees. */
export const boxOf = (west: number, south: number, east: number, north: number): Shape =>
  ({ type: 'MultiPolygon', coordinates: [[[[west, south], [east, south], [east, north], [west, north], [west, south]]]] })

/** A hazard zone as a desk sends it: confirmed mines around the world's substation, unless the test says otherwise. */
export const aZone = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  ({ kind: 'mines_confirmed', shape: boxOf(30.9, 46.9, 31.05, 47.05), from: '2026-03-01T00:00:00.000Z', owner: 'ДСНС', note: '', ...changes })

/** A clearance as a desk sends it: for the world's substation's surroundings, for the day of the tests. */
export const aClearance = (changes: Readonly<Record<string, unknown>> = {}): Record<string, unknown> =>
  ({ by: 'demining', reference: 'Акт 17', shape: boxOf(30.95, 46.95, 31.04, 47.04), from: '2026-03-05T06:00:00.000Z', until: '2026-03-05T18:00:00.000Z', ...changes })
