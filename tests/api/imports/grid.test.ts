import { describe, expect, test } from 'vitest'
import { readGrid, type Grid } from '../../../api/imports/grid.ts'
import { gridRows, GridOptions } from '../../../api/imports/grid-rows.ts'
import { namingPlace } from '../../../api/imports/places.ts'
import { readCsv } from '../../../api/imports/read-csv.ts'
import type { Refused } from '../../../api/imports/rows.ts'
import { topologyOf } from '../../../api/imports/topology.ts'
import { fileOf } from '../../kit/imports.ts'

const BUSES = `bus_id,station_id,voltage,dc,symbol,under_construction,tags,x,y
1,10,300,f,Substation,f,'"country"=>"UA"',30,50
2,10,132,f,Substation,f,'"country"=>"UA"',30,50
3,20,300,f,Substation,f,'"country"=>"UA"',31,50
4,30,300,f,Substation,f,'"country"=>"UA"',32,50
5,40,300,f,joint,f,,31.5,50
6,50,300,f,Substation,f,'"country"=>"PL"',23,50
7,60,300,f,Substation,f,'"country"=>"UA"',24,50
8,70,300,f,Substation,t,'"country"=>"UA"',33,50
9,80,300,f,joint,f,,23.5,50
`
const line = (id: number, a: number, b: number) => `${id},${a},${b},300,1,100,False,False,,'LINESTRING(${20 + a} 50,${20 + b} 50)'\n`
const LINES = `line_id,bus0,bus1,voltage,circuits,length,underground,under_construction,tags,geometry
${line(1, 1, 3)}${line(2, 3, 5)}${line(3, 5, 4)}${line(4, 6, 9)}${line(5, 9, 7)}${line(6, 7, 3)}${line(7, 3, 8)}${line(8, 1, 99)}`
const GENERATORS = `generator_id,bus_id,technology,capacity,tags,geometry
5,2,Nuclear,-1,'"name"=>"Plant"',POINT(30 50.1)
6,6,Nuclear,-1,'"name"=>"Abroad"',POINT(23 50.1)
`

async function read(): Promise<{ grid: Grid; refused: Refused[]; skipped: string[] }> {
  const [refused, skipped]: [Refused[], string[]] = [[], []]
  const part = (text: string) => readCsv(fileOf(text, 50), { quote: "'" })
  const grid = await readGrid({ buses: part(BUSES), lines: part(LINES), generators: part(GENERATORS), country: 'UA' }, (row) => refused.push(row), (why) => skipped.push(why))
  return { grid, refused, skipped }
}

const both = (text: string) => ({ uk: text, en: text })
const options = GridOptions.parse({
  voltageClasses: { 132: 110, 300: 330 },
  names: { substation: both('{place} {kv}'), joint: both('joint {place}'), line: both('{from} – {to} {kv}'), cable: both('{from} ~ {to}'), outside: both('abroad') },
})
const places = [{ uk: 'Місто', en: 'Town', lon: 30, lat: 50.02, population: 2000 }, { uk: 'Село', en: 'Village', lon: 31.5, lat: 50, population: 2000 }]
const provenance = { source: 'grid', licence: 'CC-BY-4.0', attribution: 'somebody' }

describe('a grid extract', () => {
  test('is read with what is being built passed over and lines to nowhere refused', async () => {
    const { grid, refused, skipped } = await read()
    expect(grid.buses.filter(({ inside }) => inside).map(({ id }) => id)).toEqual(['1', '2', '3', '4', '5', '7'])
    expect(skipped).toEqual(['under construction', 'under construction'])
    expect(refused).toEqual([{ at: 'line 9', refused: 'its bus1 99 is not among the buses' }])
  })

  test('feeds from the sources outward, the nearer the farther and equals each other', async () => {
    const { feeds, hops } = topologyOf((await read()).grid)
    expect(Object.fromEntries(hops)).toEqual({ 10: 0, 60: 0, 20: 1, 40: 2, 30: 3 })
    expect(feeds).toEqual([
      { from: '10', to: '20', line: '1' }, { from: '20', to: '40', line: '2' }, { from: '40', to: '30', line: '3' }, { from: '60', to: '20', line: '6' },
    ])
  })

  test('lets equals feed each other, but nobody feed a station that is fed from outside', () => {
    const bus = (id: string, inside = true) => ({ id, station: id, voltage: 330, symbol: '', country: null, inside, at: '', geometry: { type: 'Point', coordinates: [0, 1] } })
    const join = (a: string, b: string) => ({ id: `${a}${b}`, ends: [a, b] as const, voltage: 330, underground: false, at: '', geometry: { type: 'Point', coordinates: [0, 1] } })
    const plant = { id: 'g', bus: 'a', name: null, technology: null, at: '', geometry: { type: 'Point', coordinates: [0, 1] } }
    const { feeds } = topologyOf({
      buses: [bus('a'), bus('b'), bus('c'), bus('edge'), bus('out', false)],
      lines: [join('a', 'b'), join('a', 'c'), join('b', 'c'), join('a', 'edge'), join('edge', 'out')], generators: [plant],
    })
    expect(feeds.map(({ from, to }) => `${from}>${to}`)).toEqual(['a>b', 'a>c', 'b>c', 'c>b', 'edge>a'])
  })

  test('becomes stations with all their voltages, lines, plants, and links that name their line', async () => {
    const { sites, links } = gridRows((await read()).grid, options, { places, plants: new Map() }, provenance)
    expect(sites.find(({ sourceId }) => sourceId === 'station/10')).toMatchObject({ kind: 'substation', voltagesV: [330_000, 110_000], nameUk: 'Місто 330', nameEn: 'Town 330' })
    expect(sites.find(({ sourceId }) => sourceId === 'station/40')).toMatchObject({ kind: 'switchgear', nameEn: 'joint Village' })
    expect(sites.find(({ sourceId }) => sourceId === 'line/4')).toBeUndefined()
    expect(sites.find(({ sourceId }) => sourceId === 'line/5')).toMatchObject({ kind: 'power_line', nameEn: 'abroad – Town-2 330', voltagesV: [330_000] })
    expect(sites.filter(({ kind }) => kind === 'power_plant').map(({ nameEn }) => nameEn)).toEqual(['Plant'])
    const idOf = (sourceId: string) => sites.find((site) => site.sourceId === sourceId)?.id
    expect(links.map(({ fromSite, toSite, carrier, basis }) => ({ fromSite, toSite, carrier, basis }))).toContainEqual(
      { fromSite: idOf('station/10'), toSite: idOf('station/20'), carrier: idOf('line/1'), basis: 'inferred' })
    expect(links.map(({ fromSite, toSite }) => [fromSite, toSite])).toContainEqual([idOf('generator/5'), idOf('station/10')])
  })

  test('gives every station another name, and every run the same ids', async () => {
    const make = async () => gridRows((await read()).grid, options, { places, plants: new Map() }, provenance)
    const [first, second] = [await make(), await make()]
    const names = first.sites.filter(({ kind }) => kind === 'substation').map(({ nameEn }) => nameEn)
    expect(new Set(names).size).toBe(names.length)
    expect(second).toEqual(first)
  })
})

test('a city lends its name farther than a village', () => {
  const near = [{ uk: '', en: 'Village', lon: 30, lat: 50.05, population: 2000 }, { uk: '', en: 'City', lon: 30, lat: 49.9, population: 1_400_000 }]
  expect(namingPlace(near, [30, 50])?.en).toBe('City')
  expect(namingPlace(near, [30, 50.04])?.en).toBe('Village')
  expect(namingPlace([], [30, 50])).toBeUndefined()
})
