import { describe, expect, test } from 'vitest'
import { DamageReport } from '../../../geo/reports/report.ts'
import type { Fix } from '../../../geo/space/fix.ts'
import type { NearSite } from '../../../geo/sites/site.ts'
import { EMPTY, GRADES, instant, labelOf, missingFrom, moreOf, reportOf, type Draft, type Found, type GradeChoice } from '../../../web/field/draft.ts'
import { countsOf, isHeldBack, photosOf, standingOf } from '../../../web/field/op-state.ts'
import { nearest, supposedPlace, type Place } from '../../../web/field/place.ts'
import { sitesNamed } from '../../../web/field/sites-named.ts'
import { smsSaid } from '../../../web/field/sms-said.ts'
import { askedFor, screenOf } from '../../../web/public/destinations.ts'
import { NO_LABEL } from '../../../web/sync/records.ts'
import type { KeptOp, KeptPhoto } from '../../../web/sync/store.ts'
import { idOf } from '../sync/phone-kit.ts'

const aSite = (n: number, position: [number, number], uk = `Підстанція ${n}`): NearSite => ({
  id: idOf(n), number: n, sector: 'energy', kind: 'substation', names: { uk, en: `Substation ${n}` }, position, area: null, voltagesV: [110_000], version: 0, distanceM: null, openDamage: null,
})
const fix: Fix = { position: [36.24, 49.99], accuracyM: 18, atMs: 0 }
const sites = [aSite(1, [36.4, 49.99]), aSite(2, [36.241, 49.991], 'ПС Північна'), aSite(3, [30.5, 50.4])]
const now = Date.parse('2026-01-02T03:04:05.000Z')
const found: Found = { fix, doubts: [] }
const nowhere: Found = { fix: null, doubts: [] }

describe('the place that a phone supposes', () => {
  test('is the nearest site when the fix is good and the site is close', () => {
    expect(supposedPlace(fix, [], nearest(sites, fix.position))).toMatchObject({ by: 'site', supposed: true, site: { id: idOf(2) } })
  })

  test('is only the fix when no site is close, or when the fix is doubtful', () => {
    expect(supposedPlace(fix, [], nearest([sites[0]!], fix.position))).toMatchObject({ by: 'fix' })
    expect(supposedPlace(fix, ['coarse'], nearest(sites, fix.position))).toMatchObject({ by: 'fix', doubts: ['coarse'] })
  })

  test('is nothing without a fix', () => {
    expect(supposedPlace(null, [], sites)).toBeNull()
  })
})

describe('sites on the phone', () => {
  test('are found by parts of their name in either language', () => {
    expect(sitesNamed(sites, 'північ').map((site) => site.id)).toEqual([idOf(2)])
    expect(sitesNamed(sites, 'SUBSTATION 3').map((site) => site.id)).toEqual([idOf(3)])
    expect(sitesNamed(sites, '  ')).toEqual([])
  })

  test('are found by their number, before those that have it in their name', () => {
    const numbered = [...sites, aSite(330, [30, 50], 'ПС 750'), aSite(4, [30, 50], 'ПС 330')]
    expect(sitesNamed(numbered, '330').map((site) => site.id)).toEqual([idOf(330), idOf(4)])
    expect(sitesNamed(numbered, '№ 2').map((site) => site.id)).toEqual([idOf(2)])
  })

  test('come nearest first and once each', () => {
    expect(nearest([...sites, sites[0]!], fix.position).map((site) => site.id)).toEqual([idOf(2), idOf(1), idOf(3)])
  })
})

describe('a draft', () => {
  const places: Place[] = [
    { by: 'site', site: sites[1]!, supposed: true }, { by: 'fix', fix, doubts: ['coarse'] }, { by: 'words', words: ' за мостом ' },
    { by: 'position', position: [36, 50], accuracyM: 7.07, located: 'mgrs', written: '36U UA 1 1' }, { by: 'position', position: [36, 50], accuracyM: null, located: 'map_pin', written: '' },
    { by: 'site', site: sites[1]!, supposed: false, scanned: true },
  ]

  test.each(places)('with a place by $by and a grade is a report that the server takes', (place) => {
    for (const grade of Object.keys(GRADES) as GradeChoice[]) {
      const report = reportOf({ ...EMPTY, place, grade }, idOf(9), now, found)
      expect(DamageReport.parse(report)).toEqual(report)
      expect(report).toMatchObject({ ...GRADES[grade], rawGrade: grade })
    }
  })

  test('says what it still needs', () => {
    expect(missingFrom(EMPTY)).toBe('place')
    expect(missingFrom({ ...EMPTY, place: places[0]! })).toBe('grade')
    expect(() => reportOf(EMPTY, idOf(9), now, found)).toThrow(RangeError)
  })

  test('keeps what was chosen by hand over what the picture implies', () => {
    const draft: Draft = { ...EMPTY, place: places[0]!, grade: 'out', severity: 1, function: 'degraded' }
    expect(reportOf(draft, idOf(9), now, nowhere)).toMatchObject({ severity: 1, function: 'degraded', position: null, located: 'site_picked' })
  })

  test('keeps the circle of a doubtful fix as it was', () => {
    const wide = { ...fix, accuracyM: 2_500.4 }
    expect(reportOf({ ...EMPTY, place: { by: 'fix', fix: wide, doubts: ['coarse'] }, grade: 'out' }, idOf(9), now, { fix: wide, doubts: ['coarse'] })).toMatchObject({ accuracyM: 2500, located: 'gps', doubts: ['coarse'], fix: { accuracyM: 2500 } })
  })

  test('keeps the receiver\'s word beside what was chosen, and lets a doubtful one place nothing that was not placed by it', () => {
    const doubtful: Found = { fix, doubts: ['jumped'] }
    const said = (place: Place, word: Found) => reportOf({ ...EMPTY, place, grade: 'out' }, idOf(9), now, word)
    expect(said(places[0]!, found)).toMatchObject({ position: fix.position, fix: { position: fix.position, accuracyM: 18, at: '1970-01-01T00:00:00.000Z' }, doubts: [] })
    expect(said(places[5]!, found)).toMatchObject({ site: idOf(2), located: 'site_scanned' })
    expect(said(places[0]!, doubtful)).toMatchObject({ position: null, fix: { position: fix.position }, doubts: ['jumped'] })
    expect(said(places[2]!, found)).toMatchObject({ position: null, located: 'landmark_text', fix: { position: fix.position } })
    expect(said(places[3]!, doubtful)).toMatchObject({ position: [36, 50], doubts: ['jumped'] })
    expect(said(places[2]!, nowhere)).toMatchObject({ fix: null, doubts: [] })
  })

  test('adds to the damage that was chosen, or says that it is another thing', () => {
    const draft = { ...EMPTY, place: places[0]!, grade: 'out' as const }
    expect(reportOf({ ...draft, same: { damage: idOf(5) } }, idOf(9), now, found)).toMatchObject({ damage: idOf(5), separate: false })
    expect(reportOf({ ...draft, same: 'other' }, idOf(9), now, found)).toMatchObject({ damage: null, separate: true })
  })

  test('that adds more names the report that was sent first, without its photos', () => {
    const first = moreOf({ ...EMPTY, place: places[0]!, grade: 'out', note: 'a' }, idOf(1))
    expect(first).toMatchObject({ note: 'a', photos: [], corrects: idOf(1) })
    expect(moreOf(first, idOf(2)).corrects).toBe(idOf(1))
  })

  test('is seen when the crew says so, by any clock', () => {
    expect(reportOf({ ...EMPTY, place: places[0]!, grade: 'out', seenAtMs: now - 60_000 }, idOf(9), now, found).observedAt).toBe('2026-01-02T03:03:05.000Z')
    expect([instant(-5), instant(1e14)]).toEqual(['1970-01-01T00:00:00.000Z', '2199-12-31T23:59:59.999Z'])
  })

  test('is listed by its site, its words or its position', () => {
    expect(places.map((place) => labelOf(place).place)).toEqual(['', '49.99000, 36.24000', 'за мостом', '36U UA 1 1', '50.00000, 36.00000', ''])
  })
})

describe('what an SMS says of a report', () => {
  const waiting = (place: Place, part: Partial<Draft> = {}, doubts: Found['doubts'] = []): KeptOp => {
    const draft: Draft = { ...EMPTY, place, grade: 'out', ...part }
    return {
      id: idOf(9), seq: 1, kind: 'report.file', body: reportOf(draft, idOf(9), now, { fix, doubts }), hash: '', by: 'me', madeAtMs: 0, legible: true, sealed: true, carriedFrom: null, photos: [], state: 'waiting', problem: null, settledAtMs: null,
      label: { ...NO_LABEL, ...labelOf(place), grade: draft.grade },
    }
  }
  const onSite = waiting({ by: 'site', site: sites[1]!, supposed: false })

  test('is the number of its site, or its position, and the grade of its picture', () => {
    expect(smsSaid(onSite)).toEqual({ place: { site: 2 }, grade: 3 })
    expect(smsSaid(waiting({ by: 'fix', fix, doubts: [] }, { grade: 'works' }))).toEqual({ place: { position: fix.position }, grade: 1 })
    expect(smsSaid(waiting({ by: 'position', position: [36, 50], accuracyM: null, located: 'map_pin', written: '' }, { grade: 'destroyed' }))).toEqual({ place: { position: [36, 50] }, grade: 4 })
  })

  test('is nothing where the receiver jumped or says a place outside: that places nothing', () => {
    for (const doubt of ['jumped', 'outside'] as const) expect(smsSaid(waiting({ by: 'fix', fix, doubts: [doubt] }, {}, [doubt]))).toBeNull()
    // A place that the crew set itself stands, whatever the receiver says.
    expect(smsSaid(waiting({ by: 'position', position: [36, 50], accuracyM: null, located: 'map_pin', written: '' }, {}, ['outside']))).toEqual({ place: { position: [36, 50] }, grade: 3 })
  })

  test('is nothing without a picture, in a wide circle, on a site whose number the phone never heard, or when it no longer waits', () => {
    const unnumbered = { ...onSite, label: { ...onSite.label, number: undefined } }
    const wide = { ...fix, accuracyM: 900 }
    for (const op of [waiting({ by: 'site', site: sites[1]!, supposed: false }, { grade: null, severity: 3 }), waiting({ by: 'fix', fix: wide, doubts: ['coarse'] }), unnumbered, { ...onSite, state: 'delivered' as const }, { ...onSite, body: null }, { ...onSite, kind: 'sealed' as const }]) expect(smsSaid(op)).toBeNull()
  })
})

describe('what the screen says of an operation', () => {
  const op: KeptOp = {
    id: idOf(1), seq: 1, kind: 'report.file', body: {}, hash: '', by: 'me', madeAtMs: 0, label: NO_LABEL, legible: true, sealed: false, carriedFrom: null, photos: ['a', 'b'], state: 'waiting', problem: null, settledAtMs: null,
  }
  const photos: KeptPhoto[] = [['a', 'sent'], ['b', 'asked'], ['c', 'waiting']].map(([sha256, state]) => ({ sha256: sha256!, bytes: 1, thumb: null, seal: null, thumbState: 'none', state: state as KeptPhoto['state'], problem: null }))
  const idle = { sending: new Set<string>(), photo: false, spared: null, trouble: null, reachedAtMs: 0, cleared: false }

  test('is waiting, sending, delivered or refused, and whose turn it is', () => {
    expect(standingOf(op, idle, 'me')).toBe('waiting')
    expect(standingOf(op, idle, 'you')).toBe('waitingOther')
    expect(standingOf(op, { ...idle, sending: new Set([op.id]) }, 'me')).toBe('sending')
    expect(standingOf({ ...op, state: 'refused' }, idle, 'me')).toBe('refused')
  })

  test('is that this phone is held back as soon as the server set its last aside, and no longer once one is in', () => {
    const settled = (state: KeptOp['state'], settledAtMs: number | null, carriedFrom: string | null = null): KeptOp => ({ ...op, state, settledAtMs, carriedFrom })
    expect(isHeldBack([])).toBe(false)
    expect(isHeldBack([settled('delivered', 1), settled('held', 2), settled('waiting', null)])).toBe(true)
    expect(isHeldBack([settled('held', 2), settled('delivered', 3)])).toBe(false)
    expect(isHeldBack([settled('delivered', 1), settled('held', 2, idOf(9))]), 'another phone is held back').toBe(false)
  })

  test('counts photos that are through and those to come', () => {
    expect(photosOf(op, photos)).toEqual({ all: 2, sent: 1, coming: 1, small: 0, problem: null })
    const problem = { type: '/problems/not-a-photo', title: '', status: 415, detail: '' }
    expect(photosOf(op, [{ ...photos[0]!, state: 'refused', problem }, { ...photos[1]!, thumbState: 'sent' }])).toEqual({ all: 2, sent: 0, coming: 1, small: 1, problem })
    expect(countsOf([op, { ...op, id: idOf(2), state: 'delivered' }], photos)).toEqual({ waiting: 1, delivered: 1, refused: 0, photos: 2 })
  })
})

describe('after signing in', () => {
  test('a crew comes to its phone and the others to the desk', () => {
    expect([screenOf('crew'), screenOf('dispatcher'), screenOf('auditor'), screenOf('admin')]).toEqual(['field', 'desk', 'desk', 'admin'])
  })

  test.each(['?to=//evil.example', '?to=https://evil.example', '?to=/\\evil.example', '?to=javascript:alert(1)', '', '?to=field'])('%j is not followed', (search) => {
    expect(askedFor(search)).toBeNull()
  })

  test('an address of our own is', () => {
    expect(askedFor('?to=/field/jobs')).toBe('/field/jobs')
  })
})
