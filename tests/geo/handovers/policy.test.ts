import { describe, expect, test } from 'vitest'
import { Role, type Grant } from '../../../geo/access/roles.ts'
import { cutTo, type HandedDamage } from '../../../geo/handovers/handed.ts'
import { HandoverState, PRESETS, SharedPart } from '../../../geo/handovers/handover.ts'
import { answersOpen, deskOf, mayHandOver, mayShare, mayWork, partsSeen, type Offered } from '../../../geo/handovers/policy.ts'
import { OrganisationKind } from '../../../geo/organisations/contract.ts'

const [GIVER, TAKER, OTHER] = ['giver', 'taker', 'other']
const spot = { lineage: ['UA', 'UA63', 'UA6301'], operator: 'owner' }
const offered = (changes: Partial<Offered> = {}): Offered => ({ from: GIVER, to: TAKER, shared: [], state: 'asked', held: false, onward: false, ...changes })
const grant = (role: Role, organisation: string | null, area: string | null = 'UA12'): Grant => ({ role, organisation, area, crew: null })
const READS: readonly Role[] = ['dispatcher', 'authority', 'operator', 'auditor']
const DECIDES: readonly Role[] = ['dispatcher', 'authority']
const SETS = Array.from({ length: 2 ** SharedPart.options.length }, (_, bits) => SharedPart.options.filter((_part, nth) => (bits >> nth) % 2 === 1))

describe('what a hand-over lets somebody read', () => {
  // Each role, at the receiver's, another's and no organisation's desk elsewhere, with each part shared or not.
  const table = Role.options.flatMap((role) => [TAKER, OTHER, GIVER, null].flatMap((organisation) => SharedPart.options.flatMap((part) => [true, false].map((shared) => ({ role, organisation, part, shared })))))
  test.each(table)('$role of $organisation, $part shared: $shared', ({ role, organisation, part, shared }) => {
    const seen = partsSeen([grant(role, organisation)], offered({ shared: shared ? [part] : SharedPart.options.filter((one) => one !== part) }), spot)
    const receives = READS.includes(role) && organisation === TAKER
    expect(seen === null).toBe(!receives)
    expect(seen?.includes(part) ?? false).toBe(receives && shared)
  })

  test('is all where the area or the site lets them read it anyway, and nothing else does', () => {
    for (const role of Role.options) for (const area of ['UA', 'UA63', 'UA6301', null]) {
      const within = READS.includes(role) && role !== 'operator'
      expect(partsSeen([grant(role, OTHER, area)], offered(), spot), `${role} ${area}`).toEqual(within ? SharedPart.options : null)
    }
    expect(partsSeen([grant('operator', 'owner', null)], offered(), spot)).toEqual(SharedPart.options)
    expect(partsSeen([grant('operator', null, null)], offered(), { ...spot, operator: null })).toBeNull()
  })

  test('lasts as long as it is asked or theirs, whatever the parts', () => {
    for (const state of HandoverState.options) for (const held of [true, false]) for (const shared of SETS) {
      expect(partsSeen([grant('dispatcher', TAKER)], offered({ state, held, shared }), spot)).toEqual(state === 'asked' || held ? shared : [])
    }
  })
})

describe('what a hand-over lets somebody do', () => {
  test('the receiver\'s desk answers, the giver\'s takes back, and nobody else does either', () => {
    for (const role of Role.options) {
      expect(answersOpen([grant(role, TAKER)], offered(), spot), role).toEqual(DECIDES.includes(role) ? ['accepted', 'declined'] : [])
      expect(answersOpen([grant(role, GIVER, 'UA63')], offered(), spot), role).toEqual(DECIDES.includes(role) ? ['taken_back'] : [])
      expect(answersOpen([grant(role, GIVER)], offered(), spot), `${role} of another area`).toEqual([])
      expect(answersOpen([grant(role, OTHER, 'UA63')], offered(), spot), `${role} of another organisation`).toEqual(role === 'authority' ? ['taken_back'] : [])
      expect(answersOpen([grant(role, TAKER)], offered({ state: 'accepted', held: true }), spot), role).toEqual(DECIDES.includes(role) ? ['returned'] : [])
      expect(mayWork([grant(role, TAKER)], offered({ state: 'accepted', held: true }))).toBe(DECIDES.includes(role))
    }
    for (const state of HandoverState.exclude(['asked']).options) {
      expect(answersOpen([grant('authority', TAKER, null)], offered({ state }), spot)).toEqual([])
      expect(mayWork([grant('authority', TAKER, null)], offered({ state }))).toBe(false)
    }
    expect(mayWork([grant('authority', GIVER, null)], offered({ state: 'accepted', held: true }))).toBe(false)
  })

  test('who handed on what they had by a hand-over takes that back from wherever they are, and reads nothing by it', () => {
    for (const role of Role.options) {
      const [desk, onward] = [[grant(role, GIVER)], offered({ onward: true, shared: ['place'] })]
      expect(answersOpen(desk, onward, spot), role).toEqual(DECIDES.includes(role) ? ['taken_back'] : [])
      expect(partsSeen(desk, onward, spot), role).toEqual(READS.includes(role) ? [] : null)
      expect([answersOpen(desk, { ...onward, state: 'accepted', held: true }, spot), mayWork(desk, { ...onward, state: 'accepted', held: true })]).toEqual([[], false])
      expect(partsSeen([grant(role, OTHER)], onward, spot), role).toBeNull()
    }
    expect([mayShare(offered({ shared: ['place', 'crew'] }), ['crew']), mayShare(offered({ shared: ['place'] }), []), mayShare(offered({ shared: ['place'] }), ['place', 'photos'])]).toEqual([true, true, false])
  })

  test('whose it is hands it over, an authority of the place, or a desk that keeps it for all; what is nobody\'s, any desk there', () => {
    const may = (role: Role, organisation: string | null, area: string | null, responsible: string | null) => mayHandOver([grant(role, organisation, area)], responsible, spot)
    expect([may('dispatcher', GIVER, 'UA63', GIVER), may('dispatcher', OTHER, 'UA63', GIVER), may('dispatcher', null, 'UA63', GIVER), may('authority', OTHER, 'UA', GIVER), may('authority', GIVER, 'UA12', GIVER)])
      .toEqual([true, false, true, true, false])
    expect([may('dispatcher', OTHER, 'UA63', null), may('auditor', OTHER, null, null), may('operator', 'owner', null, null)]).toEqual([true, false, false])
    // A desk for all elsewhere is none here.
    expect(mayHandOver([grant('dispatcher', OTHER, 'UA63'), grant('dispatcher', null, 'UA12')], GIVER, spot)).toBe(false)
    expect(deskOf([grant('dispatcher', OTHER, 'UA63'), grant('authority', TAKER, 'UA12'), grant('auditor', GIVER, null)], spot)).toEqual([OTHER])
  })
})

const whole: HandedDamage = {
  kind: 'substation', sector: 'energy', state: 'open', severity: 3, function: 'out', safety: 'unsafe', openedAt: '2026-03-05T10:00:00.000Z', oblastNames: { uk: 'о', en: 'o' }, demo: false,
  place: { position: [31, 47], place: 'place', names: { uk: 'place', en: 'place' }, areaNames: { uk: 'place', en: 'place' } },
  people: { without: 1, dependents: [{ id: '1', kind: 'hospital', names: { uk: 'people', en: 'people' }, people: 1 }] },
  reports: [{ id: '1', observedAt: '', severity: 3, function: 'out', safety: 'unsafe', cause: 'uav', hazards: [], needs: [], note: 'reports' }],
  photos: [{ sha256: 'photos', takenAt: null, storedAt: null, thumbAt: null }],
  repair: { id: '1', state: 'on_site', since: '', blockedBy: null, blockedFrom: null, version: 1, crew: { id: '1', name: 'crew' }, ours: false, etr: null },
}

describe('a damage that is handed over', () => {
  test('holds of its parts those that are seen, and no word of the others', () => {
    for (const parts of SETS) {
      const text = JSON.stringify(cutTo(whole, parts, false))
      for (const part of SharedPart.options) expect(text.includes(`:"${part}"`), `${part} of ${parts.join()}`).toBe(parts.includes(part))
      expect(cutTo(whole, parts, false).repair === null).toBe(!parts.includes('crew'))
    }
  })

  test('shows who works on it its repair, and of the crew only their own', () => {
    expect(cutTo(whole, [], true).repair).toEqual({ ...whole.repair, crew: null })
    const ours = { ...whole, repair: { ...whole.repair!, ours: true } }
    expect(cutTo(ours, [], true).repair).toEqual(ours.repair)
  })

  test('has a preset for every kind of organisation, of parts that exist', () => {
    for (const kind of OrganisationKind.options) expect(PRESETS[kind].length, kind).toBeGreaterThan(0)
  })
})
