import { describe, expect, test } from 'vitest'
import { DEFAULT_TARGETS } from '../../../geo/clocks/targets.ts'
import { differencesOf } from '../../../web/desk/targets/difference.ts'

describe('what two sets of targets disagree on', () => {
  test('is each figure of a tier, of a kind and each pause, and nothing between equals', () => {
    expect(differencesOf(DEFAULT_TARGETS, structuredClone(DEFAULT_TARGETS))).toEqual([])
    const [life, key, critical, rest] = DEFAULT_TARGETS.tiers
    const theirs = { tiers: [life, key, { ...critical, restore: 20 }, rest] as typeof DEFAULT_TARGETS.tiers, kinds: { mast: { arrive: 3 } }, pausing: DEFAULT_TARGETS.pausing.filter((why) => why !== 'weather') }
    expect(differencesOf({ ...DEFAULT_TARGETS, kinds: { mast: { verify: 1, arrive: 3 } } }, theirs)).toEqual([
      { of: 'tier', tier: 2, clock: 'restore', mine: 36, theirs: 20 },
      { of: 'kind', kind: 'mast', clock: 'verify', mine: 1, theirs: null },
      { of: 'pausing', why: 'weather', mine: true, theirs: false },
    ])
  })
})
