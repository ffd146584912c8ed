import type { Grid } from './grid.ts'

/** One station feeds another over a line. */
export type Feed = { readonly from: string; readonly to: string; readonly line: string }

/** A grid between stations: which of them are fed from where. */
export type Topology = {
  /** Lines from a station to the source nearest it; stations that no source reaches are missing. */
  readonly hops: ReadonlyMap<string, number>
  readonly feeds: readonly Feed[]
}

/**
 * Who feeds whom, guessed from the topology alone: distance in lines from the nearest source (a station with a generator, or with
 * a line across the edge of the extract); the nearer feeds the farther, equals feed each other. A station with a line across the
 * edge needs no one inside: what comes over the edge is not in the extract and cannot be lost. O(lines).
 */
export function topologyOf(grid: Grid): Topology {
  const busOf = new Map(grid.buses.map((bus) => [bus.id, bus]))
  const between = grid.lines.flatMap(({ id, ends }) => {
    const [a, b] = [busOf.get(ends[0]), busOf.get(ends[1])]
    return a === undefined || b === undefined || a.station === b.station ? [] : [{ line: id, a, b }]
  })
  const edge = new Set(between.flatMap(({ a, b }) => (a.inside === b.inside ? [] : [a.inside ? a.station : b.station])))
  const inner = between.filter(({ a, b }) => a.inside && b.inside)
  const generating = grid.generators.flatMap(({ bus }) => (busOf.get(bus)?.inside ? [busOf.get(bus)!.station] : []))

  const beside = new Map<string, string[]>()
  const join = (from: string, to: string) => void (beside.get(from)?.push(to) ?? beside.set(from, [to]))
  for (const { a, b } of inner) {
    join(a.station, b.station)
    join(b.station, a.station)
  }
  const hops = new Map<string, number>([...edge, ...generating].map((station) => [station, 0]))
  const queue = [...hops.keys()]
  for (const station of queue) {
    for (const next of beside.get(station) ?? []) {
      if (hops.has(next)) continue
      hops.set(next, hops.get(station)! + 1)
      queue.push(next)
    }
  }

  const away = (station: string) => hops.get(station) ?? Infinity
  const feeds = inner.flatMap(({ line, a, b }) => [
    ...(away(a.station) <= away(b.station) ? [{ from: a.station, to: b.station, line }] : []),
    ...(away(b.station) <= away(a.station) ? [{ from: b.station, to: a.station, line }] : []),
  ]).filter(({ to }) => !edge.has(to))
  return { hops, feeds }
}
