import * as library from 'mgrs'
import { distanceM } from './distance.ts'
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

// Written by hand or heard on the radio, these stand for digits: the letters I and O are in no MGRS.
const asDigits = (tail: string) => tail.replace(/O/g, '0').replace(/[IL]/g, '1')

/** Reads a whole code; null when it names no place. */
function parseWhole(code: string): CodedPlace | null {
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

const zoneAt = (lon: number): number => Math.min(60, Math.floor((lon + 180) / 6) + 1)
const zoneAfter = (zone: number, steps: number): number => ((zone - 1 + steps + 60) % 60) + 1

/** The square of that name which is nearest to `near`: crews leave out the zone that all of them are in. */
function complete(code: string, near: Position): CodedPlace | null {
  const bandNow = Math.floor((near[1] + 80) / 8)
  const candidates = [-1, 0, 1].flatMap((east) => [-1, 0, 1].map((north) => parseWhole(`${zoneAfter(zoneAt(near[0]), east)}${BANDS[bandNow + north] ?? '-'}${code}`)))
  return candidates.filter((place) => place !== null).sort((a, b) => distanceM(near, a.position) - distanceM(near, b.position))[0] ?? null
}

/**
 * Reads MGRS of 2 to 5 digits a side, spaced or not, in either alphabet; null when it names no place. One without its zone is completed
 * from `near`. A square counted on past its zone's edge is taken, as crews on the border of two zones write it.
 */
export function parseMgrs(text: string, near: Position | null = null): CodedPlace | null {
  const [, zone = '', square = '', tail = ''] = /^(\d{1,2}[A-Z])?([A-HJ-NP-Z]{2})([\dOIL]{4,10})$/.exec(asLatinCode(text)) ?? []
  if (square === '') return null
  const code = square + asDigits(tail)
  if (zone !== '') return parseWhole(zone + code)
  return near === null ? null : complete(code, near)
}

/** What is wrong with something that is meant to be MGRS: its two halves differ in length, or its letters name no square; null when it is not meant to be MGRS, is not whole yet, or is right. */
export function mgrsFault(text: string): 'odd' | 'letters' | null {
  const [, , tail = ''] = /^(\d{1,2}[A-Z]{3}|[A-Z]{2})([\dOIL]*)$/.exec(asLatinCode(text)) ?? []
  if (tail.length < 4) return null
  if (tail.length % 2 === 1) return 'odd'
  return /^\d/.test(text.trim()) && parseMgrs(text) === null ? 'letters' : null
}

/** Nearer than this to the border of two zones, neighbours may name another zone for the same place. */
export const ZONE_BORDER_M = 1_000

/** The neighbouring zone, when its border is near; null when it is not. */
export function neighbourZone(position: Position): { readonly own: number; readonly other: number } | null {
  const own = zoneAt(position[0])
  const west = -180 + 6 * (own - 1)
  const away = (lon: number) => distanceM(position, [lon, position[1]])
  if (away(west) < ZONE_BORDER_M) return { own, other: zoneAfter(own, -1) }
  return away(west + 6) < ZONE_BORDER_M ? { own, other: zoneAfter(own, 1) } : null
}
