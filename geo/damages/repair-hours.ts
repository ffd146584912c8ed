import { imputed, type Figure } from '../figures.ts'
import type { Severity } from './grades.ts'

// Expert guess, to be replaced by what closed repairs teach: median hours by severity 0 to 4.
const REPAIR_H: Record<string, readonly [number, number, number, number, number]> = {
  power_plant: [2, 12, 48, 240, 1440],
  substation: [1, 6, 24, 96, 480],
  transformer: [1, 4, 18, 72, 168],
  power_line: [1, 3, 8, 24, 72],
  power_cable: [1, 6, 16, 36, 72],
  power_tower: [1, 3, 10, 24, 48],
  exchange: [1, 4, 12, 48, 168],
  data_centre: [1, 4, 12, 72, 336],
  mast: [1, 3, 8, 24, 72],
  antenna: [0.5, 2, 6, 16, 36],
}
const OTHER_H = [1, 3, 8, 24, 72] as const
const SPREAD = 2.5 // 90th percentile over median of a lognormal repair time

/** Median hours to repair by kind and severity, with its range; an unknown severity counts as moderate and widens. */
export function repairHours(kind: string, severity: Severity | null): Figure {
  const table = REPAIR_H[kind] ?? OTHER_H
  return imputed(table[severity ?? 2] ?? OTHER_H[2], severity === null ? SPREAD * 2 : SPREAD)
}
