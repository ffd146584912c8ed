// Draws the start page's picture from open data, once:
//   node web/public/make-start-map.mjs <outline.geojson.gz> <regions.geojson.gz> <lines.geojson.gz> <buses.geojson.gz> web/static/start-map.svg
// The page takes its parts by <use>, so that they follow the theme. Licences are those of the data (see the map's sources).
import { readFileSync, writeFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

const [outline, regions, lines, buses, out] = process.argv.slice(2)
/** @param {string} path */
const featuresOf = (path) => JSON.parse(gunzipSync(readFileSync(path)).toString('utf8')).features
const WIDTH = 1000

/** Web Mercator, in radians. @param {number[]} position */
const project = ([lon, lat]) => [(lon * Math.PI) / 180, -Math.log(Math.tan(Math.PI / 4 + (lat * Math.PI) / 360))]
/** @param {any} geometry @returns {number[][][]} */
const pathsOf = (geometry) => ({
  LineString: () => [geometry.coordinates], Polygon: () => geometry.coordinates, MultiLineString: () => geometry.coordinates,
  MultiPolygon: () => geometry.coordinates.flat(),
})[geometry.type]()

const home = featuresOf(outline).flatMap((feature) => pathsOf(feature.geometry))
const corners = home.flat().map(project)
const [west, north] = [0, 1].map((axis) => Math.min(...corners.map((corner) => corner[axis])))
const [east, south] = [0, 1].map((axis) => Math.max(...corners.map((corner) => corner[axis])))
const scale = (WIDTH - 20) / (east - west)
/** @param {number[]} position */
const place = (position) => { const [x, y] = project(position); return [10 + (x - west) * scale, 10 + (y - north) * scale] }

/** Drops points nearer than `tolerance` to the line through what stays (Douglas and Peucker 1973). @param {number[][]} points @param {number} tolerance @returns {number[][]} */
function simplify(points, tolerance) {
  if (points.length < 3) return points
  const [first, last] = [points[0], points[points.length - 1]]
  const length = Math.hypot(last[0] - first[0], last[1] - first[1])
  let [worst, at] = [0, 0]
  for (let i = 1; i < points.length - 1; i += 1) {
    const [x, y] = points[i]
    const off = length < 1e-9 ? Math.hypot(x - first[0], y - first[1]) : Math.abs((last[0] - first[0]) * (first[1] - y) - (first[0] - x) * (last[1] - first[1])) / length
    if (off > worst) [worst, at] = [off, i]
  }
  if (worst <= tolerance) return [first, last]
  return [...simplify(points.slice(0, at + 1), tolerance).slice(0, -1), ...simplify(points.slice(at), tolerance)]
}
/** @param {number[][][]} paths @param {number} tolerance @param {boolean} closed */
const drawn = (paths, tolerance, closed) => paths
  .map((path) => simplify(path.map(place), tolerance).map(([x, y]) => `${x.toFixed(0)} ${y.toFixed(0)}`))
  .map((path) => path.filter((point, i) => point !== path[i - 1]))
  .filter((path) => path.length > (closed ? 3 : 1))
  .map((path) => `M${path.join('L')}${closed ? 'z' : ''}`).join('')

const wires = featuresOf(lines).filter((feature) => !feature.properties.under_construction)
const atLeast = (low, high) => wires.filter(({ properties }) => properties.voltage_kv >= low && properties.voltage_kv < high).flatMap((feature) => pathsOf(feature.geometry))
const stations = featuresOf(buses).map((feature) => place(feature.geometry.coordinates)).filter(([x, y], i, all) => all.findIndex(([a, b]) => Math.hypot(a - x, b - y) < 7) === i)

const height = Math.round((south - north) * scale + 20)
writeFileSync(out, `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}">
<path id="home" d="${drawn(home, 0.9, true)}"/>
<path id="regions" d="${drawn(featuresOf(regions).flatMap((feature) => pathsOf(feature.geometry)), 1.2, true)}"/>
<path id="wires" d="${drawn(atLeast(0, 300), 1.5, false)}"/>
<path id="trunks" d="${drawn(atLeast(300, 2000), 1.5, false)}"/>
<path id="stations" d="${stations.map(([x, y]) => `M${x.toFixed(0)} ${y.toFixed(0)}h.01`).join('')}"/>
</svg>
`)
