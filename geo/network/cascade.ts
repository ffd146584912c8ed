import type { Network } from './network.ts'

const NONE: ReadonlySet<string> = new Set()

/**
 * The dependents that fail when `out` is out: those of which some service has lost its last supplier, and theirs in turn.
 * The greatest set that can still work is kept, so cycles are survived; two sites that only feed each other count as working,
 * which makes the answer a lower bound. `out` itself is not in it, nor what is `supplied` by a way of its own that no link knows. Costs what
 * fails and what that feeds, not the network.
 */
export function failsWith(out: ReadonlySet<string>, network: Network, supplied: ReadonlySet<string> = NONE): Set<string> {
  const left = new Map<string, number>()
  const failed = new Set<string>()
  const queue = [...out]
  for (let site = queue.pop(); site !== undefined; site = queue.pop()) {
    for (const { dependent, service } of network.fed(site)) {
      if (failed.has(dependent) || out.has(dependent) || supplied.has(dependent)) continue
      const key = `${dependent} ${service}`
      const now = (left.get(key) ?? network.suppliers(dependent).get(service)?.length ?? 0) - 1
      left.set(key, now)
      if (now > 0) continue
      failed.add(dependent)
      queue.push(dependent)
    }
  }
  return failed
}

/**
 * The dependents that work again when `site` alone is repaired, while everything else that is out stays out: of what failed, the greatest
 * part that can be supplied by itself, by the site, and by what never failed. The site itself counts as supplied: where its own supplier is
 * out too, both are needed, and each would else be worth nothing. `failed` is what `out`, with the site in it, has brought down.
 */
export function regainedBy(site: string, out: ReadonlySet<string>, failed: ReadonlySet<string>, network: Network): Set<string> {
  const back = new Set<string>()
  const reached = [site]
  for (let at = reached.pop(); at !== undefined; at = reached.pop()) {
    for (const { dependent } of network.fed(at)) {
      if (!failed.has(dependent) || back.has(dependent)) continue
      back.add(dependent)
      reached.push(dependent)
    }
  }
  const works = (supplier: string) => supplier === site || back.has(supplier) || (!failed.has(supplier) && !out.has(supplier))
  const supplied = (dependent: string) => [...network.suppliers(dependent).values()].every((suppliers) => suppliers.some(works))
  const queue = [...back]
  for (let at = queue.pop(); at !== undefined; at = queue.pop()) {
    if (!back.has(at) || supplied(at)) continue
    back.delete(at)
    for (const { dependent } of network.fed(at)) if (back.has(dependent)) queue.push(dependent)
  }
  return back
}
