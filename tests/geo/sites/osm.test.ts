import { describe, expect, test } from 'vitest'
import { kindOf, voltagesOf } from '../../../geo/sites/osm.ts'

const KINDS: readonly (readonly [string, Record<string, string>])[] = [
  ['power_plant', { power: 'plant', 'plant:source': 'nuclear' }],
  ['generator', { power: 'generator' }],
  ...['transmission', 'distribution', 'minor_distribution', 'industrial', 'generation', 'transition', 'traction', 'converter', 'compensation']
    .map((substation) => ['substation', { power: 'substation', substation }] as const),
  ['transformer', { power: 'transformer' }],
  ...['switch', 'switchgear', 'compensator', 'converter', 'terminal'].map((power) => ['switchgear', { power }] as const),
  ['power_line', { power: 'line' }],
  ['power_line', { power: 'minor_line' }],
  ['power_cable', { power: 'cable' }],
  ['power_cable', { power: 'minor_cable' }],
  ...['tower', 'pole', 'portal'].map((power) => ['power_tower', { power }] as const),
  ['exchange', { telecom: 'exchange', building: 'yes' }],
  ['exchange', { telecom: 'central_office' }],
  ['exchange', { building: 'telephone_exchange' }],
  ['data_centre', { telecom: 'data_center' }],
  ['data_centre', { telecom: 'data_centre' }],
  ...['mast', 'tower', 'communications_tower'].map((made) => ['mast', { man_made: made, 'tower:type': 'communication' }] as const),
  ['antenna', { man_made: 'antenna' }],
  ['telecom_line', { communication: 'line' }],
  ['telecom_line', { communication: 'cable' }],
  ...['fibre', 'copper', 'coaxial'].map((medium) => ['telecom_line', { 'telecom:medium': medium }] as const),
  ['cabinet', { man_made: 'street_cabinet', utility: 'telecom' }],
  ['cabinet', { man_made: 'street_cabinet', utility: 'power' }],
  ...['distribution_point', 'connection_point', 'service_device'].map((telecom) => ['distribution_point', { telecom }] as const),
  ['hospital', { amenity: 'hospital' }],
  ['water_pumping', { man_made: 'water_works' }],
  ['water_pumping', { man_made: 'pumping_station' }],
  ['emergency_centre', { emergency: 'control_centre' }],
  ['shelter', { amenity: 'shelter', shelter_type: 'bomb_shelter' }],
  ['fuel_station', { amenity: 'fuel' }],
]

describe('the kind that tags describe', () => {
  test.each(KINDS)('is %s for %o', (kind, tags) => expect(kindOf(tags)).toBe(kind))

  test.each([
    ['a bay', { power: 'line', line: 'bay' }],
    ['a busbar', { power: 'line', line: 'busbar' }],
    ['a water tower', { man_made: 'tower', 'tower:type': 'cooling' }],
    ['a bus stop', { amenity: 'shelter', shelter_type: 'public_transport' }],
    ['a cabinet of the post', { man_made: 'street_cabinet', utility: 'postal' }],
    ['a house', { building: 'house' }],
    ['no tags', {}],
  ])('is none of ours for %s', (_, tags) => expect(kindOf(tags)).toBeUndefined())

  test('is found among several values of a tag', () => expect(kindOf({ power: 'portal;tower' })).toBe('power_tower'))
})

describe('voltages', () => {
  test.each([
    ['330000;110000', [330_000, 110_000]],
    ['110000; 330000;110000', [330_000, 110_000]],
    ['10000/400', [10_000, 400]],
    ['330 kV', [330_000]],
    ['0,4 кВ', [400]],
    ['400', [400]],
    ['medium', []],
    ['', []],
    [undefined, []],
    ['-110000;1e99;99999999;0', []],
  ])('of %s are %o', (text, volts) => expect(voltagesOf(text)).toEqual(volts))
})
