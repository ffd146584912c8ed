/** Whether a point lies in a polygon's rings (even-odd; holes count). */
export function inRings([x, y], rings) {
  let inside = false
  for (const ring of rings) {
    for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
      const [xi, yi] = ring[i]
      const [xj, yj] = ring[j]
      if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
    }
  }
  return inside
}

/** The polygons of a Polygon or MultiPolygon, as lists of rings. */
export const polygonsOf = (geometry) => (geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates)

/** The lines of a LineString or MultiLineString. */
export const linesOf = (geometry) => (geometry.type === 'LineString' ? [geometry.coordinates] : geometry.coordinates)

const cut = (a, b, axis, at) => {
  const share = (at - a[axis]) / (b[axis] - a[axis])
  return axis === 0 ? [at, a[1] + share * (b[1] - a[1])] : [a[0] + share * (b[0] - a[0]), at]
}

function clipRing(ring, [west, south, east, north]) {
  let kept = ring.slice(0, -1)
  for (const [axis, at, sign] of [[0, west, 1], [0, east, -1], [1, south, 1], [1, north, -1]]) {
    const from = kept
    const isIn = (point) => (point[axis] - at) * sign >= 0
    kept = []
    from.forEach((point, index) => {
      const before = from[(index + from.length - 1) % from.length]
      if (isIn(point) !== isIn(before)) kept.push(cut(before, point, axis, at))
      if (isIn(point)) kept.push(point)
    })
    if (kept.length < 3) return null
  }
  return [...kept, kept[0]]
}

/** The part of a polygon geometry inside a box (Sutherland and Hodgman), or null when none is. */
export function clipPolygons(geometry, box) {
  const polygons = polygonsOf(geometry)
    .map((rings) => rings.map((ring) => clipRing(ring, box)))
    .filter((rings) => rings[0])
    .map((rings) => rings.filter(Boolean))
  return polygons.length ? { type: 'MultiPolygon', coordinates: polygons } : null
}

const doubleArea = (ring) => Math.abs(ring.reduce((sum, [x, y], i) => {
  const [nx, ny] = ring[(i + 1) % ring.length]
  return sum + x * ny - nx * y
}, 0))

const distanceToRings = ([x, y], rings) => {
  let least = Infinity
  for (const ring of rings) {
    for (let i = 1; i < ring.length; i++) {
      const [ax, ay] = ring[i - 1]
      const [bx, by] = ring[i]
      const length = (bx - ax) ** 2 + (by - ay) ** 2
      const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / length))
      least = Math.min(least, (x - ax - t * (bx - ax)) ** 2 + (y - ay - t * (by - ay)) ** 2)
    }
  }
  return Math.sqrt(least)
}

/** The point of the largest polygon that is farthest from its border, on a grid of 40 by 40: where its name is written. */
export function labelPoint(geometry) {
  const rings = polygonsOf(geometry).reduce((best, next) => (doubleArea(next[0]) > doubleArea(best[0]) ? next : best))
  const xs = rings[0].map(([x]) => x)
  const ys = rings[0].map(([, y]) => y)
  const [west, east, south, north] = [Math.min(...xs), Math.max(...xs), Math.min(...ys), Math.max(...ys)]
  let best = { at: rings[0][0], room: -1 }
  for (let i = 1; i < 40; i++) {
    for (let j = 1; j < 40; j++) {
      const at = [west + ((east - west) * i) / 40, south + ((north - south) * j) / 40]
      if (!inRings(at, rings)) continue
      const room = distanceToRings(at, rings)
      if (room > best.room) best = { at, room }
    }
  }
  return best.at.map((value) => Math.round(value * 100) / 100)
}
