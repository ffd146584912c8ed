import { describe, expect, test } from 'vitest'
import { zonesOfFile } from '../../../geo/hazards/geojson.ts'

const square = [[[31, 47], [31.1, 47], [31.1, 47.1], [31, 47.1], [31, 47]]]
const feature = (geometry: unknown, properties: unknown = {}) => ({ type: 'Feature', properties, geometry })
const collection = (...features: unknown[]) => JSON.stringify({ type: 'FeatureCollection', features })

describe('a GeoJSON file of zones', () => {
  test('gives each feature that is one, and of each other the reason, by its number', () => {
    const { features } = zonesOfFile(collection(
      feature({ type: 'Polygon', coordinates: square }, { kind: 'fire', name: 'Ліс', description: 'горить торф' }),
      feature({ type: 'Polygon', coordinates: [square[0]!.slice(0, 4)] }, { name: 'open' }),
      feature(null),
      feature({ type: 'Polygon', coordinates: square.map((ring) => ring.map(([x, y]) => [x! * 100_000, y! * 100_000])) }),
      feature({ type: 'GeometryCollection', geometries: [] }),
      feature({ type: 'MultiPoint', coordinates: [[31, 47]] }),
      feature({ type: 'Polygon', coordinates: [Array.from({ length: 3000 }, () => [31, 47])] }),
      feature({ type: 'Point', coordinates: [31, 47, 120] }, { kind: 'dragons' }),
      feature({ type: 'LineString', coordinates: [[31, 47], [31.1, 47.1]] }),
      'no feature',
    ), 250)
    expect(features!.map((one) => one.refusal)).toEqual([undefined, 'ring-broken', 'no-geometry', 'not-degrees', 'empty', 'geometry-unfit', 'too-many-corners', undefined, undefined, 'no-geometry'])
    expect(features![0]).toEqual({ nth: 1, name: 'Ліс', shape: { type: 'MultiPolygon', coordinates: [square] }, around: null, kind: 'fire', note: 'Ліс. горить торф' })
    expect(features![7]).toMatchObject({ nth: 8, kind: null, shape: null, around: { path: [[31, 47]], radiusM: 250 } })
    expect(features![8]).toMatchObject({ around: { path: [[31, 47], [31.1, 47.1]], radiusM: 250 } })
  })

  test('may be one feature or one geometry; what is none of it says so', () => {
    const geometry = { type: 'Polygon', coordinates: square }
    for (const file of [geometry, feature(geometry)]) expect(zonesOfFile(JSON.stringify(file), 100).features).toMatchObject([{ nth: 1, shape: { type: 'MultiPolygon' } }])
    for (const [text, problem] of [['<kml>', 'not-geojson'], ['[1]', 'not-geojson'], ['{"type":"Topology"}', 'not-geojson'], [collection(), 'no-features'], [collection(...Array.from({ length: 501 }, () => 1)), 'too-many']]) {
      expect(zonesOfFile(text!, 100).problem).toBe(problem)
    }
  })
})
