/** One need: `dependent` takes a service from `supplier`. Several suppliers of one service stand in for each other. */
export type Need = { readonly supplier: string; readonly dependent: string; readonly service: string }

/**
 * The dependents that fail when `out` is out: those of which some service has lost its last supplier, and theirs in turn.
 * The greatest set that can still work is kept, so cycles are survived; two sites that only feed each other count as working,
 * which makes the answer a lower bound. `out` itself is not in it. O(needs).
 */
export function failsWith(out: ReadonlySet<string>, needs: readonly Need[]): Set<string> {
  const suppliers = new Map<string, number>()
  const fed = new Map<string, Need[]>()
  const key = (need: Need) => `${need.dependent} ${need.service}`
  for (const need of needs) {
    suppliers.set(key(need), (suppliers.get(key(need)) ?? 0) + 1)
    fed.set(need.supplier, [...(fed.get(need.supplier) ?? []), need])
  }
  const failed = new Set<string>()
  const queue = [...out]
  for (let site = queue.pop(); site !== undefined; site = queue.pop()) {
    for (const need of fed.get(site) ?? []) {
      const left = (suppliers.get(key(need)) ?? 0) - 1
      suppliers.set(key(need), left)
      if (left > 0 || failed.has(need.dependent) || out.has(need.dependent)) continue
      failed.add(need.dependent)
      queue.push(need.dependent)
    }
  }
  return failed
}
