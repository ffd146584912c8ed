import type { Network } from './network.ts'

/** When something fails, in hours from now (past is negative), and whether no battery on the way there was guessed. */
export type Failing = { readonly inH: number; readonly known: boolean }

/** What a site has to fall back on when its power is lost. */
export type Battery = { readonly hours: number; readonly known: boolean }

type Waiting = Failing & { readonly id: string }

/** Takes the earliest out of a binary heap of what is to fail. */
function takeFirst(heap: Waiting[]): Waiting | undefined {
  const first = heap[0]
  const last = heap.pop()
  if (first === undefined || last === undefined || heap.length === 0) return first
  heap[0] = last
  for (let at = 0; ;) {
    const least = [2 * at + 1, 2 * at + 2].reduce((best, child) => (child < heap.length && heap[child]!.inH < heap[best]!.inH ? child : best), at)
    if (least === at) return first
    ;[heap[at], heap[least]] = [heap[least]!, heap[at]!]
    at = least
  }
}

function put(heap: Waiting[], item: Waiting): void {
  heap.push(item)
  for (let at = heap.length - 1; at > 0;) {
    const above = (at - 1) >> 1
    if (heap[above]!.inH <= heap[at]!.inH) return
    ;[heap[at], heap[above]] = [heap[above]!, heap[at]!]
    at = above
  }
}

/**
 * When each dependent fails, from when its suppliers did: a service is lost with its last supplier, power with the battery that then begins to
 * run; the service lost first decides. In the order of time, as Dijkstra's paths, over and-or needs (Knuth 1977): no failure causes an earlier one.
 * What is only fed in a cycle never fails, as in the cascade, nor what is `supplied` by a way of its own. `outSince` is in hours from now too.
 */
export function countdown(outSince: ReadonlyMap<string, number>, network: Network, battery: (id: string) => Battery, supplied: ReadonlySet<string> = new Set()): Map<string, Failing> {
  const failing = new Map<string, Failing>()
  const left = new Map<string, number>()
  const heap: Waiting[] = []
  for (const [id, inH] of outSince) put(heap, { id, inH, known: true })
  for (let next = takeFirst(heap); next !== undefined; next = takeFirst(heap)) {
    const { id, inH, known } = next
    if (failing.has(id)) continue
    failing.set(id, { inH, known })
    for (const { dependent, service } of network.fed(id)) {
      if (supplied.has(dependent)) continue
      const key = `${dependent} ${service}`
      const now = (left.get(key) ?? network.suppliers(dependent).get(service)?.length ?? 0) - 1
      left.set(key, now)
      if (now > 0 || failing.has(dependent)) continue
      const own = service === 'power' ? battery(dependent) : { hours: 0, known: true }
      put(heap, { id: dependent, inH: inH + own.hours, known: known && own.known })
    }
  }
  return failing
}
