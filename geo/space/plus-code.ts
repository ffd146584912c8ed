/// <reference path="./open-location-code.d.ts" />
import { OpenLocationCode } from 'open-location-code'
import { distanceM } from './distance.ts'
import { asLatinCode } from './latin.ts'
import type { CodedPlace } from './mgrs.ts'
import type { Position } from './position.ts'

const codes = new OpenLocationCode()

/** The Plus Code (Open Location Code) of a position: ten digits, a box of about 14 m. */
export const formatPlusCode = (position: Position): string => codes.encode(position[1], position[0], 10)

/** Reads a Plus Code of at least eight digits; a short one ("9G8F+6X") is completed from `near`. Null when it names no place, or is short and nothing is near. */
export function parsePlusCode(text: string, near: Position | null = null): CodedPlace | null {
  const code = asLatinCode(text.trim().split(/[,\s]+/)[0] ?? '') // "9G8F+6X Kyiv": the town is for people
  if (!codes.isValid(code)) return null
  if (!codes.isFull(code) && near === null) return null
  const full = codes.isFull(code) || near === null ? code : codes.recoverNearest(code, near[1], near[0])
  if (full.replace(/[+0]/g, '').length < 8) return null // a box of five kilometres is no place
  const box = codes.decode(full)
  const position: Position = [box.longitudeCenter, box.latitudeCenter]
  return { position, accuracyM: distanceM(position, [box.longitudeHi, box.latitudeHi]) }
}
