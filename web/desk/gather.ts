/** Something at a place, and how bad it is. */
type Placed = { readonly id: string; readonly position: readonly [lon: number, lat: number]; readonly severity: number | null }

/** Things drawn as one, at their mean place. */
export type Group<T> = { readonly members: readonly T[]; readonly position: readonly [lon: number, lat: number] }

const radians = (degrees: number) => (degrees * Math.PI) / 180

/** Pixels from 0,0 in web Mercator at a zoom level (256-pixel tiles). */
function pixelsAt([lon, lat]: readonly [number, number], zoom: number): readonly [number, number] {
  const world = 256 * 2 ** zoom
  const bounded = Math.max(-85, Math.min(85, lat))
  return [(world * (lon + 180)) / 360, (world * (1 - Math.asinh(Math.tan(radians(bounded))) / Math.PI)) / 2]
}

/**
 * Things that would touch each other on the map, in groups: the worst first gathers what lies within `reachPx` of it.
 * The same things at the same zoom give the same groups in whatever order they come. `alone` keeps one out of any group.
 */
export function gather<T extends Placed>(things: readonly T[], zoom: number, reachPx: number, alone: (thing: T) => boolean): readonly Group<T>[] {
  const placed = things.map((thing) => ({ thing, at: pixelsAt(thing.position, zoom) }))
    .sort((a, b) => (b.thing.severity ?? -1) - (a.thing.severity ?? -1) || (a.thing.id < b.thing.id ? -1 : 1))
  const cells = new Map<string, typeof placed>()
  const cellOf = (x: number, y: number) => `${Math.floor(x / reachPx)} ${Math.floor(y / reachPx)}`
  for (const one of placed) {
    const key = cellOf(one.at[0], one.at[1])
    cells.set(key, [...cells.get(key) ?? [], one])
  }
  const apart = placed.filter((one) => alone(one.thing))
  const taken = new Set<string>()
  return placed.flatMap(({ thing, at: [x, y] }): Group<T>[] => {
    if (taken.has(thing.id)) return []
    taken.add(thing.id)
    if (alone(thing)) return [{ members: [thing], position: thing.position }]
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(cellOf(x + dx * reachPx, y + dy * reachPx)) ?? []))
      .filter((other) => !taken.has(other.thing.id) && !alone(other.thing) && Math.hypot(other.at[0] - x, other.at[1] - y) < reachPx)
      .map((other) => other.thing)
    for (const other of near) taken.add(other.id)
    const members = [thing, ...near]
    const mean = (axis: 0 | 1) => members.reduce((sum, one) => sum + one.position[axis], 0) / members.length
    const position = [mean(0), mean(1)] as const
    const [px, py] = pixelsAt(position, zoom)
    // A group that would lie over the one kept out of it stands beside it.
    const hides = apart.some(({ at: [ax, ay] }) => Math.hypot(ax - px, ay - py) < reachPx)
    return [{ members, position: hides ? [position[0] + (360 * reachPx * 1.4) / (256 * 2 ** zoom), position[1]] : position }]
  })
}
