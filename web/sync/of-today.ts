const DAY_MS = 86_400_000

/** True for a round of today: it begins within a day, or ended less than a day ago. */
export const isOfToday = ({ planned: { from, until } }: { readonly planned: { readonly from: string; readonly until: string } }, nowMs: number): boolean => Date.parse(from) < nowMs + DAY_MS && Date.parse(until) > nowMs - DAY_MS
