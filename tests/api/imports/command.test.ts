import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { runImport } from '../../../api/imports/command.ts'
import type { Database } from '../../../api/db/database.ts'
import { projectRoot } from '../../../api/root.ts'
import { withDatabase } from '../../kit/database.ts'

const folder = mkdtempSync(join(tmpdir(), 'vidnova-import-'))
afterAll(() => rmSync(folder, { recursive: true }))

const fixture = (name: string) => join(projectRoot, 'tests/kit/fixtures/imports', name)
const terms = ['--source', 'test', '--licence', 'ODbL-1.0', '--attribution', '© somebody']

let files = 0
function file(text: string): string {
  const name = join(folder, `file-${(files += 1)}`)
  writeFileSync(name, text)
  return name
}

async function run(database: Database, ...args: string[]) {
  let out = ''
  const world = { open: () => Promise.resolve({ ...database, close: async () => {} }), out: { write: (text: string) => { out += text } }, now: () => 0 }
  return { code: await runImport(args, world), out }
}

const count = async (database: Database, table: string) => (await database.pool.query<{ count: number }>(`select count(*)::int from ${table}`)).rows[0]?.count
const square = (lon: number, lat: number, size = 1) => ({ type: 'Polygon', coordinates: [[[lon, lat], [lon + size, lat], [lon + size, lat + size], [lon, lat + size], [lon, lat]]] })
const collection = (...features: object[]) => JSON.stringify({ type: 'FeatureCollection', features: features.map((feature) => ({ type: 'Feature', properties: {}, ...feature })) })
const area = (code: string, parent: string | null, geometry: object) => ({ properties: { code, parent, name_uk: code }, geometry })

describe('npm run import', () => {
  test('writes sites with their terms, an event each, and changes nothing the second time', withDatabase(async (database) => {
    const args = ['--what', 'sites', '--format', 'geojson', '--file', fixture('power-sites.geojson'), ...terms]
    const first = await run(database, ...args)
    expect(first).toMatchObject({ code: 0, out: expect.stringContaining('8 read: 8 new, 0 changed, 0 unchanged, 0 refused') as string })
    const { rows: before } = await database.pool.query('select * from sites order by id')
    expect(before[0]).toMatchObject({ source: 'test', licence: 'ODbL-1.0', attribution: '© somebody', version: 1 })
    expect(before.find((row: { name_uk: string }) => row.name_uk === 'Лосєве')).toMatchObject({ voltages_v: [330_000, 110_000, 6000], sector: 'energy', kind: 'substation' })

    const second = await run(database, ...args)
    expect(second.out).toContain('8 read: 0 new, 0 changed, 8 unchanged, 0 refused')
    expect(second.out).toContain('nothing changed')
    expect((await database.pool.query('select * from sites order by id')).rows).toEqual(before)
    expect((await database.pool.query('select verb, actor, count(*)::int from events group by 1, 2')).rows).toEqual([{ verb: 'site.imported', actor: 'system:import', count: 8 }])
  }))

  test('counts up the version of a site that changed, and keeps what the file does not say', withDatabase(async (database) => {
    const site = (name: string) => file(`id,lat,lon,kind,name_uk\n1,50,30,substation,${name}\n2,50,31,hospital,Лікарня\n`)
    const load = (name: string) => run(database, '--what', 'sites', '--format', 'csv', '--file', site(name), ...terms)
    await load('Стара')
    await database.pool.query(`update sites set population_served = 5, population_basis = 'measured', criticality = 1`)
    expect((await load('Нова')).out).toMatch(/site +1 read: 0 new, 1 changed[^]*facility +1 read: 0 new, 0 changed, 1 unchanged/)
    expect((await database.pool.query('select name_uk, version, population_served, criticality from sites')).rows).toEqual([{ name_uk: 'Нова', version: 2, population_served: 5, criticality: 1 }])
  }))

  test('refuses each bad row alone and says why, on the screen and in a file', withDatabase(async (database) => {
    const rows = [
      '1,50,30,substation,330000,', '2,95,30,substation,,', '3,NaN,30,substation,,', '4,50,1e999,substation,,', '5,,,substation,,', '6,50,30,windmill,,',
      '1,50,30,substation,,', ',50,30,substation,,', '9,0,0,substation,,', '10,50,190,substation,,', '11,50,30,substation,,many', '12,50,30,substation,,-7', '13,50,31,mast,,',
    ]
    const rejected = join(folder, 'rejected')
    const { code, out } = await run(database, '--what', 'sites', '--format', 'csv', '--rejected', rejected, ...terms,
      '--file', file(`id,lat,lon,kind,voltage,population_served\n${rows.join('\n')}\n`))
    expect(code).toBe(1)
    expect(readFileSync(rejected, 'utf8').trim().split('\n')).toEqual([
      'line 3 (2)\tlatitude 95 is not from -90 to 90; longitude comes first', 'line 4 (3)\ta coordinate is not finite', 'line 5 (4)\ta coordinate is not finite',
      'line 6 (5)\tit has no geometry', 'line 7 (6)\tkind "windmill" is not one of ours', 'line 8\tid 1 came before in this import', 'line 9\tit has no id of its own',
      'line 10 (9)\tposition 0,0 is what a receiver without a fix sends', 'line 11 (10)\tlongitude 190 is not from -180 to 180',
      'line 12 (11)\tpopulation_served is "many", which is no number', 'line 13 (12)\tpopulation is out of range',
    ])
    expect(out).toContain('refused  line 13 (12): population is out of range')
    expect(await count(database, 'sites')).toBe(2)
  }))

  test('refuses empty, open and short outlines, mends one that crosses itself', withDatabase(async (database) => {
    const ring = (...coordinates: number[][]) => ({ type: 'Polygon', coordinates: [coordinates] })
    const { out } = await run(database, '--what', 'sites', '--format', 'geojson', '--kind', 'substation', ...terms, '--file', file(collection(
      { id: 'crossed', geometry: ring([30, 50], [31, 51], [31, 50], [30, 51], [30, 50]) },
      { id: 'empty', geometry: { type: 'Polygon', coordinates: [] } }, { id: 'open', geometry: ring([30, 50], [31, 51], [31, 50], [30, 51]) },
      { id: 'short', geometry: ring([30, 50], [31, 51], [30, 50]) }, { id: 'odd', geometry: { type: 'Foo', coordinates: [1, 2] } }, { id: 'null', geometry: null },
      { id: 'high', geometry: { type: 'Point', coordinates: [30, 50, 120] } },
    )))
    for (const reason of ['(empty): the geometry is empty', '(open): a ring does not end where it begins', '(short): a ring of 3 positions', '(odd): geometry of type "Foo"', '(null): it has no geometry']) {
      expect(out).toContain(reason)
    }
    expect((await database.pool.query('select source_id, st_isvalid(geom) as valid, st_ndims(geom)::int as dimensions from sites order by 1')).rows)
      .toEqual([{ source_id: 'crossed', valid: true, dimensions: 2 }, { source_id: 'high', valid: true, dimensions: 2 }])
  }))

  test('knows a position with its axes exchanged by the area it should lie in', withDatabase(async (database) => {
    await run(database, '--what', 'areas', '--format', 'geojson', '--area-level', 'country', '--file', file(collection(area('UA', null, square(22, 44, 10)))), ...terms)
    const { out } = await run(database, '--what', 'sites', '--format', 'csv', '--within', 'UA', '--file', file('id,lat,lon,kind\n1,30,50,mast\n2,50,30,mast\n3,10,10,mast\n'), ...terms)
    expect(out).toContain('line 2 (1): it lies outside the area; with longitude and latitude exchanged it would lie inside')
    expect(out).toContain('line 4 (3): it lies outside the area\n')
    expect((await database.pool.query('select source_id, area_code from sites')).rows).toEqual([{ source_id: '2', area_code: 'UA' }])
  }))

  test('takes areas from the top down, and puts what stands there already into them', withDatabase(async (database) => {
    await run(database, '--what', 'sites', '--format', 'csv', '--file', file('id,lat,lon,kind\n1,50.5,30.5,mast\n'), ...terms)
    const oblasts = ['--what', 'areas', '--format', 'geojson', '--area-level', 'oblast', '--population', file('code,population\nUA-30,2952301\n'), ...terms]
    const early = await run(database, ...oblasts, '--file', file(collection(area('UA-30', 'UA', square(30, 50)))))
    expect(early).toMatchObject({ code: 1, out: expect.stringContaining('its parent is not there: import the level above first') as string })

    await run(database, '--what', 'areas', '--format', 'geojson', '--area-level', 'country', '--file', file(collection(area('UA', null, square(22, 44, 18)))), ...terms)
    await run(database, ...oblasts, '--file', file(collection(area('UA-30', 'UA', square(30, 50)), area('line', 'UA', { type: 'LineString', coordinates: [[1, 2], [3, 4]] }))))
    expect((await database.pool.query('select code, lineage, depth, population from areas order by depth')).rows).toEqual([
      { code: 'UA', lineage: ['UA'], depth: 0, population: null }, { code: 'UA-30', lineage: ['UA', 'UA-30'], depth: 1, population: 2952301 },
    ])
    expect((await database.pool.query('select area_code, version from sites')).rows).toEqual([{ area_code: 'UA-30', version: 3 }])
  }))

  test('in a dry run says the same and writes nothing', withDatabase(async (database) => {
    const args = ['--what', 'sites', '--format', 'osm-xml', '--file', fixture('masts.osm'), ...terms]
    const dry = await run(database, ...args, '--dry-run')
    expect(dry).toMatchObject({ code: 0, out: expect.stringContaining('4 read: 4 new') as string })
    expect([await count(database, 'sites'), await count(database, 'events')]).toEqual([0, 0])
    const wet = await run(database, ...args)
    expect(wet.out.split('\n')[0]).toBe(dry.out.split('\n')[0])
  }))

  test('keeps what stood before the place where a file breaks, and says that it broke', withDatabase(async (database) => {
    const whole = collection(...[1, 2, 3].map((id) => ({ id, geometry: { type: 'Point', coordinates: [30 + id, 50] } })))
    const { code, out } = await run(database, '--what', 'sites', '--format', 'geojson', '--kind', 'mast', '--file', file(whole.slice(0, -30)), ...terms)
    expect(code).toBe(2)
    expect(out).toContain('The file is broken: it ends inside "features"')
    expect(await count(database, 'sites')).toBe(2)
  }))

  test('links masts and hospitals to the nearest substation within reach, once', withDatabase(async (database) => {
    await run(database, '--what', 'sites', '--format', 'csv', ...terms, '--file', file('id,lat,lon,kind\nfar,51,30,substation\nnear,50.1,30,substation\nmast,50,30,mast\nhospital,50.2,30,hospital\nlost,40,30,mast\n'))
    expect((await run(database, '--what', 'nearest-links')).out).toContain('link     2 read: 2 new')
    expect((await run(database, '--what', 'nearest-links')).out).toContain('2 read: 0 new, 0 changed, 2 unchanged')
    const { rows } = await database.pool.query(`select f.source_id as from, coalesce(s.source_id, h.source_id) as to, basis from links
      join sites f on f.id = from_site left join sites s on s.id = to_site left join facilities h on h.id = to_facility order by 2`)
    expect(rows).toEqual([{ from: 'near', to: 'hospital', basis: 'inferred' }, { from: 'near', to: 'mast', basis: 'inferred' }])
  }))

  test.each([
    [['--what', 'nonsense'], 'Invalid option'],
    [['--what', 'sites'], '--what sites also needs --format, --file, --source, --licence, --attribution'],
    [['--what', 'sites', '--format', 'csv', '--file', '/nowhere', ...terms], 'there is no file /nowhere'],
    [['--what', 'sites', '--map', 'name'], 'write field=column'],
    [['--wat'], '--wat'],
  ])('answers %j with what to change', async (args, words) => {
    let out = ''
    const code = await runImport(args, { open: () => Promise.reject(new Error('opened')), out: { write: (text) => { out += text } }, now: () => 0 })
    expect(code).toBe(2)
    expect(out).toContain(words)
  })

  test('explains itself', async () => {
    let out = ''
    expect(await runImport(['--help'], { open: () => Promise.reject(new Error('opened')), out: { write: (text) => { out += text } }, now: () => 0 })).toBe(0)
    expect(out).toContain('--dry-run')
  })
})
