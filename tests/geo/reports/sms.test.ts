import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { formatSms, parseSms, SMS_GRADES, type SmsReport } from '../../../geo/reports/sms.ts'
import { parseMgrs } from '../../../geo/space/mgrs.ts'
import type { Position } from '../../../geo/space/position.ts'
import { GRADES } from '../../../web/field/draft.ts'

const grade = fc.constantFrom<SmsReport['grade']>(1, 2, 3, 4)
const place = fc.oneof(
  fc.record({ site: fc.integer({ min: 1, max: 999_999_999 }) }),
  // Ukraine, all three sets of columns.
  fc.record({ position: fc.tuple(fc.double({ min: 22, max: 40.2, noNaN: true }), fc.double({ min: 44.4, max: 52.4, noNaN: true })) as fc.Arbitrary<Position> }),
)
const message = fc.tuple(place, grade).map(([where, how]) => formatSms(where, how))
const SIGNS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789']
/** The same report: a swap with a space says what it said. */
const same = (one: string, other: string) => one.replaceAll(' ', '') === other.replaceAll(' ', '')

describe('a report by SMS', () => {
  test('says what was put into it', () => {
    fc.assert(fc.property(place, grade, (where, how) => {
      const read = parseSms(formatSms(where, how)) as SmsReport
      expect(read.grade).toBe(how)
      if ('site' in where) expect(read.place).toEqual(where)
      else expect(read.place).toMatchObject({ position: parseMgrs((read.place as { mgrs: string }).mgrs)?.position })
    }))
  })

  test('with any one character wrong is refused', () => {
    fc.assert(fc.property(message, (text) => {
      const wrong = [...text].flatMap((was, at) => (was === ' ' ? [] : SIGNS.filter((sign) => sign !== was).map((sign) => text.slice(0, at) + sign + text.slice(at + 1))))
      expect(wrong.filter((one) => typeof parseSms(one) !== 'string'), text).toEqual([])
    }), { numRuns: 150 })
  })

  test('with any two neighbours swapped is refused', () => {
    fc.assert(fc.property(message, (text) => {
      const swapped = [...text].slice(1).map((_, at) => text.slice(0, at) + text[at + 1] + text[at] + text.slice(at + 2)).filter((one) => !same(one, text))
      expect(swapped.filter((one) => typeof parseSms(one) !== 'string'), text).toEqual([])
    }), { numRuns: 500 })
  })

  test('is read as people type it: small letters, other spaces, a Cyrillic keyboard', () => {
    const text = formatSms({ site: 1234 }, 3)
    expect(text).toBe('D 1234 3 L')
    for (const typed of ['d1234 3 l', ' D  1234\n3 L ', 'Д 1234 3 L', 'D-1234-3-L', 'D.1234.3.L']) expect(parseSms(typed)).toEqual({ place: { site: 1234 }, grade: 3 })
    expect(formatSms({ position: [30.5234, 50.4501] }, 4)).toMatch(/^D 36UUA\d{8} 4 [A-Y]$/)
  })

  test('is no other text, and tells a wrong letter from another form', () => {
    for (const text of ['', 'D', 'STOP', 'D 1234 3', 'D 1234 5 L', 'D 0 3 L', 'Трансформатор горить', 'D 99XYZ12345678 3 B', 'D'.repeat(5_000)]) expect(parseSms(text)).toBe('not-a-report')
    expect(parseSms('D 1235 3 L')).toBe('check-letter-wrong')
  })

  test('has the four grades that the crew\'s page has', () => {
    expect(SMS_GRADES.map(({ rawGrade, ...said }) => [rawGrade, said])).toEqual(Object.entries(GRADES))
  })
})
