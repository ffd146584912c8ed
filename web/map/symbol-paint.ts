import type { ServiceState } from '../../geo/damages/grades.ts'
import { GLYPHS, isGlyph } from '../ui/glyphs.ts'
import { SEVERITY_SHAPES, severityKey, type SeverityKey } from '../ui/severity-shapes.ts'
import { clusterRadius, symbolSize, type MapSymbol } from './map-point.ts'
import type { Palette } from './palette.ts'

type Pen = { readonly to: CanvasRenderingContext2D; readonly palette: Palette; readonly size: number }

const ON_GRID = 24

/** A path of the grid of 24, painted round the middle at `side` pixels. */
function path({ to, size }: Pen, d: string, side: number, paint: (path: Path2D) => void, dx = 0, dy = 0) {
  to.save()
  to.translate(size / 2 + dx - side / 2, size / 2 + dy - side / 2)
  to.scale(side / ON_GRID, side / ON_GRID)
  paint(new Path2D(d))
  to.restore()
}

const severityToken = (key: SeverityKey) => `severity-${key}`

/** The silhouette of a severity with its mark and a halo that lifts it off the map. */
function severityShape(pen: Pen, key: SeverityKey, side: number, dx = 0, dy = 0) {
  const { to, palette } = pen
  path(pen, SEVERITY_SHAPES[key].body, side, (body) => {
    to.lineJoin = 'round'
    to.strokeStyle = palette.of('surface')
    to.lineWidth = (3.5 * ON_GRID) / side
    to.stroke(body)
    to.fillStyle = palette.of(severityToken(key))
    to.fill(body)
  }, dx, dy)
  path(pen, SEVERITY_SHAPES[key].mark, side, (mark) => {
    to.lineCap = 'round'
    to.lineJoin = 'round'
    to.strokeStyle = palette.of('on-severity')
    to.lineWidth = 2.4
    to.stroke(mark)
  }, dx, dy)
}

/** Service as a ring: none when it works, half when reduced, whole when out, dots when nobody knows. */
function serviceRing({ to, palette, size }: Pen, state: ServiceState, radius: number) {
  if (state === 'full') return
  const arc = (colour: string, width: number) => {
    to.beginPath()
    to.arc(size / 2, size / 2, radius, state === 'degraded' ? Math.PI / 2 : 0, state === 'degraded' ? (3 * Math.PI) / 2 : 2 * Math.PI)
    to.strokeStyle = colour
    to.lineWidth = width
    to.stroke()
  }
  to.lineCap = 'round'
  to.setLineDash(state === 'unknown' ? [0.5, 5] : [])
  arc(palette.of('surface'), state === 'unknown' ? 4.5 : 5)
  arc(palette.of(`function-${state}`), 2.5)
  to.setLineDash([])
}

// one outline per sector: a square for energy, a disc for communications, a house for what depends on both
const PLATES = {
  energy: 'M6.5 3h11A3.5 3.5 0 0 1 21 6.500v11a3.5 3.5 0 0 1-3.5 3.500h-11A3.5 3.5 0 0 1 3 17.500v-11A3.5 3.5 0 0 1 6.5 3z',
  communications: 'M12 2.500a9.5 9.5 0 1 0 0 19 9.5 9.5 0 0 0 0-19z',
  facility: 'M11 2.400a1.6 1.6 0 0 1 2 0l8 6.400a2 2 0 0 1 .7 1.600V19.500a2 2 0 0 1-2 2H4.300a2 2 0 0 1-2-2v-9.100a2 2 0 0 1 .7-1.600z',
} as const

/** A site: the sector's outline, the kind's picture; the worse its service, the fuller its colour. */
function site(pen: Pen, symbol: Extract<MapSymbol, { is: 'site' }>) {
  const { to, palette } = pen
  const colour = palette.of(symbol.state === 'full' ? 'map-label' : `function-${symbol.state}`)
  const filled = symbol.state === 'out'
  path(pen, PLATES[symbol.sector], 24, (plate) => {
    to.lineJoin = 'round'
    to.strokeStyle = palette.of('map-halo')
    to.lineWidth = 4
    to.stroke(plate)
    to.fillStyle = filled ? colour : palette.of('surface')
    to.fill(plate)
    to.strokeStyle = colour
    to.lineWidth = symbol.state === 'full' ? 1.3 : 2
    to.setLineDash(symbol.state === 'unknown' ? [2.5, 2.5] : [])
    to.stroke(plate)
    to.setLineDash([])
  })
  const glyph = isGlyph(symbol.kind) ? GLYPHS[symbol.kind] : symbol.sector === 'energy' ? GLYPHS.bolt : GLYPHS.info
  path(pen, glyph, 14.5, (lines) => {
    to.lineCap = 'round'
    to.lineJoin = 'round'
    to.strokeStyle = filled ? palette.of('on-severity') : colour
    to.lineWidth = 2.3
    to.stroke(lines)
  }, 0, symbol.sector === 'facility' ? 1 : 0)
}

/** A cluster: a quiet disc with a ring and the silhouette of the worst severity at its shoulder. */
function cluster(pen: Pen, symbol: Extract<MapSymbol, { is: 'cluster' }>) {
  const { to, palette, size } = pen
  const radius = clusterRadius(symbol.count)
  const key = symbol.worst === 'none' ? undefined : severityKey(symbol.worst)
  const disc = (colour: string, at: number) => {
    to.beginPath()
    to.arc(size / 2, size / 2, at, 0, 2 * Math.PI)
    to.fillStyle = colour
    to.fill()
  }
  disc(palette.of('map-halo'), radius + 1.5)
  disc(palette.of(key ? severityToken(key) : 'line-strong'), radius)
  disc(palette.of(key && key !== 'unknown' ? `${severityToken(key)}-soft` : 'surface'), radius - (key ? 3 : 1.5))
  if (key) severityShape(pen, key, 15, radius * 0.74, -radius * 0.74)
}

/** A crew: a tag with its picture, filled while it has a job. */
function crew(pen: Pen, symbol: Extract<MapSymbol, { is: 'crew' }>) {
  const { to, palette } = pen
  const colour = palette.of('accent')
  path(pen, 'M5 2.500h14A2.500 2.500 0 0 1 21.500 5v14a2.500 2.500 0 0 1-2.500 2.500H5A2.500 2.500 0 0 1 2.500 19V5A2.500 2.500 0 0 1 5 2.500z', 22, (plate) => {
    to.strokeStyle = palette.of('map-halo')
    to.lineWidth = 4.5
    to.stroke(plate)
    to.fillStyle = symbol.busy ? colour : palette.of('surface')
    to.fill(plate)
    to.strokeStyle = colour
    to.lineWidth = 1.75
    to.stroke(plate)
  })
  path(pen, GLYPHS.crew, 15, (lines) => {
    to.lineCap = to.lineJoin = 'round'
    to.strokeStyle = symbol.busy ? palette.of('surface') : colour
    to.lineWidth = 2.5
    to.stroke(lines)
  })
}

/** Paints a symbol; `pixelRatio` device pixels to one of ours. */
export function paintSymbol(symbol: MapSymbol, palette: Palette, pixelRatio: number): HTMLCanvasElement {
  const size = symbolSize(symbol)
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = Math.round(size * pixelRatio)
  const to = canvas.getContext('2d')
  if (!to) throw new Error('the browser gives no 2d canvas')
  to.scale(canvas.width / size, canvas.width / size)
  const pen = { to, palette, size }
  if (symbol.is === 'cluster') cluster(pen, symbol)
  else if (symbol.is === 'site') site(pen, symbol)
  else if (symbol.is === 'crew') crew(pen, symbol)
  else {
    serviceRing(pen, symbol.function, 15)
    severityShape(pen, severityKey(symbol.severity), 24, 0, symbol.severity === 2 ? -1 : 0)
  }
  return canvas
}
