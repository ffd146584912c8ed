// Makes the base map that ships with the web:
//   node web/map/make-basemap.mjs DATA_FOLDER COUNTRIES_50M_JSON
// DATA_FOLDER holds basemap/ and admin/ (named below); COUNTRIES_50M_JSON is countries-50m.json of the npm package world-atlas.
// Writes web/static/basemap/*.HASH.json and web/map/basemap-manifest.json, which names them.
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { feature, quantize } from 'topojson-client'
import { topology } from 'topojson-server'
import { presimplify, simplify } from 'topojson-simplify'
import { clipPolygons, labelPoint, linesOf } from './make-basemap-geometry.mjs'
import { placesOf } from './make-basemap-places.mjs'

const [folder, worldFile] = process.argv.slice(2)
if (!folder || !worldFile) throw new Error('usage: node web/map/make-basemap.mjs DATA_FOLDER COUNTRIES_50M_JSON')
const read = (path) => readFileSync(join(folder, path))
const features = (path) => JSON.parse(read(path)).features
const collection = (list) => ({ type: 'FeatureCollection', features: list })

const CLOSE = [20.5, 43.5, 42, 53.5] // the box that the detailed layers were cut to
const FAR = [2, 34, 62, 64] // what a wall screen shows at the smallest zoom
const SMALLEST_DEG2 = 8.2e-5 // triangles below this are dropped: about 0.7 km² here
const SMALLEST_FAR_DEG2 = 2e-3
const LEAST_POPULATION = 2_600
const MOST_RIVER_RANK = 10
const GONE_LAKES = ['Kakhovka Reservoir'] // drained when its dam was destroyed on 6 June 2023

const regions = features('admin/ua_oblasts_minregion_2020.geojson').map(({ properties, geometry }) => ({
  type: 'Feature', id: properties.pcode, geometry,
  properties: {
    iso: properties.iso_3166_2, uk: properties.name_uk, en: properties.name_en,
    short: properties.name_uk.replace(' область', ''), at: labelPoint(geometry),
  },
}))

const NEIGHBOURS = {
  Belarus: 'Білорусь', Russia: 'Росія', Georgia: 'Грузія', Romania: 'Румунія', Hungary: 'Угорщина', Slovakia: 'Словаччина',
  Poland: 'Польща', Serbia: 'Сербія', Bulgaria: 'Болгарія', Moldova: 'Молдова',
}
const neighbours = features('basemap/neighbours_ua_region.geojson').map(({ properties, geometry }) => ({
  type: 'Feature', id: properties.name, geometry,
  properties: { uk: NEIGHBOURS[properties.name], en: properties.name, at: labelPoint(geometry) },
}))

// Two surveys of one border never meet: this ground, plain land and no country, lies under the hairs between them.
// Inland only, so that no coast gets a second edge.
const INLAND = [[20.5, 47.3, 42, 53.5], [20.5, 43.5, 29, 47.31]]
const ground = features('basemap/ne10m_land_ua_region.geojson')
  .flatMap(({ geometry }) => INLAND.map((box) => clipPolygons(geometry, box)).filter(Boolean))
  .map((geometry) => ({ type: 'Feature', properties: {}, geometry }))

// Beyond the detailed box the world's outline is enough; four strips, so that none of it reaches into the box,
// where Natural Earth draws borders that are not the legal ones
const world = JSON.parse(readFileSync(worldFile, 'utf8'))
const OVERLAP = 0.02
const strips = [
  [FAR[0], FAR[1], CLOSE[0] + OVERLAP, FAR[3]], [CLOSE[2] - OVERLAP, FAR[1], FAR[2], FAR[3]],
  [CLOSE[0], FAR[1], CLOSE[2], CLOSE[1] + OVERLAP], [CLOSE[0], CLOSE[3] - OVERLAP, CLOSE[2], FAR[3]],
]
const surroundings = feature(world, world.objects.countries).features
  .filter((country) => country.geometry && country.properties.name !== 'Ukraine')
  .flatMap((country) => strips.map((strip) => clipPolygons(country.geometry, strip)).filter(Boolean)
    .map((geometry) => ({ type: 'Feature', id: country.properties.name, properties: {}, geometry })))

// Major rivers come first and are drawn at smaller zooms
const rivers = features('basemap/ne10m_rivers_ua_region.geojson')
  .filter(({ properties }) => properties.scalerank <= MOST_RIVER_RANK)
const riverBands = [[0, 6, 1], [7, 9, 2], [10, 12, 3]].map(([low, high, band]) => ({
  type: 'Feature', properties: { band },
  geometry: {
    type: 'MultiLineString',
    coordinates: rivers.filter(({ properties: { scalerank } }) => scalerank >= low && scalerank <= high).flatMap(({ geometry }) => linesOf(geometry)),
  },
}))
const lakes = features('basemap/ne10m_lakes_ua_region.geojson')
  .filter(({ properties }) => !GONE_LAKES.includes(properties.name))
  .map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry }))
const urban = features('basemap/ne50m_urban_areas_ua_region.geojson').map(({ geometry }) => ({ type: 'Feature', properties: {}, geometry }))

const slim = (objects, smallest) => simplify(presimplify(topology(objects, 0)), smallest)
const near = slim({ ground: collection(ground), regions: collection(regions), neighbours: collection(neighbours), rivers: collection(riverBands), lakes: collection(lakes), urban: collection(urban) }, SMALLEST_DEG2)
const far = slim({ surroundings: collection(surroundings) }, SMALLEST_FAR_DEG2)
const map = { near: quantize(near, 2.5e4), far: quantize(far, 4e3) }

// Names of large cities abroad, where the eye looks for a hold: Ukrainian, English, longitude, latitude, thousands
const ABROAD = [
  ['Варшава', 'Warsaw', 21.011, 52.245, 1707], ['Бухарест', 'Bucharest', 26.099, 44.435, 1942], ['Мінськ', 'Minsk', 27.565, 53.902, 1577],
  ['Кишинів', 'Chișinău', 28.858, 47.005, 688], ['Люблін', 'Lublin', 22.571, 51.249, 360], ['Жешув', 'Rzeszów', 22.005, 50.04, 246],
  ['Краків', 'Kraków', 19.95, 50.06, 756], ['Берестя', 'Brest', 23.684, 52.1, 301], ['Гомель', 'Homiel', 31.001, 52.434, 481],
  ['Кошиці', 'Košice', 21.25, 48.73, 237], ['Дебрецен', 'Debrecen', 21.63, 47.531, 231], ['Будапешт', 'Budapest', 19.083, 47.5, 1679],
  ['Клуж-Напока', 'Cluj-Napoca', 23.58, 46.783, 317], ['Ясси', 'Iași', 27.575, 47.168, 326], ['Галац', 'Galați', 28.05, 45.45, 311],
  ['Констанца', 'Constanța', 28.61, 44.203, 303], ['Бєльці', 'Bălți', 27.917, 47.759, 151], ['Варна', 'Varna', 27.916, 43.216, 335],
  ['Бєлгород', 'Belgorod', 36.58, 50.63, 345], ['Курськ', 'Kursk', 36.18, 51.74, 409], ['Брянськ', 'Bryansk', 34.43, 53.26, 427],
  ['Воронеж', 'Voronezh', 39.27, 51.73, 844], ['Ростов-на-Дону', 'Rostov-on-Don', 39.711, 47.235, 1052], ['Краснодар', 'Krasnodar', 39, 45.02, 650],
].map(([uk, en, lon, lat, thousands]) => [uk, en, lon, lat, thousands, 4])
// the last is the zoom from which the name has room on the water
const SEAS = [['Чорне море', 'Black Sea', 31.6, 44.3, 4.6], ['Азовське море', 'Sea of Azov', 36.6, 46.05, 5.6]]
const { places, unknown } = placesOf(read('admin/ua_places_geonames.csv'), gunzipSync(read('admin/ua_katottg_codifier_2025-05-16.csv.gz')), LEAST_POPULATION)

const out = new URL('../static/basemap/', import.meta.url)
for (const old of readdirSync(out)) if (/\.json$/.test(old)) rmSync(new URL(old, out))
const write = (name, value) => {
  const text = JSON.stringify(value)
  const file = `${name}.${createHash('sha256').update(text).digest('hex').slice(0, 10)}.json`
  writeFileSync(new URL(file, out), text)
  process.stdout.write(`${file}: ${(text.length / 1024).toFixed(1)} kB, ${(gzipSync(text, { level: 9 }).length / 1024).toFixed(1)} kB gzip\n`)
  return `/basemap/${file}`
}
const manifest = {
  map: write('map', map),
  places: write('places', { places: [...places, ...ABROAD], seas: SEAS, country: ['Україна', 'Ukraine', 31.4, 49.2] }),
  home: [22.1, 44.3, 40.3, 52.4],
  extent: FAR,
  sources: [
    { text: '© Мінрегіон', licence: 'CC BY-SA' },
    { text: 'GeoNames', licence: 'CC BY 4.0' },
    { text: 'Natural Earth', licence: 'CC0' },
  ],
}
writeFileSync(new URL('basemap-manifest.json', import.meta.url), `${JSON.stringify(manifest, null, 2)}\n`)
process.stdout.write(`${regions.length} regions, ${neighbours.length} neighbours, ${surroundings.length} pieces beyond, ${rivers.length} rivers, ${lakes.length} lakes, ${places.length} places (${unknown} without an official name left out)\n`)
