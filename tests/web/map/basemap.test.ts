import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon'
import { feature } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { describe, expect, test } from 'vitest'
import { projectRoot } from '../../../api/root.ts'
import { shapesOf, type BaseNames } from '../../../web/map/base-data.ts'
import { isWritten } from '../../../web/map/label-style.ts'
import manifest from '../../../web/map/basemap-manifest.json'

const text = (path: string) => readFileSync(join(projectRoot, 'web/static', path), 'utf8')
const { near, far } = JSON.parse(text(manifest.map)) as { near: Topology; far: Topology }
const areas = (topology: Topology, name: string) => feature(topology, topology.objects[name] as GeometryCollection).features as GeoJSON.Feature<GeoJSON.Polygon | GeoJSON.MultiPolygon>[]
const holders = (topology: Topology, name: string, at: [number, number]) => areas(topology, name).filter((area) => booleanPointInPolygon(at, area)).map((area) => area.id)

const CITIES: readonly (readonly [string, [number, number], string])[] = [
  ['Simferopol', [34.1108, 44.9572], 'UA01'], ['Sevastopol', [33.5213, 44.608], 'UA85'], ['Kerch', [36.4754, 45.3568], 'UA01'], ['Yalta', [34.166, 44.5], 'UA01'],
  ['Donetsk', [37.8022, 48.023], 'UA14'], ['Luhansk', [39.3286, 48.5695], 'UA44'], ['Kyiv', [30.5238, 50.4547], 'UA80'], ['Uzhhorod', [22.2947, 48.6242], 'UA21'],
]

describe('the base map', () => {
  test.each(CITIES)('holds %s in its own region and in no other country', (_, at, region) => {
    expect(holders(near, 'regions', at)).toEqual([region])
    expect(holders(near, 'neighbours', at)).toEqual([])
    expect(holders(far, 'surroundings', at)).toEqual([])
  })

  test('names all 27 regions in both languages, with a place inside each for its name', () => {
    const regions = areas(near, 'regions')
    expect(regions).toHaveLength(27)
    for (const region of regions) {
      expect(region.properties).toMatchObject({ iso: expect.stringMatching(/^UA-\d\d$/), uk: expect.stringMatching(/[а-яіїє]/), en: expect.stringMatching(/^[A-Z]/) })
      expect(booleanPointInPolygon(region.properties?.['at'] as [number, number], region)).toBe(true)
    }
  })

  test('has something to paint in every layer', () => {
    const { shapes } = shapesOf(text(manifest.map))
    expect(new Set(shapes.map(({ layer }) => layer))).toEqual(new Set(['land', 'home', 'urban', 'water', 'river', 'region', 'border', 'coast']))
  })

  test('stays within 75 kB for the map and 25 kB for the places, compressed', () => {
    expect(gzipSync(text(manifest.map), { level: 9 }).length).toBeLessThan(75 * 1024)
    expect(gzipSync(text(manifest.places), { level: 9 }).length).toBeLessThan(25 * 1024)
  })

  test('keeps only the files it names, so that an old one is never served beside a new', () => {
    const files = readdirSync(join(projectRoot, 'web/static/basemap')).filter((file) => file.endsWith('.json')).map((file) => `/basemap/${file}`)
    expect(files.sort()).toEqual([manifest.map, manifest.places].sort())
  })

  test('names places in both languages, the names in force among them', () => {
    const { places } = JSON.parse(text(manifest.places)) as BaseNames
    const names = new Map(places.map(([uk, en]) => [uk, en]))
    for (const [uk, en] of [['Київ', 'Kyiv'], ['Запоріжжя', 'Zaporizhzhia'], ['Сімферополь', 'Simferopol'], ['Самар', 'Samar'], ['Шептицький', 'Sheptytskyi'], ['Ялта', 'Yalta']] as const) expect(names.get(uk)).toBe(en)
    const russianLetters = places.filter(([uk]) => /[ыэёъ]/i.test(uk))
    expect(russianLetters).toEqual([])
  })

  test('writes the capital at every zoom and villages only when near', () => {
    expect(isWritten({ kind: 'place', rank: 0, thousands: 2800 }, 4)).toBe(true)
    expect(isWritten({ kind: 'place', rank: 3, thousands: 3 }, 8)).toBe(false)
    expect(isWritten({ kind: 'place', rank: 3, thousands: 3 }, 11)).toBe(true)
  })
})
