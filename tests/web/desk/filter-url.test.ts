import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { DamageFilter, DamageGrouping, DamageOrder } from '../../../geo/damages/contract.ts'
import { DamageState, Verification } from '../../../geo/damages/damage.ts'
import { Safety, ServiceState } from '../../../geo/damages/grades.ts'
import { RepairState } from '../../../geo/repairs/lifecycle.ts'
import { Sector } from '../../../geo/sites/kinds.ts'
import { LAYERS, PLAIN_LAYERS, PLAIN_LEVEL } from '../../../web/desk/map-layers.ts'
import { narrowing, PLAIN, queryOf, searchOf, toggled, viewOf, type View } from '../../../web/desk/filter-url.ts'

const optional = <T>(name: string, value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined }).map((given) => (given === undefined ? {} : { [name]: given }))
const lists = <T>(values: readonly T[]) => fc.uniqueArray(fc.constantFrom(...values), { maxLength: values.length })

const views: fc.Arbitrary<View> = fc.tuple(
  fc.record({
    state: fc.constantFrom(...DamageState.options),
    severity: lists([0, 1, 2, 3, 4]),
    function: lists(ServiceState.options),
    safety: lists(Safety.options),
    kind: lists(['mast', 'substation', 'power_line']),
    verification: lists(Verification.options),
    repair: lists([...RepairState.options, 'none' as const]),
  }),
  optional('area', fc.string({ minLength: 1, maxLength: 40 })),
  optional('sector', fc.constantFrom(...Sector.options)),
  optional('crew', fc.uuid()),
  optional('text', fc.string({ minLength: 1, maxLength: 100, unit: 'grapheme' }).filter((text) => text.length <= 100)),
  optional('bbox', fc.constantFrom('22.1,44.3,40.2,52.4', '-10,-5.5,0,1e1')),
  optional('age', fc.constantFrom('-24', '72-', '6-24')),
  fc.constantFrom(...DamageOrder.options),
  fc.constantFrom(...DamageGrouping.options, null),
  fc.option(fc.uuid(), { nil: null }),
  fc.oneof(fc.uuid(), fc.constantFrom('list', null)),
  fc.subarray([...LAYERS]),
  fc.constantFrom('oblast' as const, 'raion' as const, 'hromada' as const),
  fc.constantFrom(null, '2026-11-23T14:00:00Z', '2026-11-23T14:05:06.789Z', '2026-11-23T14:00:00+02:00'),
).map(([base, area, sector, crew, text, bbox, age, order, by, damage, zone, layers, level, at]) => ({ filter: { ...base, ...area, ...sector, ...crew, ...text, ...bbox, ...age }, order, by, damage, zone, layers, level, at }))

describe('the view in the address', () => {
  test('a link reproduces the view it was made from', () => {
    fc.assert(fc.property(views, (view) => { expect(viewOf(searchOf(view))).toEqual(view) }))
  })

  test('the plain desk has a plain address', () => {
    expect(searchOf({ filter: PLAIN, order: 'priority', by: null, damage: null, zone: null, layers: PLAIN_LAYERS, level: PLAIN_LEVEL, at: null })).toBe('')
    expect(viewOf('')).toEqual({ filter: PLAIN, order: 'priority', by: null, damage: null, zone: null, layers: PLAIN_LAYERS, level: PLAIN_LEVEL, at: null })
  })

  test('what a link says in words of another version is left out and the rest stands', () => {
    expect(viewOf('?at=yesterday').at).toBeNull()
    expect(viewOf('?state=lost&severity=3,9,x&sector=water&bbox=1,2&damage=7&text=roof').filter).toEqual({ ...PLAIN, severity: [3], text: 'roof' })
  })

  test('lists stay readable in the address', () => {
    expect(searchOf({ filter: { ...PLAIN, severity: [3, 4] }, order: 'latest', by: null, damage: null, zone: null, layers: PLAIN_LAYERS, level: PLAIN_LEVEL, at: null })).toBe('?severity=3,4&order=latest')
  })
})

describe('the query of the API', () => {
  test('every filter the address can hold is one that the contract takes, and means the same there', () => {
    fc.assert(fc.property(views, ({ filter }) => {
      const asked = DamageFilter.safeParse(queryOf(filter))
      expect(asked.error?.issues ?? []).toEqual([])
      expect(asked.data?.state).toBe(filter.state)
      expect(asked.data?.severity ?? []).toEqual(filter.severity)
      expect(asked.data?.repair ?? []).toEqual(filter.repair)
      expect([asked.data?.safety ?? [], asked.data?.kind ?? [], asked.data?.age]).toEqual([filter.safety, filter.kind, filter.age])
    }))
  })

  test('what narrows is counted without the state', () => {
    expect(narrowing({ ...PLAIN, state: 'restored' })).toBe(0)
    expect(narrowing({ ...PLAIN, severity: [1, 2], text: 'x' })).toBe(2)
  })

  test('a value toggled twice is as it was', () => {
    expect(toggled(toggled(['a'], 'b'), 'b')).toEqual(['a'])
  })
})
