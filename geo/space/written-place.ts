import type { Located } from '../reports/report.ts'
import { parseMgrs, type CodedPlace } from './mgrs.ts'
import { parsePlusCode } from './plus-code.ts'
import { ReportedPosition } from './position.ts'

/** A place that a person wrote as a code or as degrees, and which of them it was. */
export type WrittenPlace = CodedPlace & { readonly located: Extract<Located, 'mgrs' | 'plus_code' | 'map_pin'> }

const DEGREES = /^\s*(-?\d{1,2}(?:[.,]\d+)?)°?\s*[,; ]\s*(-?\d{1,3}(?:[.,]\d+)?)°?\s*$/

/** Reads MGRS, a Plus Code or "latitude, longitude" in degrees (as maps and phones show them); null when it is none of these. */
export function parseWrittenPlace(text: string, near: CodedPlace['position'] | null = null): WrittenPlace | null {
  const mgrs = parseMgrs(text, near)
  if (mgrs) return { ...mgrs, located: 'mgrs' }
  const plusCode = parsePlusCode(text, near)
  if (plusCode) return { ...plusCode, located: 'plus_code' }
  const [, lat, lon] = DEGREES.exec(text) ?? []
  if (lat === undefined || lon === undefined) return null
  const decimals = Math.min(...[lat, lon].map((value) => value.split(/[.,]/)[1]?.length ?? 0))
  const parsed = ReportedPosition.safeParse([lon, lat].map((value) => Number(value.replace(',', '.'))))
  return parsed.success ? { position: parsed.data, accuracyM: 111_195 / 2 / 10 ** decimals, located: 'map_pin' } : null
}
