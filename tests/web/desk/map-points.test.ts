import { expect, test } from 'vitest'
import { drawnOf, type LabelWords } from '../../../web/desk/map-points.ts'
import type { MapData } from '../../../web/store/map-view.ts'

const words: LabelWords = { named: ({ en }) => en, readable: ({ en }) => en, kind: (kind) => kind, severity: (severity) => `grade ${severity}`, service: (service) => service, repair: (state) => `repair ${state}`, damages: (count) => `${count} damages`, sites: (count) => `${count} sites` }
const damage = (n: number, state: string, lon: number): MapData['points'][number] => ({
  id: `00000000-0000-4000-8000-00000000000${n}`, what: 'damage', kind: 'substation', sector: 'energy', position: [lon, 48], severity: 3, function: 'out', state, names: { uk: null, en: `No. ${n}` }, version: 1,
})
const data = (...points: MapData['points']): MapData => ({ points, clusters: [], lines: [], dots: [], damages: points.length, sites: 0, partial: false })

test('the map says of each damage how far the work on it is, by a badge and in words, and of those drawn as one nothing', () => {
  const apart = drawnOf(data(damage(1, 'none', 30), damage(2, 'assigned', 31), damage(3, 'on_site', 32), damage(4, 'blocked', 33), damage(5, 'field_complete', 34), damage(6, 'of a newer server', 35)), 12, null, words)
  expect(apart.repairs.map(({ position, badge }) => [position[0], badge])).toEqual([[31, 'waits'], [32, 'work'], [33, 'blocked'], [34, 'done']])
  expect(apart.points.map(({ label }) => label.split(', ').slice(2).join())).toEqual(['', 'repair assigned', 'repair on_site', 'repair blocked', 'repair field_complete', ''])
  expect(drawnOf(data(damage(2, 'assigned', 31), damage(3, 'on_site', 31)), 5, null, words)).toMatchObject({ repairs: [], points: [{ symbol: { is: 'cluster', count: 2 } }] })
})
