import { expect, test } from 'vitest'
import { ringsOf, type PackedOutline } from '../../../geo/areas/outline.ts'
import { fixDoubts } from '../../../geo/space/fix.ts'
import type { Position } from '../../../geo/space/position.ts'
import { run, sql } from '../../../api/db/sql.ts'
import { ask, fillWorld, syncAs } from '../../kit/world.ts'
import { withApi } from '../../kit/with-api.ts'

type Told = { changes: { areas: { code: string; outline: PackedOutline | null }[] } }

// A border as crinkled as a river's: 6,000 positions, and at its corners the box around it is far outside.
const border: Position[] = Array.from({ length: 6000 }, (_, n) => {
  const turn = (n / 6000) * 2 * Math.PI
  const far = 1.8 + 0.25 * Math.sin(5 * turn) + 0.02 * Math.sin(97 * turn) + 0.002 * Math.sin(1499 * turn)
  return [32.5 + far * Math.cos(turn), 48.5 + 0.7 * far * Math.sin(turn)]
})

test('a phone has a coarse outline of its areas, which holds all of them, and judges a fix by it rather than by the box', withApi(async (api) => {
  await fillWorld(api.standing.database)
  const ring = JSON.stringify({ type: 'MultiPolygon', coordinates: [[[...border, border[0]]]] })
  await api.standing.database.write((tx) => run(tx, sql`update areas set geom = st_setsrid(st_geomfromgeojson(${ring}), 4326) where code = 'TW'`))

  const { body } = await syncAs(api, 'crew-7', []) as unknown as { body: Told }
  const outlines = body.changes.areas.filter(({ outline }) => outline !== null)
  expect(outlines.map(({ code }) => code), 'of what was granted alone').toEqual(['TW'])
  const packed = outlines[0]!.outline!
  process.stdout.write(`an outline of a border of 6,000 positions: ${JSON.stringify(packed).length} bytes\n`)
  expect(JSON.stringify(packed).length, 'bytes of a border of 6,000 positions').toBeLessThan(4_000)

  const { body: { bbox } } = await ask<{ bbox: [number, number, number, number] }>(api, 'crew-7', 'GET', '/api/me')
  const reach = { bbox, outlines: [ringsOf(packed)] }
  const doubts = (position: Position, accuracyM = 10) => fixDoubts({ position, accuracyM, atMs: 0 }, null, reach)
  expect(border.filter((_, n) => n % 7 === 0).filter((position) => doubts(position).length > 0), 'inside the area, yet called outside').toEqual([])
  const [west, south, east, north] = bbox
  for (const corner of [[west, south], [west, north], [east, south], [east, north]] as Position[]) {
    expect(fixDoubts({ position: corner, accuracyM: 10, atMs: 0 }, null, { bbox }), 'by the box').toEqual([])
    expect(doubts(corner), 'by the outline').toEqual(['outside'])
  }
  // Some 5 km past the border, on every side.
  expect(border.filter((_, n) => n % 50 === 0).filter(([lon, lat]) => !doubts([32.5 + (lon - 32.5) * 1.045, 48.5 + (lat - 48.5) * 1.045]).includes('outside'))).toEqual([])
}))
