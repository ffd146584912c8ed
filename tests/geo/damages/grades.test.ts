import { describe, expect, test } from 'vitest'
import { currentGrades, gradeHistory, type Graded } from '../../../geo/damages/grades.ts'

const report = (id: string, at: string, more: Partial<Graded> = {}): Graded => ({ id, observedAt: `2026-03-05T${at}:00Z`, severity: null, function: 'unknown', safety: 'unknown', ...more })

describe('the history of grades', () => {
  const reports = [
    report('a', '08:00', { severity: 3, function: 'out' }), report('c', '10:00', { severity: 2 }), report('b', '09:00', { safety: 'unsafe', function: 'degraded' }), report('d', '11:00'),
  ]

  test('has every report that says something, the latest first, and where the word of each stands', () => {
    expect(gradeHistory(reports).map(({ report: { id }, stands }) => [id, stands])).toEqual([['c', ['severity']], ['b', ['function', 'safety']], ['a', []]])
  })

  test('stands where the current grades come from, in whatever order the reports came', () => {
    for (const order of [reports, [...reports].reverse()]) {
      const history = gradeHistory(order)
      const of = (axis: 'severity' | 'function' | 'safety') => history.find(({ stands }) => stands.includes(axis))?.report[axis]
      expect({ severity: of('severity'), function: of('function'), safety: of('safety') }).toEqual(currentGrades(order))
    }
  })
})
