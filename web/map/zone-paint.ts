import type { Palette } from './palette.ts'
import { HATCH_SIDE, PLATES, ZONE_LOOKS, type ZoneKind } from './zone-looks.ts'

function canvasOf(side: number): readonly [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas')
  canvas.width = canvas.height = side
  const to = canvas.getContext('2d')
  if (to === null) throw new Error('the browser gives no 2d canvas')
  return [canvas, to]
}

const GROUND = 0.1 // how much of its colour lies under a hatching
const PERMITTED_GROUND = 0.2

/** The filling of a kind of zone: its hatching on a breath of its colour; a permission has the colour alone. */
export function hatchOf(kind: ZoneKind, palette: Palette, pixelRatio: number): CanvasPattern {
  const side = Math.round(HATCH_SIDE * pixelRatio)
  const [tile, to] = canvasOf(side)
  const { token, hatch } = ZONE_LOOKS[kind]
  to.fillStyle = palette.of(token)
  to.globalAlpha = kind === 'clearance' ? PERMITTED_GROUND : GROUND
  to.fillRect(0, 0, side, side)
  if (hatch !== '') {
    to.globalAlpha = 0.62
    to.scale(side / HATCH_SIDE, side / HATCH_SIDE)
    to.strokeStyle = palette.of(token)
    to.lineWidth = 1.15
    to.stroke(new Path2D(hatch))
  }
  const pattern = to.createPattern(tile, 'repeat')
  if (pattern === null) throw new Error('the browser makes no pattern')
  return pattern
}

/** The sign of a kind of zone on its plate. */
export function signOf(kind: ZoneKind, palette: Palette, sidePx: number, pixelRatio: number): HTMLCanvasElement {
  const [canvas, to] = canvasOf(Math.round(sidePx * pixelRatio))
  const { token, sign } = ZONE_LOOKS[kind]
  to.scale(canvas.width / 24, canvas.width / 24)
  const plate = new Path2D(PLATES[kind === 'clearance' ? 'clearance' : 'hazard'])
  to.fillStyle = palette.of(token)
  to.fill(plate)
  to.strokeStyle = palette.of('surface')
  to.lineWidth = 1.6
  to.stroke(plate)
  to.lineWidth = 2
  to.lineCap = to.lineJoin = 'round'
  to.stroke(new Path2D(sign))
  return canvas
}
