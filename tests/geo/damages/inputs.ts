import type { PriorityInputs } from '../../../geo/damages/priority.ts'
import { DEFAULT_WEIGHTS } from '../../../geo/damages/weights.ts'

/** What is known of a damaged substation that serves 12,000 people, unless the test says otherwise. */
export const inputs = (changes: Partial<PriorityInputs> = {}): PriorityInputs => ({
  kind: 'substation', severity: 2, function: 'out', danger: false, own: { people: 12_000, basis: 'given', through: false }, dependents: [], facilities: [],
  hanging: 0, others: 0, travelH: 1, weights: DEFAULT_WEIGHTS, openedAt: '2026-03-05T10:00:00.000Z', at: '2026-03-05T12:00:00.000Z', ...changes,
})
