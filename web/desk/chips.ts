import type { Filter } from './filter-url.ts'

/** The questions that a dispatcher asks all day, each a filter at one click with its count. */
export const CHIPS = {
  out: { set: { function: ['out'] } },
  destroyed: { set: { severity: [4] } },
  unverified: { set: { verification: ['unverified'] } },
  unassigned: { set: { repair: ['none', 'proposed', 'approved'] } },
  blocked: { set: { repair: ['blocked'] } },
} as const satisfies Record<string, { set: Partial<Filter> }>

/** The name of a quick filter. */
export type ChipName = keyof typeof CHIPS

/** True when the quick filter is on, as it is and not as part of a longer list. */
export function isOn(filter: Filter, name: ChipName): boolean {
  return Object.entries(CHIPS[name].set).every(([key, values]) => String(filter[key as keyof Filter]) === String(values))
}

/** The filter with the quick filter turned on, or off when it was on. */
export function turned(filter: Filter, name: ChipName): Filter {
  const on = isOn(filter, name)
  return { ...filter, state: 'open', ...Object.fromEntries(Object.entries(CHIPS[name].set).map(([key, values]) => [key, on ? [] : [...values]])) }
}
