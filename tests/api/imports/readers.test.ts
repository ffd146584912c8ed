import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { readOsmJson, readOsmXml } from '../../../api/imports/osm-elements.ts'
import { osmFeatures } from '../../../api/imports/osm-features.ts'
import { readCsv } from '../../../api/imports/read-csv.ts'
import { readGeojson, readGeojsonLines } from '../../../api/imports/read-geojson.ts'
import { BrokenFile, openFile } from '../../../api/imports/text.ts'
import { projectRoot } from '../../../api/root.ts'
import { fileOf, fixture, readAll } from '../../kit/imports.ts'

const point = (id: string, extra = '') => `{"type":"Feature","id":"${id}","properties":{"name":"a } ] \\" , b"},"geometry":{"type":"Point","coordinates":[30,50]}${extra}}`
const collection = (...features: string[]) => `{"type":"FeatureCollection","note":{"features":[1,2]},"features":[${features.join(',')}],"after":[{}]}`
const brokenOff = collection(point('1'), point('2'), point('3')).split('"id":"3"')[0] ?? ''

describe('a GeoJSON file', () => {
  test('is read feature by feature, as real files are', async () => {
    const { features, refused } = await readAll(readGeojson(fixture('power-sites.geojson')))
    expect(refused).toEqual([])
    expect(features.map(({ properties }) => properties.power)).toEqual(['substation', 'plant', 'plant', 'substation', 'substation', 'plant', 'plant', 'substation'])
    expect(features.map(({ geometry }) => (geometry as { type: string }).type)).toContain('MultiPolygon')
  })

  test.each([1, 2, 3, 5, 64, 100_000])('is read the same in pieces of %i bytes', async (bytes) => {
    const { features } = await readAll(readGeojson(fileOf(`\ufeff${collection(point('а'), point('б'))}\n`, bytes)))
    expect(features.map(({ id, properties }) => [id, properties.name])).toEqual([['а', 'a } ] " , b'], ['б', 'a } ] " , b']])
  })

  test('loses only the features that are no JSON or no Feature', async () => {
    const { features, refused } = await readAll(readGeojson(fileOf(collection(
      point('1'), '{"type":"Feature","geometry":{"type":"Point","coordinates":[NaN,50]}}', '7', '{"type":"Bad"}', point('5'),
    ))))
    expect(features.map(({ id, at }) => [id, at])).toEqual([['1', 'feature 1'], ['5', 'feature 5']])
    expect(refused.map((line) => line.slice(0, 30))).toEqual(['feature 2: not valid JSON: Une', 'feature 3: it is no GeoJSON Fe', 'feature 4: it is no GeoJSON Fe'])
  })

  test.each([
    ['is empty', '', 'the file is empty'],
    ['is a list', '[{"type":"FeatureCollection"}]', 'does not begin with a JSON object'],
    ['is a text', '"features"', 'does not begin with a JSON object'],
    ['has no features', '{"type":"FeatureCollection","futures":[]}', 'there is no list "features"'],
    ['has features that are no list', '{"features":"foo"}', '"features" is not a list'],
    ['has features that are an object', '{"features":{}}', '"features" is not a list'],
    ['ends half-way', brokenOff, 'it ends inside "features"'],
    ['closes too much', '{"features":[{"a":1}},{"a":2}]}', 'closes more brackets than it opens'],
    ['is only a zero', '\u0000x', 'does not begin with a JSON object'],
  ])('that %s is called broken', async (_, text, reason) => {
    await expect(readAll(readGeojson(fileOf(text)))).rejects.toThrow(reason)
  })

  test('keeps what came before the place where it breaks', async () => {
    const seen: string[] = []
    const reading = async () => {
      for await (const feature of readGeojson(fileOf(brokenOff))) seen.push(feature.at)
    }
    await expect(reading()).rejects.toBeInstanceOf(BrokenFile)
    expect(seen).toEqual(['feature 1', 'feature 2'])
  })

  test('that is not UTF-8 is called broken', async () => {
    const latin = async function* () { yield Buffer.from([0x7b, 0x22, 0xe9, 0x22]) }
    await expect(readAll(readGeojson(latin))).rejects.toThrow('not UTF-8')
  })

  const edgeCases = readdirSync(join(projectRoot, 'tests/kit/fixtures/imports/geojson-edge-cases'))
  test.each(edgeCases)('%s is read or refused, never misread', async (name) => {
    const reading = readAll(readGeojson(fixture(`geojson-edge-cases/${name}`)))
    const whole = /^feature-collection/.test(name)
    if (whole) expect((await reading).features.length).toBeGreaterThan(0)
    else if (name === 'bad-feature-not-feature.geojson') expect((await reading).refused).toEqual(['feature 1: it is no GeoJSON Feature'])
    else await expect(reading).rejects.toBeInstanceOf(BrokenFile)
  })

  test('may be lines, and a bad line is refused alone', async () => {
    const { features, refused } = await readAll(readGeojsonLines(fileOf(`${point('1')}\r\n\n\u001e${point('2')}\n{"type":\n${point('3')}`)))
    expect(features.map(({ id, at }) => [id, at])).toEqual([['1', 'line 1'], ['2', 'line 3'], ['3', 'line 5']])
    expect(refused).toHaveLength(1)
  })
})

describe('a CSV file', () => {
  test('gives positions from columns it knows by name', async () => {
    const { features } = await readAll(readCsv(fixture('navaids.csv')))
    expect(features).toHaveLength(4)
    expect(features[0]).toMatchObject({ at: 'line 2', id: '85164', geometry: { type: 'Point', coordinates: [36.319698333740234, 49.92430114746094] } })
  })

  test('may use other separators, quotes and geometry in well-known text', async () => {
    const text = "line_id;tags;geometry\n7;'\"name\"=>\"a;b\"';'LINESTRING(30 50,31 51.5)'\n"
    const { features } = await readAll(readCsv(fileOf(text), { delimiter: ';', quote: "'" }))
    expect(features[0]?.geometry).toEqual({ type: 'LineString', coordinates: [[30, 50], [31, 51.5]] })
    expect(features[0]?.properties.tags).toBe('"name"=>"a;b"')
  })

  test('refuses a row of another length alone', async () => {
    const { features, refused } = await readAll(readCsv(fileOf('id,lat,lon\n1,50\n2,50,30\n3,50,30,x\n')))
    expect(features.map(({ id }) => id)).toEqual(['2'])
    expect(refused).toEqual(['line 2: 2 cells, where the header names 3 columns', 'line 4: 4 cells, where the header names 3 columns'])
  })
})

const node = (id: number, lon: number, lat: number, tags = '') => `<node id="${id}" lon="${lon}" lat="${lat}">${tags}</node>`
const tag = (k: string, v: string) => `<tag k="${k}" v="${v}"/>`
const way = (id: number, nodes: number[], tags = '') => `<way id="${id}">${nodes.map((ref) => `<nd ref="${ref}"/>`).join('')}${tags}</way>`
const osm = (...elements: string[]) => `<?xml version="1.0"?><osm version="0.6">${elements.join('\n')}</osm>`
const skip = () => {}

describe('an OpenStreetMap file', () => {
  const corners = [node(1, 30, 50), node(2, 30.1, 50), node(3, 30.1, 50.1), node(4, 30, 50.1)]

  test('is read as real extracts are', async () => {
    const { features } = await readAll(osmFeatures(() => readOsmXml(fixture('masts.osm')), skip))
    expect(features.map(({ id }) => id)).toEqual(['node/-1', 'node/-2', 'node/-3', 'node/-4'])
    expect(features[0]).toMatchObject({ geometry: { type: 'Point', coordinates: [-82.155995506, 35.177030455] }, properties: { man_made: 'mast' } })
  })

  test('gives closed ways as polygons, lines as lines, and nothing that is no site', async () => {
    const skipped: string[] = []
    const xml = osm(...corners, way(10, [1, 2, 3, 4, 1], tag('power', 'substation')), way(11, [1, 3], tag('power', 'line')), way(12, [1, 2, 3, 1], tag('power', 'line')), way(13, [1, 2], tag('highway', 'path')))
    const { features } = await readAll(osmFeatures(() => readOsmXml(fileOf(xml)), (why) => skipped.push(why)))
    expect(features.map(({ id, geometry }) => [id, (geometry as { type: string }).type])).toEqual([['way/10', 'Polygon'], ['way/11', 'LineString'], ['way/12', 'LineString']])
    expect(skipped).toHaveLength(5)
  })

  test('gives a multipolygon whole, and the middle of one whose rings stay open', async () => {
    const relation = (id: number, ...members: number[]) => `<relation id="${id}">${members.map((ref) => `<member type="way" ref="${ref}" role="outer"/>`).join('')}${tag('type', 'multipolygon')}${tag('power', 'plant')}</relation>`
    // The halves run against each other: one has to be turned.
    const xml = osm(...corners, way(10, [1, 2, 3]), way(11, [1, 4, 3]), relation(20, 10, 11), relation(21, 10))
    const { features } = await readAll(osmFeatures(() => readOsmXml(fileOf(xml)), skip))
    expect(features[0]?.geometry).toEqual({ type: 'Polygon', coordinates: [[[30, 50], [30.1, 50], [30.1, 50.1], [30, 50.1], [30, 50]]] })
    expect(features[1]?.geometry).toEqual({ type: 'Point', coordinates: [30.05, 50.05] })
  })

  test('as Overpass JSON reads nodes after ways, geometry in place and centres', async () => {
    const json = JSON.stringify({ version: 0.6, elements: [
      { type: 'way', id: 1, nodes: [7, 8], tags: { power: 'line' } },
      { type: 'way', id: 2, center: { lon: 30, lat: 50 }, tags: { power: 'substation' } },
      { type: 'way', id: 3, geometry: [{ lon: 30, lat: 50 }, { lon: 31, lat: 50 }], tags: { power: 'cable' } },
      { type: 'way', id: 4, nodes: [7, 99], tags: { power: 'line' } },
      { type: 'node', id: 7, lon: 30, lat: 50 }, { type: 'node', id: 8, lon: 30.5, lat: 50.5 }, { type: 'count', id: 9 },
    ] })
    const { features, refused } = await readAll(osmFeatures(() => readOsmJson(fileOf(json)), skip))
    expect(features.map(({ id, geometry }) => [id, geometry])).toEqual([
      ['way/1', { type: 'LineString', coordinates: [[30, 50], [30.5, 50.5]] }],
      ['way/2', { type: 'Point', coordinates: [30, 50] }],
      ['way/3', { type: 'LineString', coordinates: [[30, 50], [31, 50]] }],
      ['way/4', undefined],
    ])
    expect(refused).toEqual(['element 7: it is no node, way or relation'])
  })

  test('that breaks in the middle is called broken', async () => {
    const xml = osm(...corners.map((text) => text.replace('></node>', '><tag k="power" v="tower"/></node>'))).replace('id="3"', 'id=3')
    await expect(readAll(osmFeatures(() => readOsmXml(fileOf(xml)), skip))).rejects.toBeInstanceOf(BrokenFile)
  })
})

test('gzip that ends half-way is called broken', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'vidnova-import-'))
  try {
    const packed = gzipSync(collection(point('1')))
    writeFileSync(join(folder, 'whole'), packed)
    writeFileSync(join(folder, 'half'), packed.subarray(0, packed.length >> 1))
    expect((await readAll(readGeojson(openFile(join(folder, 'whole'))))).features).toHaveLength(1)
    await expect(readAll(readGeojson(openFile(join(folder, 'half'))))).rejects.toBeInstanceOf(BrokenFile)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
