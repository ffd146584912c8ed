import { z } from 'zod'
import { Basis } from './sites/site.ts'

/** A figure with how it is known and, where it is not exact, its range (10th to 90th percentile). */
export const Figure = z.object({ value: z.number(), low: z.number(), high: z.number(), basis: Basis })
export type Figure = z.infer<typeof Figure>

// Sure to unsure: a sum is as sure as the least sure of its terms.
const SURENESS: readonly Basis[] = ['measured', 'given', 'inferred', 'imputed']
const BLUR = 1.5 // 90th percentile over the median of what was worked out from something else

/** The less sure of two ways to know. */
export const lessSure = (a: Basis, b: Basis): Basis => (SURENESS.indexOf(a) >= SURENESS.indexOf(b) ? a : b)

/** A figure from a value and how it is known: measured and given ones are exact, others have a range by half around them. */
export function figureOf(value: number, basis: Basis): Figure {
  const blur = basis === 'inferred' || basis === 'imputed' ? BLUR : 1
  return { value, low: value / blur, high: value * blur, basis }
}

/** A figure that nobody gave: the median with the same factor to either side, marked as imputed. */
export const imputed = (value: number, spread: number): Figure => ({ value, low: value / spread, high: value * spread, basis: 'imputed' })

/** The sum of figures; null of none. Bounds are added, as if all erred the same way: the range is rather too wide than too narrow. */
export function total(figures: readonly Figure[]): Figure | null {
  const [first, ...rest] = figures
  if (first === undefined) return null
  return rest.reduce((sum, { value, low, high, basis }) => ({ value: sum.value + value, low: sum.low + low, high: sum.high + high, basis: lessSure(sum.basis, basis) }), first)
}

/** A figure times a factor. */
export const times = ({ value, low, high, basis }: Figure, factor: number): Figure => ({ value: value * factor, low: low * factor, high: high * factor, basis })
