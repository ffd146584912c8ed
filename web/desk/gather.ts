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

/** Groups with a common middle, the worst first gathering what lies within `reachPx` of it. */
function swept<T extends Placed>(groups: readonly Group<T>[], zoom: number, reachPx: number): readonly Group<T>[] {
  const first = (group: Group<T>) => group.members[0]!
  const placed = groups.map((group) => ({ group, at: pixelsAt(group.position, zoom) }))
    .sort((a, b) => (first(b.group).severity ?? -1) - (first(a.group).severity ?? -1) || (first(a.group).id < first(b.group).id ? -1 : 1))
  const cells = new Map<string, typeof placed>()
  const cellOf = (x: number, y: number) => `${Math.floor(x / reachPx)} ${Math.floor(y / reachPx)}`
  for (const one of placed) {
    const key = cellOf(one.at[0], one.at[1])
    cells.set(key, [...cells.get(key) ?? [], one])
  }
  const taken = new Set<Group<T>>()
  return placed.flatMap(({ group, at: [x, y] }): Group<T>[] => {
    if (taken.has(group)) return []
    taken.add(group)
    const near = [-1, 0, 1].flatMap((dx) => [-1, 0, 1].flatMap((dy) => cells.get(cellOf(x + dx * reachPx, y + dy * reachPx)) ?? []))
      .filter((other) => !taken.has(other.group) && Math.hypot(other.at[0] - x, other.at[1] - y) < reachPx)
      .map((other) => other.group)
    if (near.length === 0) return [group]
    for (const other of near) taken.add(other)
    const members = [group, ...near].flatMap((one) => one.members)
    const mean = (axis: 0 | 1) => members.reduce((sum, one) => sum + one.position[axis], 0) / members.length
    return [{ members, position: [mean(0), mean(1)] }]
  })
}

const SWEEPS = 4 // a group's middle moves as it grows, and may come to touch another; after four little does

/**
 * Things that would touch each other on the map, in groups: the worst first gathers what lies within `reachPx` of it.
 * The same things at the same zoom give the same groups in whatever order they come. `alone` keeps one out of any group.
 */
export function gather<T extends Placed>(things: readonly T[], zoom: number, reachPx: number, alone: (thing: T) => boolean): readonly Group<T>[] {
  const single = (thing: T): Group<T> => ({ members: [thing], position: thing.position })
  const apart = things.filter(alone)
  let groups: readonly Group<T>[] = things.filter((thing) => !alone(thing)).map(single)
  for (let sweep = 0; sweep < SWEEPS; sweep += 1) {
    const before = groups.length
    groups = swept(groups, zoom, reachPx)
    if (groups.length === before) break
  }
  // A group that would lie over the one kept out of it stands beside it.
  const hides = (position: readonly [number, number]) => {
    const [px, py] = pixelsAt(position, zoom)
    return apart.some((one) => {
      const [x, y] = pixelsAt(one.position, zoom)
      return Math.hypot(x - px, y - py) < reachPx
    })
  }
  const aside = (360 * reachPx * 1.4) / (256 * 2 ** zoom)
  return [...groups.map((group) => (hides(group.position) ? { ...group, position: [group.position[0] + aside, group.position[1]] as const } : group)), ...apart.map(single)]
}
