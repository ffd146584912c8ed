import type { Position } from '../space/position.ts'

/** A ring without its last position, which is its first. */
export type Ring = readonly Position[]
/** An outline as it travels to phones: ring by ring, in thousandths of a degree, longitude then latitude, each as a step from the one before. */
export type PackedOutline = readonly (readonly number[])[]

const PER_DEGREE = 1000

/** Packs rings as GeoJSON has them, closed. A ring that vanishes when it is rounded is left out. */
export function packOutline(rings: readonly (readonly (readonly number[])[])[]): number[][] {
  return rings.flatMap((ring) => {
    let [x, y] = [0, 0]
    const steps: number[] = []
    for (const [lon = 0, lat = 0] of ring.slice(0, -1)) {
      const [nextX, nextY] = [Math.round(lon * PER_DEGREE), Math.round(lat * PER_DEGREE)]
      if (steps.length > 0 && nextX === x && nextY === y) continue
      steps.push(nextX - x, nextY - y)
      x = nextX
      y = nextY
    }
    return steps.length < 6 ? [] : [steps]
  })
}

/** The rings of an outline. */
export function ringsOf(outline: PackedOutline): Ring[] {
  return outline.map((steps) => {
    let [x, y] = [0, 0]
    const ring: Position[] = []
    for (let at = 0; at + 1 < steps.length; at += 2) {
      x += steps[at]!
      y += steps[at + 1]!
      ring.push([x / PER_DEGREE, y / PER_DEGREE])
    }
    return ring
  })
}
