import { describe, expect, test } from 'vitest'
import type { StoredPhoto, StoredReport } from '../../../geo/reports/report.ts'
import { comparisonOf } from '../../../web/desk/photo-pair.ts'

type Given = { readonly at: string; readonly stage?: 'before' | 'after'; readonly repair?: string; readonly photos: Readonly<Record<string, 'here' | 'early' | 'missing'>> }

/** Reports as far as their photos are compared. */
const filed = (...given: readonly Given[]) => given.map(({ at, stage, repair, photos }) => ({
  observedAt: at, stage: stage ?? null, repair: repair ?? (stage === undefined ? null : 'r1'),
  photos: Object.entries(photos).map(([sha256, standing]) => ({ sha256, takenAt: null, storedAt: standing === 'here' ? at : null, thumbAt: standing === 'missing' ? null : at } as StoredPhoto)),
}) as unknown as StoredReport)
const pairOf = (reports: readonly StoredReport[]) => comparisonOf(reports)?.pair?.map(({ photo }) => photo.sha256)

describe('photos to compare', () => {
  test('are the first and the last where nobody photographed the work, whatever order they came in', () => {
    const reports = filed({ at: '2026-03-05T12:00:00Z', photos: { late: 'here' } }, { at: '2026-03-05T08:00:00Z', photos: { first: 'early' } }, { at: '2026-03-05T09:00:00Z', photos: { between: 'here' } })
    expect(pairOf(reports)).toEqual(['first', 'late'])
    expect(comparisonOf(reports)).toMatchObject({ ofWork: false, waitsFor: null })
    expect(comparisonOf(reports)?.all.length).toBe(3)
  })

  test('are those before and after the work that was photographed last', () => {
    expect(pairOf(filed(
      { at: '2026-03-05T08:00:00Z', photos: { seen: 'here' } },
      { at: '2026-03-05T09:00:00Z', stage: 'before', photos: { before: 'here' } }, { at: '2026-03-05T11:00:00Z', stage: 'after', photos: { after: 'here' } },
      { at: '2026-03-06T09:00:00Z', stage: 'before', repair: 'r2', photos: { again: 'here' } }, { at: '2026-03-06T11:00:00Z', stage: 'after', repair: 'r2', photos: { done: 'here' } },
      { at: '2026-03-07T09:00:00Z', photos: { later: 'here' } },
    ))).toEqual(['again', 'done'])
  })

  test('of the work wait for the stage that is still on its way, and nothing else takes its place', () => {
    const before = { at: '2026-03-05T09:00:00Z', stage: 'before', photos: { one: 'here', two: 'here' } } as const
    expect(comparisonOf(filed(before, { at: '2026-03-05T11:00:00Z', stage: 'after', photos: { after: 'missing' } }))).toMatchObject({ ofWork: true, pair: null, waitsFor: 'after' })
    expect(pairOf(filed(before, { at: '2026-03-05T11:00:00Z', stage: 'after', photos: { after: 'early' } }))).toEqual(['two', 'after'])
  })

  test('are none with fewer than two that are here, nor one against itself', () => {
    expect(comparisonOf(filed({ at: '2026-03-05T08:00:00Z', photos: { one: 'here', two: 'missing' } }))).toBeNull()
    expect(comparisonOf(filed({ at: '2026-03-05T08:00:00Z', photos: { same: 'here' } }, { at: '2026-03-05T09:00:00Z', photos: { same: 'here' } }))).toBeNull()
  })
})
