import type { Figure } from '../figures.ts'
import { serviceOf } from './services.ts'

const CORE = ['exchange', 'data_centre'] // where many lines end

/**
 * Hours that a site works on without power: what is known of it; nothing for energy sites, which pass on what they get. A communications
 * site of which nobody said so is taken to have the 10 h that the regulator (NCU, July 2024) demands, in range down to the 4 h demanded
 * before; a core node the 72 h of the same order.
 */
export function batteryOf(kind: string, backupH: number | null): Figure {
  if (backupH !== null) return { value: backupH, low: backupH, high: backupH, basis: 'given' }
  if (serviceOf(kind) === 'power') return { value: 0, low: 0, high: 0, basis: 'given' }
  if (CORE.includes(kind)) return { value: 72, low: 10, high: 72, basis: 'imputed' }
  return { value: 10, low: 4, high: 10, basis: 'imputed' }
}
