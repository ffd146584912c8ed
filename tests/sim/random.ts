import { createHash } from 'node:crypto'

/** Seeded randomness: the same seed gives the same life. */
export type Random = {
  /** From 0 up to 1. */
  next(): number
  /** A whole number from `least` to `most`, both included. */
  int(least: number, most: number): number
  chance(share: number): boolean
  pick<T>(list: readonly T[]): T
  bytes(count: number): Uint8Array
  /** Randomness of its own for a part of the world: what another part draws does not change it. */
  fork(name: string): Random
}

/** Randomness from a seed of any text. The generator is sfc32, seeded by SHA-256. */
export function randomOf(seed: string): Random {
  const state = new Uint32Array(createHash('sha256').update(seed).digest().buffer.slice(0, 16))
  let [a, b, c, d] = [state[0]! | 0, state[1]! | 0, state[2]! | 0, state[3]! | 0]
  const next = () => {
    const t = (((a + b) | 0) + d) | 0
    d = (d + 1) | 0
    a = b ^ (b >>> 9)
    b = (c + (c << 3)) | 0
    c = (((c << 21) | (c >>> 11)) + t) | 0
    return (t >>> 0) / 4_294_967_296
  }
  const int = (least: number, most: number) => least + Math.floor(next() * (most - least + 1))
  return {
    next, int,
    chance: (share) => next() < share,
    pick: (list) => list[int(0, list.length - 1)]!,
    bytes: (count) => Uint8Array.from({ length: count }, () => int(0, 255)),
    fork: (name) => randomOf(`${seed}/${name}`),
  }
}
