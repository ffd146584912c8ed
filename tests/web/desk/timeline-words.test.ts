import { describe, expect, test } from 'vitest'
import type { TimelineEntry } from '../../../geo/damages/damage.ts'
import { movesFrom, RepairState } from '../../../geo/repairs/lifecycle.ts'
import { inHours, fromLocalInput, toLocalInput } from '../../../web/desk/local-time.ts'
import { trackIndex, usualStep } from '../../../web/desk/repair-looks.ts'
import { lineOf, pastEtrs } from '../../../web/desk/timeline-words.ts'

const anEntry = (verb: string, body: Record<string, unknown>, seq = 1): TimelineEntry => ({ seq, at: '2026-01-05T10:00:00Z', actor: 'u1', actorName: 'Olena', verb, noun: verb.split('.')[0] ?? '', id: 'x', body })

describe('a line of the timeline', () => {
  test('a move says to which state, and what blocks it', () => {
    expect(lineOf(anEntry('repair.moved', { from: 'on_site', to: 'blocked', blockedBy: 'air_alert', note: 'siren' }))).toEqual({
      key: 'repair-moved', byName: false, facts: { state: 'blocked', blockedBy: 'air_alert' }, why: 'siren',
    })
  })

  test('a verification says who, what and why', () => {
    expect(lineOf(anEntry('damage.verified', { from: 'unverified', to: 'disputed', why: 'another photo', state: 'open' }))).toEqual({
      key: 'damage-verified', byName: true, facts: { verification: 'disputed' }, why: 'another photo',
    })
  })

  test('what a newer server writes is shown as a change and nothing is made up', () => {
    expect(lineOf(anEntry('clearance.granted', { to: 7 }))).toEqual({ key: 'other', byName: false, facts: {}, why: '' })
  })

  test('an unknown severity stays unknown and does not become none', () => {
    expect(lineOf(anEntry('report.filed', { severity: null, function: 'out' })).facts).toEqual({ severity: null, function: 'out' })
  })
})

describe('earlier estimates', () => {
  test('all but the one that stands, the latest first', () => {
    const set = (seq: number, at: string) => anEntry('repair.etr_set', { at, source: 'crew' }, seq)
    expect(pastEtrs([set(9, 'c'), anEntry('repair.moved', { at: 'x' }, 8), set(3, 'a'), set(5, 'b')], true).map((etr) => etr.at)).toEqual(['b', 'a'])
  })

  test('all of them where none stands any more', () => {
    expect(pastEtrs([anEntry('repair.etr_set', { at: 'a' }, 3), anEntry('repair.struck', {}, 4)], false).map((etr) => etr.at)).toEqual(['a'])
  })

  test('none when only one was ever given', () => {
    expect(pastEtrs([anEntry('repair.etr_set', { at: 'a' })], true)).toEqual([])
  })
})

describe('the steps of a repair', () => {
  test('the usual next step is always one that is allowed', () => {
    for (const state of RepairState.options) {
      const allowed = movesFrom({ state, blockedFrom: null })
      const next = usualStep(state, null, allowed)
      if (next !== undefined) expect(allowed).toContain(next)
    }
  })

  test('a blocked repair goes on where it was blocked, and its track stays there', () => {
    expect(usualStep('blocked', 'on_site', movesFrom({ state: 'blocked', blockedFrom: 'on_site' }))).toBe('on_site')
    expect(trackIndex('blocked', 'on_site')).toBe(trackIndex('on_site', null))
  })
})

describe('a time to fill in', () => {
  test('what was written is read back as the same moment', () => {
    const at = new Date(2026, 0, 5, 9, 7)
    expect(fromLocalInput(toLocalInput(at))).toBe(at.toISOString())
  })

  test('nothing and nonsense give no time', () => {
    expect(fromLocalInput('')).toBeUndefined()
    expect(fromLocalInput('soon')).toBeUndefined()
  })

  test('a quick choice falls on the next quarter of an hour, never before', () => {
    expect(inHours(2, Date.UTC(2026, 0, 5, 10, 1)).toISOString()).toBe('2026-01-05T12:15:00.000Z')
    expect(inHours(2, Date.UTC(2026, 0, 5, 10, 0)).toISOString()).toBe('2026-01-05T12:00:00.000Z')
  })
})
