import type { BoardRepair } from './plan.ts'

/** In order of what presses: over its target first, then what is due first; then by tier. For sorting. */
export const pressing = (a: BoardRepair, b: BoardRepair): number =>
  Number(b.clock?.late ?? false) - Number(a.clock?.late ?? false) || a.tier - b.tier || (a.clock?.dueAt ?? '9').localeCompare(b.clock?.dueAt ?? '9') || (a.id < b.id ? -1 : 1)
