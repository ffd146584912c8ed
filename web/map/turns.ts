/** In which frame after a movement, or after what it shows has changed, each picture is painted anew. One a frame, behind symbols and names: all in the first took three turns of the screen. */
export const TURN = { dots: 1, base: 2, areas: 3 } as const

/** Asked once a frame whether a picture may be painted in it: not while the map moves or what it shows changes, and not before its turn after that; then in every one. */
export function makeTurns(turn: number): (moving: boolean, changed: boolean) => 'moving' | 'waiting' | 'painted' {
  let stillFor = Infinity // what has never moved waits for nothing
  return (moving, changed) => {
    stillFor = moving ? 0 : changed ? 1 : stillFor + 1
    return moving ? 'moving' : stillFor > turn ? 'painted' : 'waiting'
  }
}
