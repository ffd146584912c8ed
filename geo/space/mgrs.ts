import * as library from 'mgrs'
import { asLatinCode } from './latin.ts'
import type { Position } from './position.ts'

// The same package is CommonJS to Node, where all of it is its default export, and a module without one to a bundler.
const whole = (read: typeof library & { readonly default?: typeof library }) => read.default ?? read
const { forward, inverse } = whole(library)

/** A place read from a code: the middle of the square or box it names, and half that box's diagonal in metres. */
export type CodedPlace = { readonly position: Position; readonly accuracyM: number }

const MGRS = /^(\d{1,2})([C-HJ-NP-X])([A-HJ-NP-Z]{2})(\d{4}|\d{6}|\d{8}|\d{10})$/
const BANDS = 'CDEFGHJKLMNPQRSTUVWX'
// The letters of the columns repeat every three zones; the library takes any.
const COLUMNS = ['ABCDEFGH', 'JKLMNPQR', 'STUVWXYZ'] as const

/** "36U UA 12345 67890": MGRS with `digits` (1 to 5) of easting and northing each, spaced to be read aloud. Throws a RangeError in the polar regions. */
export function formatMgrs(position: Position, digits = 5): string {
  const [lon, lat] = position
  if (lat < -80 || lat > 84) throw new RangeError('MGRS as used here ends at 80° S and 84° N')
  const [, zone = '', square = '', numbers = ''] = /^(\d{1,2}[A-Z])([A-Z]{2})(\d*)$/.exec(forward([lon, lat], digits)) ?? []
  return `${zone} ${square} ${numbers.slice(0, digits)} ${numbers.slice(digits)}`
}

/** Reads MGRS of 2 to 5 digits a side, spaced or not; null when it names no place. A square counted on past its zone's edge is taken, as crews on the border of two zones write it. */
export function parseMgrs(text: string): CodedPlace | null {
  const code = asLatinCode(text)
  const [, zone, band, square, numbers] = MGRS.exec(code) ?? []
  if (zone === undefined || band === undefined || square === undefined || numbers === undefined) return null
  if (Number(zone) < 1 || Number(zone) > 60 || !COLUMNS[(Number(zone) - 1) % 3]?.includes(square.charAt(0))) return null
  let box: readonly [number, number, number, number]
  try {
    box = inverse(code)
  } catch {
    return null // letters that name no square of this zone
  }
  const position: Position = [(box[0] + box[2]) / 2, (box[1] + box[3]) / 2]
  const south = -80 + 8 * BANDS.indexOf(band)
  const north = band === 'X' ? 84 : south + 8
  if (!position.every(Number.isFinite) || position[1] < south - 1 || position[1] > north + 1) return null
  return { position, accuracyM: 10 ** (5 - numbers.length / 2) * Math.SQRT1_2 }
}
