import { z } from 'zod'
import { folded } from '../fold.ts'

/** What two damages are compared by; null is unknown, which speaks neither way. */
export const Compared = z.object({
  sameSite: z.boolean().nullable(),
  distanceM: z.number().nullable(),
  /** How far both positions may be off together. */
  offM: z.number(),
  kinds: z.enum(['same', 'sector', 'other']).nullable(),
  hoursApart: z.number(),
  /** The share of words that what was said of them has in common. */
  wordsShared: z.number().nullable(),
})
export type Compared = z.infer<typeof Compared>

/** How much speaks for two damages being one, or against it, in bits: each doubles or halves the odds. */
export const Likeness = z.object({
  /** All parts together. */
  bits: z.number(),
  /** Likely from 6 bits on, possible from 0. */
  verdict: z.enum(['likely', 'possible', 'unlikely']),
  /** What each fact that is known adds or takes away. */
  parts: z.array(z.object({ part: z.enum(['site', 'distance', 'kind', 'time', 'words']), bits: z.number() })),
})
export type Likeness = z.infer<typeof Likeness>

type Bands = readonly (readonly [below: number, bits: number])[]

/** Weights of evidence after Fellegi and Sunter (`decide.md` 3.2): an expert guess. Distance in widths of what the positions may be off, time in hours. */
const BITS = {
  site: { same: 6, other: -3 },
  kind: { same: 1.5, sector: 0.3, other: -2 },
  distance: [[1, 4], [2, 3], [3, 1.5], [6, -1], [Infinity, -4]],
  time: [[1, 2], [6, 1.2], [24, 0], [48, -1], [Infinity, -3]],
  words: [[0.001, -0.5], [0.2, 0], [0.5, 0.8], [Infinity, 2]],
} as const satisfies Record<string, Bands | Record<string, number>>
const [LEAST_OFF_M, SHARP_M] = [15, 100] as const
const [LIKELY, POSSIBLE] = [6, 0]

const banded = (value: number, bands: Bands) => bands.find(([below]) => value < below)?.[1] ?? 0
/** To be within a wide circle says little: of what else is broken around, what falls into it too grows with its area. */
function distanceBits(distanceM: number, offM: number): number {
  const bits = banded(distanceM / Math.max(LEAST_OFF_M, offM), BITS.distance)
  return bits <= 0 ? bits : Math.max(0, Math.round((bits - 2 * Math.log2(Math.max(1, offM / SHARP_M))) * 10) / 10)
}
const wordsOf = (text: string) => new Set((text.match(/[\p{L}\d'’ʼ]{4,}/gu) ?? []).map(folded))

/** The share of words of four letters or more that two texts have in common, however they are written; null when either has none. */
export function wordsShared(a: string, b: string): number | null {
  const [mine, theirs] = [wordsOf(a), wordsOf(b)]
  if (mine.size === 0 || theirs.size === 0) return null
  const both = [...mine].filter((word) => theirs.has(word)).length
  return both / (mine.size + theirs.size - both)
}

/** How much speaks for two damages being the same, part by part. */
export function likenessOf({ sameSite, distanceM, offM, kinds, hoursApart, wordsShared: shared }: Compared): Likeness {
  const parts: Likeness['parts'] = [
    ...(sameSite === null ? [] : [{ part: 'site' as const, bits: sameSite ? BITS.site.same : BITS.site.other }]),
    // Of the same site the distance says nothing more.
    ...(distanceM === null || sameSite === true ? [] : [{ part: 'distance' as const, bits: distanceBits(distanceM, offM) }]),
    ...(kinds === null ? [] : [{ part: 'kind' as const, bits: BITS.kind[kinds] }]),
    { part: 'time', bits: banded(hoursApart, BITS.time) },
    ...(shared === null ? [] : [{ part: 'words' as const, bits: banded(shared, BITS.words) }]),
  ]
  const bits = Math.round(parts.reduce((sum, one) => sum + one.bits, 0) * 10) / 10
  return { bits, verdict: bits >= LIKELY ? 'likely' : bits >= POSSIBLE ? 'possible' : 'unlikely', parts }
}
