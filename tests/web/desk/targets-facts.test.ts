import { describe, expect, test } from 'vitest'
import { DEFAULT_TARGETS, type Targets } from '../../../geo/clocks/targets.ts'
import { movedIn, onTop } from '../../../web/desk/conflict.ts'
import { factOf, factsOf, kindsIn, targetsOf } from '../../../web/desk/targets/facts.ts'

const [life, key, critical, rest] = DEFAULT_TARGETS.tiers

describe('the facts of targets', () => {
  test('amount to the targets again, without kinds that say nothing', () => {
    const given: Targets = { ...DEFAULT_TARGETS, kinds: { mast: { arrive: 3 }, cabinet: {} } }
    expect(targetsOf(factsOf(given, kindsIn(given)))).toEqual({ ...given, kinds: { mast: { arrive: 3 } } })
  })

  test('put what one changed by hand on top of what others decided, and leave the rest theirs', () => {
    const mine: Targets = { ...DEFAULT_TARGETS, kinds: { mast: { verify: 1 } } }
    const theirs: Targets = { tiers: [life, key, { ...critical, restore: 20 }, rest], kinds: { cabinet: { arrive: 2 } }, pausing: [] }
    const kinds = kindsIn(DEFAULT_TARGETS, mine, theirs)
    const [saw, own, now] = [DEFAULT_TARGETS, mine, theirs].map((one) => factsOf(one, kinds)) as [ReturnType<typeof factsOf>, ReturnType<typeof factsOf>, ReturnType<typeof factsOf>]
    const put = onTop(saw, own, now)
    expect(targetsOf(put)).toEqual({ ...theirs, kinds: { cabinet: { arrive: 2 }, mast: { verify: 1 } } })
    expect(movedIn(saw, put, now).map((name) => factOf(name)).filter(({ of }) => of !== 'pausing')).toEqual([
      { of: 'tier', tier: 2, clock: 'restore' }, { of: 'kind', kind: 'cabinet', clock: 'arrive' }, { of: 'kind', kind: 'mast', clock: 'verify' },
    ])
  })
})
