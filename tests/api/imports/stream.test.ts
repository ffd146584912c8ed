import { expect, test } from 'vitest'
import { readGeojson } from '../../../api/imports/read-geojson.ts'
import { isRefused } from '../../../api/imports/rows.ts'
import { toSite } from '../../../api/imports/to-site.ts'

const FEATURES = 200_000
const GROWTH_MB = 200

async function* largeFile() {
  yield Buffer.from('{"type":"FeatureCollection","features":[')
  for (let id = 0; id < FEATURES; id += 100) {
    const features = Array.from({ length: 100 }, (_, nth) => JSON.stringify({
      type: 'Feature', id: id + nth, properties: { power: 'tower', operator: 'an operator with a name of some length', note: 'x'.repeat(200) },
      geometry: { type: 'Point', coordinates: [22 + ((id + nth) % 1800) / 100, 45 + ((id + nth) % 700) / 100] },
    }))
    yield Buffer.from(`${id === 0 ? '' : ','}${features.join(',\n')}`)
  }
  yield Buffer.from(']}')
}

test('a file of 200,000 features is read in memory that does not grow with it', async () => {
  let sites = 0
  let peak = 0
  const before = process.memoryUsage().rss
  for await (const feature of readGeojson(largeFile)) {
    const row = isRefused(feature) ? undefined : toSite(feature, { source: 'test', licence: '', attribution: '', columns: {} })
    if (row !== undefined && 'kind' in row && row.kind === 'power_tower') sites += 1
    if (sites % 10_000 === 0) peak = Math.max(peak, process.memoryUsage().rss)
  }
  expect(sites).toBe(FEATURES)
  // The file is 80 MB; held whole, as text and as objects, it would take several times as much.
  expect((peak - before) / 1e6).toBeLessThan(GROWTH_MB)
})
