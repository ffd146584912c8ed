/** In which frame after a movement, or after what it shows has changed, each picture is painted anew. One a frame, behind the symbols: all in the first took three turns of the screen. */
export const TURN = { names: 1, base: 2, areas: 3 } as const

/** Whether what a layer has painted is moved along, stays for this frame as it was, or is painted anew. */
export type Painted = 'moving' | 'waiting' | 'painted'

/** Asked once a frame whether a picture may be painted in it: not while the map moves or what it shows changes, and not before its turn after that; then in every one. */
export function makeTurns(turn: number): (moving: boolean, changed: boolean) => Painted {
  let stillFor = Infinity // what has never moved waits for nothing
  return (moving, changed) => {
    stillFor = moving ? 0 : changed ? 1 : stillFor + 1
    return moving ? 'moving' : stillFor > turn ? 'painted' : 'waiting'
  }
}

/**
 * As `makeTurns`, for what an answer is on its way for: after a movement the old stays as it is until it changes, at most `waitMs`.
 * Painting it anew at rest, and again a moment later with the answer, took a frame of two turns each time.
 */
export function makePatience(waitMs: number): (moving: boolean, changed: boolean, nowMs: number) => Painted {
  let restedAtMs: number | null = -Infinity // null while it moves
  return (moving, changed, nowMs) => {
    if (moving) restedAtMs = null
    else restedAtMs ??= nowMs
    if (restedAtMs === null) return 'moving'
    if (changed) restedAtMs = -Infinity
    return nowMs - restedAtMs >= waitMs ? 'painted' : 'waiting'
  }
}
