import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { bearingDeg, distanceM } from '../../../geo/space/distance.ts'
import { fixDoubts } from '../../../geo/space/fix.ts'
import { formatMgrs, mgrsFault, neighbourZone, parseMgrs } from '../../../geo/space/mgrs.ts'
import { formatPlusCode, parsePlusCode } from '../../../geo/space/plus-code.ts'
import type { Position } from '../../../geo/space/position.ts'
import { spellMgrs } from '../../../geo/space/spelling.ts'
import { parseWrittenPlace } from '../../../geo/space/written-place.ts'

const somewhere: fc.Arbitrary<Position> = fc.tuple(fc.double({ min: -179.9, max: 179.9, noNaN: true }), fc.double({ min: -79, max: 83, noNaN: true }))

describe('MGRS', () => {
  test('comes back within a metre, anywhere it is defined', () => {
    fc.assert(fc.property(somewhere, (position) => {
      const read = parseMgrs(formatMgrs(position))
      expect(read).not.toBeNull()
      expect(distanceM(position, read!.position)).toBeLessThan(1.5)
    }), { numRuns: 300 })
  })

  test('agrees with a point whose reference is published', () => {
    // The Washington Monument, as the NGA and many textbooks give it.
    const read = parseMgrs('18S UJ 23480 06470')!
    expect(distanceM(read.position, [-77.0352, 38.8895])).toBeLessThan(30)
  })

  test('says how wide the named square is', () => {
    expect(parseMgrs('36U UA 1234 5678')!.accuracyM).toBeCloseTo(7.07, 1)
    expect(parseMgrs('36U UA 12 34')!.accuracyM).toBeCloseTo(707, 0)
  })

  test('reads what a Cyrillic keyboard writes for letters that look Latin', () => {
    expect(parseMgrs('36u хв 12345 67890')).toEqual(parseMgrs('36UXB1234567890'))
  })

  test.each(['', '36U', '36UUA', '36U UA 123 45', '61U UA 1234 5678', '0U UA 1234 5678', '36I UA 1234 5678', '36U AA 1234 5678', '36U UA 1234 567x', '36C UZ 1234 5678', 'нема'])(
    'reads nothing from %j', (text) => { expect(parseMgrs(text)).toBeNull() })

  test('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => { parseMgrs(typed) }))
    fc.assert(fc.property(fc.stringMatching(/^[0-9]{1,2}[A-Z]{3}[0-9]{4,10}$/), (typed) => {
      const read = parseMgrs(typed)
      if (read) expect(read.position.every(Number.isFinite)).toBe(true)
    }))
  })
})

describe('a Plus Code', () => {
  test('comes back within its box', () => {
    fc.assert(fc.property(somewhere, (position) => {
      const read = parsePlusCode(formatPlusCode(position))
      expect(distanceM(position, read!.position)).toBeLessThanOrEqual(read!.accuracyM + 0.01)
    }), { numRuns: 300 })
  })

  test('when short is completed from where the phone is, and refused without that', () => {
    const full = parsePlusCode('9G2GCG2F+8X')!
    expect(parsePlusCode('CG2F+8X', [full.position[0] + 0.1, full.position[1] - 0.1])!.position).toEqual(full.position)
    expect(parsePlusCode('CG2F+8X')).toBeNull()
  })

  test.each(['', '+', '9G2G', '9G000000+', 'AAAA+AA', '9G2GCG2F8X', '++++'])('reads nothing from %j', (text) => { expect(parsePlusCode(text, [30, 50])).toBeNull() })

  test('never throws, whatever is typed', () => {
    fc.assert(fc.property(fc.string(), (typed) => { parsePlusCode(typed, [30, 50]) }))
  })
})

describe('a place in writing', () => {
  test('is MGRS, a Plus Code or degrees, latitude first', () => {
    expect(parseWrittenPlace('36U UA 12345 67890')?.located).toBe('mgrs')
    expect(parseWrittenPlace('9G2GCG2F+8X')?.located).toBe('plus_code')
    expect(parseWrittenPlace('50.4501, 30.5234')).toMatchObject({ located: 'map_pin', position: [30.5234, 50.4501] })
    expect(parseWrittenPlace('50,4501 30,5234')?.position).toEqual([30.5234, 50.4501])
  })

  test.each(['0, 0', '95, 30', '50, 200', 'біля мосту', '50'])('is not %j', (text) => { expect(parseWrittenPlace(text)).toBeNull() })
})

describe('a fix', () => {
  const fix = { position: [30.5, 50.4] as Position, accuracyM: 20, atMs: 3_600_000 }
  const bbox = [30, 50, 31, 51] as const

  test('that is narrow, near the last and inside the areas raises no doubt', () => {
    expect(fixDoubts(fix, { ...fix, atMs: 0 }, { bbox })).toEqual([])
  })

  test('is doubted for its width, its speed and its place, each by name', () => {
    expect(fixDoubts({ ...fix, accuracyM: 101 }, null, { bbox })).toEqual(['coarse'])
    expect(fixDoubts(fix, { position: [36.2, 50], accuracyM: 20, atMs: 0 }, { bbox })).toEqual(['jumped'])
    expect(fixDoubts({ ...fix, position: [20, 50.4] }, null, { bbox })).toEqual(['outside'])
  })
})

describe('the areas of a crew', () => {
  const bbox = [30, 45, 40, 52] as const
  const ring: Position[] = [[30, 45], [40, 45], [40, 52]]
  const at = (lon: number, lat: number, accuracyM = 10) => ({ position: [lon, lat] as Position, accuracyM, atMs: 0 })

  test('are their outline where the phone has it, else the box around it', () => {
    expect(fixDoubts(at(31, 51), null, { bbox })).toEqual([])
    expect(fixDoubts(at(31, 51), null, { bbox, outlines: [[ring]] })).toEqual(['outside'])
    expect(fixDoubts(at(39, 46), null, { bbox, outlines: [[ring]] })).toEqual([])
    const hole: Position[] = [[38.5, 45.5], [39.5, 45.5], [39.5, 46.5], [38.5, 46.5]]
    expect(fixDoubts(at(39, 46), null, { bbox, outlines: [[ring, hole]] })).toEqual(['outside'])
    // Two areas that overlap are one reach, not a hole in it.
    expect(fixDoubts(at(39, 46), null, { bbox, outlines: [[ring, hole], [ring]] })).toEqual([])
    expect(fixDoubts(at(31, 51), null, { bbox, outlines: [[ring], [ring]] })).toEqual(['outside'])
  })

  test('are not left by a fix whose circle still touches them', () => {
    expect(fixDoubts(at(29.9999, 48, 40), null, { bbox })).toEqual([])
    expect(fixDoubts(at(29.99, 48, 40), null, { bbox })).toEqual(['outside'])
  })
})

describe('MGRS as crews write and say it', () => {
  const kharkiv: Position = [36.23, 49.99]

  test('may leave out the zone: the square nearest to the phone is meant, also across the border of a zone', () => {
    fc.assert(fc.property(fc.double({ min: 23, max: 40, noNaN: true }), fc.double({ min: 45, max: 52, noNaN: true }), fc.double({ min: -0.3, max: 0.3, noNaN: true }), (lon, lat, off) => {
      const place: Position = [lon, lat]
      const short = formatMgrs(place).replace(/^\S+ /, '')
      expect(distanceM(place, parseMgrs(short, [lon + off, lat + off / 2])!.position)).toBeLessThan(1.5)
    }), { numRuns: 300 })
    expect(parseMgrs('UA 12345 67890')).toBeNull()
  })

  test('may have O and I for nought and one, small letters, Cyrillic ones, and any spaces', () => {
    const meant = parseMgrs('37U CQ 10345 67890')
    for (const written of ['37u cq 1o345 6789O', '37UCQ1034567890', '37U СQ IO345 67890', ' 37U  CQ 10345\u00a067890 ']) expect(parseMgrs(written)).toEqual(meant)
  })

  test('says what is wrong with it', () => {
    expect(mgrsFault('37U CQ 12345 6789')).toBe('odd')
    expect(mgrsFault('37U IQ 12345 67890')).toBe('letters')
    expect([mgrsFault('37U CQ 12345 67890'), mgrsFault('37U CQ 12'), mgrsFault('50.4501, 30.5234'), mgrsFault('9G8F+6X')]).toEqual([null, null, null, null])
  })

  test('warns near the border of two zones, where a neighbour may name the other', () => {
    expect(neighbourZone([35.995, 49])).toEqual({ own: 36, other: 37 })
    expect(neighbourZone([36.005, 49])).toEqual({ own: 37, other: 36 })
    expect(neighbourZone(kharkiv)).toBeNull()
  })

  test('is said over the radio a group at a time', () => {
    expect(spellMgrs('37U CQ 01 23', 'en')).toBe('3 7 Uniform, Charlie Quebec, 0 1, 2 3')
    expect(spellMgrs('37U CQ 01 23', 'uk')).toBe('3 7 Юніформ, Чарлі Квебек, 0 1, 2 3')
  })
})

describe('a bearing', () => {
  test('is counted clockwise from north', () => {
    expect(bearingDeg([30, 50], [30, 51])).toBeCloseTo(0)
    expect(bearingDeg([30, 50], [31, 50])).toBeCloseTo(89.6, 0)
    expect(bearingDeg([30, 50], [30, 49])).toBeCloseTo(180)
  })
})
