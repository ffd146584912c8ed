import { describe, expect, test } from 'vitest'
import { Role } from '../../../geo/access/roles.ts'
import { Safety, Scale, ServiceState } from '../../../geo/damages/grades.ts'
import { DamageState, Verification } from '../../../geo/damages/damage.ts'
import { BlockedBy, ClosedReason, RepairState, Urgency } from '../../../geo/repairs/lifecycle.ts'
import { EtrSource } from '../../../geo/repairs/repair.ts'
import { Cause, Hazard, Located, Need } from '../../../geo/reports/report.ts'
import { FacilityKind, Sector, SiteKind } from '../../../geo/sites/kinds.ts'
import { firstLocale } from '../../../web/i18n/dictionary.ts'
import { en } from '../../../web/i18n/en.ts'
import { makeFormat } from '../../../web/i18n/format.ts'
import { uk } from '../../../web/i18n/uk.ts'

const leaves = (value: object, path = ''): [string, string][] => Object.entries(value)
  .flatMap(([key, below]): [string, string][] => (typeof below === 'string' ? [[`${path}${key}`, below]] : leaves(below as object, `${path}${key}.`)))
const placeholders = (text: string) => (text.match(/\{\{.*?\}\}/g) ?? []).sort()

describe('the dictionaries', () => {
  const ukrainian = new Map(leaves(uk))
  const english = leaves(en)

  test('leave no text empty in either language', () => {
    for (const [key, text] of [...ukrainian, ...english]) expect(text.trim(), key).not.toBe('')
  })

  test('fill in the same things in both languages', () => {
    for (const [key, text] of english) expect(placeholders(ukrainian.get(key) ?? ''), key).toEqual(placeholders(text))
  })

  test('write Ukrainian in Ukrainian letters, with the right apostrophe', () => {
    for (const [key, text] of ukrainian) {
      expect(text, key).not.toMatch(/[ыэёъ]/i)
      expect(text, key).not.toMatch(/[а-яіїєґ]['`ʼ][а-яіїєґ]/i)
    }
  })
})

describe.each([['English', en.codes, en.grades], ['Ukrainian', uk.codes, uk.grades]] as const)('in %s', (_, codes, grades) => {
  test.each([
    ['site kinds', [...SiteKind.options, ...FacilityKind.options], codes.kind], ['sectors', Sector.options, codes.sector], ['causes', Cause.options, codes.cause],
    ['hazards', Hazard.options, codes.hazard], ['needs', Need.options, codes.need], ['ways to locate', Located.options, codes.located],
    ['verifications', Verification.options, codes.verification], ['states of a damage', DamageState.options, codes.damageState],
    ['states of a repair', RepairState.options, codes.repairState], ['blocks', BlockedBy.options, codes.blockedBy], ['reasons to close', ClosedReason.options, codes.closedReason],
    ['urgencies', Urgency.options, codes.urgency], ['sources of an ETR', EtrSource.options, codes.etrSource], ['scales', Scale.options, codes.scale],
    ['roles', Role.options, codes.role], ['service', ServiceState.options, grades.function.label], ['safety', Safety.options, grades.safety.label],
    ['severities', ['0', '1', '2', '3', '4', 'unknown'], grades.severity.label],
  ])('all %s have a name', (_name, options, names) => {
    for (const option of options) expect(names, option).toHaveProperty([option])
  })
})

describe('the first language', () => {
  test('is the one chosen before, whatever the browser asks for', () => expect(firstLocale('en', ['uk-UA'])).toBe('en'))
  test('is English where the browser asks for it', () => expect(firstLocale(null, ['de-DE', 'en-GB', 'uk'])).toBe('en'))
  test('is Ukrainian where the browser asks for neither', () => expect(firstLocale(null, ['pl-PL'])).toBe('uk'))
})

describe('numbers and times', () => {
  const english = makeFormat('en', 'just now')
  const ukrainian = makeFormat('uk', 'щойно')
  const from = Date.UTC(2026, 0, 10, 12)

  test('take the plural form of the language', () => {
    expect([1, 3, 5, 21, 1.5].map(ukrainian.form)).toEqual(['one', 'few', 'many', 'one', 'other'])
    expect([1, 2].map(english.form)).toEqual(['one', 'other'])
  })
  test('say how long ago in the largest unit that fits', () => {
    expect(english.relative(from - 30_000, from)).toBe('just now')
    expect(english.relative(from - 5 * 60_000, from)).toBe('5 min ago')
    expect(ukrainian.relative(from + 3 * 3_600_000, from)).toBe('через 3 год')
  })
  test('say a span in its two largest units', () => {
    expect(english.duration(65 * 60_000)).toBe('1h 5m')
    expect(ukrainian.duration(51 * 3_600_000)).toMatch(/^2\s(дн\.|дні) 3\sгод$/)
    expect(english.duration(0)).toBe('0m')
  })
})
