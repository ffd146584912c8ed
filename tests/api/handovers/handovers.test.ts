import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { scopeFor } from '../../../geo/access/scope.ts'
import { DESK_READERS, type Actor } from '../../../geo/access/roles.ts'
import type { Responsibility } from '../../../geo/handovers/contract.ts'
import type { Handed } from '../../../geo/handovers/handed.ts'
import type { Database } from '../../../api/db/database.ts'
import { run, sql } from '../../../api/db/sql.ts'
import { cursorNow } from '../../../api/events/commands.ts'
import { eventsAfter } from '../../../api/events/reading.ts'
import { projectRoot } from '../../../api/root.ts'
import { aReport, ask, cookieOf, fillWorld, syncAs, WORLD } from '../../kit/world.ts'
import { NOON, withApi, withCommittingApi, type Api } from '../../kit/with-api.ts'

const RESCUE = '00000000-0000-4000-8000-000000000011'
const THIRD = '00000000-0000-4000-8000-000000000012'
const RESCUE_CREW = '00000000-0000-4000-8000-000000000024'
type Refusal = { type: string; current?: number; reason?: string }

/** A clock on which each request comes a second after the last. */
function ticking(): { clock: () => Date } {
  let ticks = 0
  return { clock: () => new Date(NOON.getTime() + 1000 * (ticks += 1)) }
}

/** The world with three organisations: the west is the rescuers' desk, the east the utility's and another's. */
async function fillDesks(database: Database): Promise<void> {
  await fillWorld(database)
  await database.write(async (tx) => {
    await run(tx, sql`insert into organisations (id, kind, name_uk, name_en) values (${RESCUE}, 'emergency_service', 'Рятувальники', 'Rescue'), (${THIRD}, 'other', 'Треті', 'Third')`)
    await run(tx, sql`insert into crews (id, organisation_id, name, area_code) values (${RESCUE_CREW}, ${RESCUE}, 'Crew of rescuers', 'TW')`)
    await run(tx, sql`update grants set organisation_id = ${RESCUE} where user_id = 'dispatcher'`)
    await run(tx, sql`update grants set organisation_id = ${WORLD.utility} where user_id = 'eastern-dispatcher'`)
    await run(tx, sql`insert into users (id, name, email, email_verified) values ('outsider', 'outsider', 'outsider@example.org', true)`)
    await run(tx, sql`insert into sessions (id, user_id, token, expires_at) values ('outsider', 'outsider', 'token-of-outsider', now() + interval '100 years')`)
    await run(tx, sql`insert into grants (user_id, role, area_code, organisation_id) values ('outsider', 'dispatcher', 'TE', ${THIRD})`)
  })
}

async function file(api: Api, changes: Parameters<typeof aReport>[0] = {}): Promise<string> {
  const report = aReport({ site: WORLD.mast, position: [31.1234, 47.1234], note: 'секрет заходу', hazards: ['live_wires'], ...changes })
  return (await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).body.damage
}

const stands = async (api: Api, damage: string, who = 'dispatcher') => (await ask<Responsibility>(api, who, 'GET', `/api/damages/${damage}/responsibility`)).body
const handOver = async (api: Api, damage: string, changes: object = {}, who = 'dispatcher', id: string = randomUUID()) => ({
  id, ...await ask<Responsibility & Refusal>(api, who, 'PUT', `/api/handovers/${id}`, { damage, to: WORLD.utility, reason: 'ваші дроти', shared: [], version: (await stands(api, damage, who)).version, ...changes }),
})
const answer = (api: Api, who: string, id: string, body: object) => ask<Handed & Refusal>(api, who, 'POST', `/api/handovers/${id}/answer`, { version: 1, ...body })
const seen = (api: Api, id: string, who = 'eastern-dispatcher') => ask<Handed>(api, who, 'GET', `/api/handovers/${id}`)
const lists = async (api: Api, who: string) => (await ask<{ received: Handed[]; given: Handed[] }>(api, who, 'GET', '/api/handovers')).body

describe('a damage', () => {
  test('is nobody\'s at first, then whose desk claims it or whose crew goes first, until they give it up', withApi(async (api) => {
    await fillDesks(api.standing.database)
    const damage = await file(api)
    expect(await stands(api, damage)).toMatchObject({ responsible: null, version: 0, claims: [{ id: RESCUE }], hands: true, releases: false, handovers: [] })
    expect(await stands(api, damage, 'auditor')).toMatchObject({ claims: [], hands: false })
    const claim = (who: string, body: object) => ask<Refusal>(api, who, 'POST', `/api/damages/${damage}/claim`, body)
    expect((await claim('dispatcher', { organisation: WORLD.utility, version: 0 })).body.type).toBe('/problems/not-responsible')
    expect((await claim('eastern-dispatcher', { organisation: WORLD.utility, version: 0 })).status).toBe(404)
    expect((await claim('dispatcher', { organisation: RESCUE, version: 0 })).body).toMatchObject({ responsible: { id: RESCUE, kind: 'emergency_service', names: { en: 'Rescue' } }, claims: [], releases: true })
    expect((await claim('dispatcher', { organisation: RESCUE, version: 0 })).body).toMatchObject({ type: '/problems/stale-version', current: 1 })
    expect((await claim('dispatcher', { organisation: RESCUE, version: 1 })).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'theirs' })
    expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/release`, { why: '  ', version: 1 })).status).toBe(422)
    expect((await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/release`, { why: 'не наше', version: 1 })).body).toMatchObject({ responsible: null, since: null, version: 2 })
    // The utility's crew goes first: it is the utility's, and stays so when another's follows.
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage })
    expect((await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/crew`, { crew: WORLD.crew, version: 1 })).status).toBe(200)
    await ask(api, 'dispatcher', 'POST', `/api/repairs/${repair}/crew`, { crew: RESCUE_CREW, version: 2 })
    expect(await stands(api, damage)).toMatchObject({ responsible: { id: WORLD.utility }, hands: false, releases: false, version: 3 })
    expect((await handOver(api, damage, { to: RESCUE })).body.type).toBe('/problems/not-responsible')
    const other = await file(api, { site: WORLD.twin })
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${randomUUID()}`, { damage: other, crew: RESCUE_CREW })
    expect((await stands(api, other)).responsible?.id).toBe(RESCUE)
    const { timeline } = (await ask<{ timeline: { verb: string; body: { why?: string; responsible?: { names: { en: string } } } }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body
    expect(timeline.filter(({ verb }) => verb.startsWith('damage.') || verb === 'repair.assigned').map(({ verb, body }) => [verb, body.why ?? body.responsible?.names.en]).slice(0, 4))
      .toEqual([['repair.assigned', undefined], ['repair.assigned', 'Utility'], ['damage.released', 'не наше'], ['damage.claimed', undefined]])
  }))

  test('that is handed over stays theirs until it is accepted, is worked on by who took it, and comes back', withApi(async (api) => {
    await fillDesks(api.standing.database)
    const damage = await file(api)
    await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/claim`, { organisation: RESCUE, version: 0 })
    const first = await handOver(api, damage, { shared: ['reports'] })
    expect(first.body).toMatchObject({ responsible: { id: RESCUE }, hands: false, releases: false, handovers: [{ id: first.id, state: 'asked', from: { id: RESCUE }, to: { id: WORLD.utility }, reason: 'ваші дроти', shared: ['reports'], askedBy: 'dispatcher', answers: ['taken_back'] }] })
    expect((await handOver(api, damage, { shared: ['reports'], version: 1 }, 'dispatcher', first.id)).status).toBe(200)
    expect((await handOver(api, damage, { shared: [], version: 1 }, 'dispatcher', first.id)).body.type).toBe('/problems/op-id-taken')
    expect((await handOver(api, damage, { version: 1 })).body.type).toBe('/problems/stale-version')
    expect((await handOver(api, damage)).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'open' })
    expect(await lists(api, 'eastern-dispatcher')).toMatchObject({ received: [{ id: first.id, damage: null, answers: ['accepted', 'declined'] }], given: [] })
    expect((await lists(api, 'dispatcher')).given).toMatchObject([{ id: first.id, damage }])
    // Whoever took nothing yet works on nothing yet.
    expect((await ask<Refusal>(api, 'eastern-dispatcher', 'POST', `/api/handovers/${first.id}/crew`, { crew: WORLD.easternCrew, repair: randomUUID(), version: null })).body.type).toBe('/problems/not-responsible')
    expect((await answer(api, 'eastern-dispatcher', first.id, { answer: 'declined' })).status).toBe(422)
    expect((await answer(api, 'dispatcher', first.id, { answer: 'accepted' })).body.type).toBe('/problems/not-responsible')
    expect((await answer(api, 'eastern-dispatcher', first.id, { answer: 'accepted', version: 7 })).body).toMatchObject({ type: '/problems/stale-version', current: 1 })
    expect((await answer(api, 'eastern-dispatcher', first.id, { answer: 'declined', why: 'не наші' })).body).toMatchObject({ state: 'declined', answer: 'не наші', about: null, answers: [] })
    expect((await answer(api, 'dispatcher', first.id, { answer: 'taken_back', version: 2 })).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'decided' })
    expect(await stands(api, damage)).toMatchObject({ responsible: { id: RESCUE }, hands: true, handovers: [{ state: 'declined', answer: 'не наші', decidedBy: 'eastern-dispatcher' }] })

    const second = await handOver(api, damage)
    expect((await answer(api, 'dispatcher', second.id, { answer: 'taken_back' })).body.state).toBe('taken_back')
    expect((await lists(api, 'eastern-dispatcher')).received).toEqual([])
    const third = await handOver(api, damage)
    expect((await answer(api, 'eastern-dispatcher', third.id, { answer: 'accepted' })).body).toMatchObject({ state: 'accepted', held: true, works: true, answers: ['returned'], about: { repair: null } })
    expect((await answer(api, 'eastern-dispatcher', third.id, { answer: 'accepted' })).status).toBe(200)
    expect(await stands(api, damage)).toMatchObject({ responsible: { id: WORLD.utility }, hands: false, handovers: [{ id: third.id, held: true }, { id: second.id }, { id: first.id }] })

    const send = (crew: string, version: number | null, repair: string = randomUUID()) => ask<Handed & Refusal>(api, 'eastern-dispatcher', 'POST', `/api/handovers/${third.id}/crew`, { crew, repair, version })
    expect((await send(RESCUE_CREW, null)).body.type).toBe('/problems/crew-not-found')
    const repair = randomUUID()
    expect((await send(WORLD.easternCrew, null, repair)).body.about?.repair).toMatchObject({ id: repair, state: 'assigned', crew: { id: WORLD.easternCrew }, ours: true })
    expect((await send(WORLD.easternCrew, null, repair)).status).toBe(200)
    expect((await send(WORLD.otherCrew, null)).body.type).toBe('/problems/repair-underway')
    // A crew that is lent outside its areas sees the damage that it is sent to.
    expect((await ask(api, 'crew-9', 'GET', `/api/damages/${damage}`)).status).toBe(200)
    expect((await syncAs(api, 'crew-9', [])).body.changes).toMatchObject({ damages: [{ id: damage }], repairs: [{ id: repair }] })
    const move = (to: string, version: number, who = 'eastern-dispatcher') => ask<Handed & Refusal>(api, who, 'POST', `/api/handovers/${third.id}/state`, { to, at: '2026-03-05T11:30:00Z', version })
    expect((await move('en_route', 7)).body.type).toBe('/problems/stale-version')
    expect((await move('en_route', 1)).body.about?.repair).toMatchObject({ state: 'en_route', version: 2 })
    const expectBack = (who: string, version: number, at = '2026-03-05T18:00:00.000Z') => ask<Handed & Refusal>(api, who, 'POST', `/api/handovers/${third.id}/etr`, { at, source: 'dispatcher', confidence: 'low', version })
    expect((await expectBack('outsider', 2)).body.type).toBe('/problems/handover-not-found')
    expect((await expectBack('dispatcher', 2)).body.type).toBe('/problems/not-responsible')
    expect((await expectBack('eastern-dispatcher', 1)).body).toMatchObject({ type: '/problems/stale-version', current: 2 })
    expect((await expectBack('eastern-dispatcher', 2)).body.about?.repair).toMatchObject({ etr: '2026-03-05T18:00:00.000Z', version: 3 })
    expect((await ask(api, 'eastern-dispatcher', 'POST', `/api/repairs/${repair}/etr`, { at: '2026-03-05T18:00:00.000Z', source: 'dispatcher', version: 3 })).status).toBe(404) // by the hand-over alone
    expect((await ask<{ repairs: object[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body.repairs).toMatchObject([{ etr: { at: '2026-03-05T18:00:00.000Z', source: 'dispatcher', confidence: 'low' } }])
    expect((await move('cancelled', 3, 'outsider')).body.type).toBe('/problems/handover-not-found')
    expect((await move('cancelled', 3, 'dispatcher')).body.type).toBe('/problems/not-responsible')
    expect((await move('cancelled', 3)).body.about?.repair).toBeNull()
    expect((await expectBack('eastern-dispatcher', 4)).body.type).toBe('/problems/repair-not-found')
    expect((await answer(api, 'eastern-dispatcher', third.id, { answer: 'returned', why: 'газ, не струм', version: 2 })).body).toMatchObject({ state: 'returned', held: false, works: false, about: null })
    expect((await stands(api, damage)).responsible?.id).toBe(RESCUE)
    expect((await send(WORLD.easternCrew, null)).body.type).toBe('/problems/not-responsible')
    const { timeline } = (await ask<{ timeline: { verb: string; body: { why?: string } }[] }>(api, 'dispatcher', 'GET', `/api/damages/${damage}`)).body
    expect(timeline.filter(({ verb }) => verb.startsWith('handover.')).map(({ verb, body }) => [verb, body.why])).toEqual([
      ['handover.returned', 'газ, не струм'], ['handover.accepted', undefined], ['handover.asked', 'ваші дроти'], ['handover.taken_back', undefined],
      ['handover.asked', 'ваші дроти'], ['handover.declined', 'не наші'], ['handover.asked', 'ваші дроти']])
  }, ticking()))

  test('is handed on by who has it by a hand-over alone, with no more than they see, and comes back the same way', withApi(async (api) => {
    await fillDesks(api.standing.database)
    const damage = await file(api)
    await ask(api, 'dispatcher', 'POST', `/api/damages/${damage}/claim`, { organisation: RESCUE, version: 0 })
    const { id } = await handOver(api, damage, { shared: ['place', 'reports'] })
    const on = (body: object, next: string = randomUUID(), who = 'eastern-dispatcher') => ask<Handed & Refusal>(api, who, 'PUT', `/api/handovers/${id}/onward/${next}`, { to: THIRD, reason: 'вежа їхня', shared: ['reports'], version: 2, ...body })
    expect((await on({ version: 1 })).body.type).toBe('/problems/not-responsible') // not theirs yet
    await answer(api, 'eastern-dispatcher', id, { answer: 'accepted' })
    expect((await on({ shared: ['reports', 'people'] })).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'not-shared' })
    expect((await on({ to: WORLD.utility })).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'theirs' })
    expect((await on({ version: 1 })).body).toMatchObject({ type: '/problems/stale-version', current: 2 })
    expect((await on({}, randomUUID(), 'dispatcher')).body.type).toBe('/problems/not-responsible')
    expect((await on({}, randomUUID(), 'outsider')).status).toBe(404)
    const next = randomUUID()
    const asked = await on({}, next)
    expect(asked).toMatchObject({ status: 200, body: { id: next, state: 'asked', onward: true, damage: null, seen: [], from: { id: WORLD.utility }, to: { id: THIRD }, answers: ['taken_back'], works: false, about: { place: null, reports: null } } })
    expect((await on({}, next)).body).toEqual(asked.body)
    expect((await on({ shared: [] }, next)).body.type).toBe('/problems/op-id-taken')
    expect(await on({})).toMatchObject({ status: 409, body: { reason: 'open' } })
    expect((await answer(api, 'eastern-dispatcher', id, { answer: 'returned', why: 'x', version: 2 })).body).toMatchObject({ type: '/problems/handover-impossible', reason: 'open' })
    const [east, third] = [await lists(api, 'eastern-dispatcher'), await lists(api, 'outsider')]
    expect(east).toMatchObject({ received: [{ id, held: true, works: true, hands: false, answers: [], seen: ['place', 'reports'] }], given: [{ id: next, damage: null, seen: [] }] })
    expect(third).toMatchObject({ received: [{ id: next, damage: null, seen: ['reports'], answers: ['accepted', 'declined'] }], given: [] })
    for (const text of [asked, east, third, await on({}), (await seen(api, next, 'outsider'))].map((said) => JSON.stringify(said))) expect(text).not.toContain(damage)
    expect(JSON.stringify([third, await seen(api, next, 'outsider')])).not.toContain('[31,47]')

    expect((await answer(api, 'eastern-dispatcher', next, { answer: 'taken_back' })).body.state).toBe('taken_back')
    const last = (await on({})).body
    expect((await answer(api, 'outsider', last.id, { answer: 'accepted' })).body).toMatchObject({ held: true, works: true, answers: ['returned'] })
    expect((await stands(api, damage)).responsible?.id).toBe(THIRD)
    expect(await lists(api, 'eastern-dispatcher')).toMatchObject({ received: [], given: [{ id: last.id, about: null, answers: [] }, { id: next }] })
    expect((await on({})).body.type).toBe('/problems/not-responsible')
    expect((await answer(api, 'outsider', last.id, { answer: 'returned', why: 'не вежа', version: 2 })).body.held).toBe(false)
    expect(await seen(api, id)).toMatchObject({ body: { held: true, works: true, hands: true, answers: ['returned'] } })
    expect((await answer(api, 'eastern-dispatcher', id, { answer: 'returned', why: 'не наші', version: 2 })).status).toBe(200)
    expect(await stands(api, damage)).toMatchObject({ responsible: { id: RESCUE }, handovers: [{ id: last.id, state: 'returned' }, { id: next }, { id, state: 'returned' }] })
  }, ticking()))

  test('shows who receives it outside their areas what is shared, and nobody else anything', withApi(async (api) => {
    await fillDesks(api.standing.database)
    const photo = await readFile(join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg'))
    const sha256 = createHash('sha256').update(photo).digest('hex')
    const damage = await file(api, { site: WORLD.substation, photos: [{ sha256, bytes: photo.byteLength, type: 'image/jpeg' }] })
    expect((await api.call('PUT', `/api/photos/${sha256}`, { body: new Uint8Array(photo), headers: { 'content-type': 'image/jpeg', cookie: cookieOf('crew-7') } })).status).toBe(200)
    const repair = randomUUID()
    await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage, crew: RESCUE_CREW, note: 'секрет ремонту' })
    const marks = { place: ['31,47', 'substation eng', 'TW1 eng'], reports: ['секрет заходу', 'live_wires'], photos: [sha256], people: ['Hospital', '"without":1'], crew: ['Crew of rescuers', repair] }
    const never = [damage, 'crew-7', '31.1234', 'секрет ремонту', 'TW1"']
    for (const shared of [[], ['place'], ['reports'], ['photos'], ['people'], ['crew'], Object.keys(marks)]) {
      const { id } = await handOver(api, damage, { shared })
      const { status, body } = await seen(api, id)
      expect([status, body.damage, body.about?.oblastNames.en]).toEqual([200, null, 'TW eng'])
      const text = JSON.stringify(body)
      for (const [part, words] of Object.entries(marks)) for (const word of words) expect(text.includes(word), `${word} with ${shared.join()}`).toBe(shared.includes(part))
      const listed = JSON.stringify(await lists(api, 'eastern-dispatcher'))
      for (const [part, words] of Object.entries(marks)) if (!shared.includes(part)) for (const word of words) expect(listed).not.toContain(word)
      for (const word of never) expect(text + listed).not.toContain(word)
      const picture = (who: string) => api.call('GET', `/api/handovers/${id}/photos/${sha256}?size=thumb`, { headers: { cookie: cookieOf(who) } })
      expect((await picture('eastern-dispatcher')).status).toBe(shared.includes('photos') ? 200 : 404)
      expect((await picture('outsider')).status).toBe(404)
      // The rest does not depend on what is shared: with nothing and with all of it.
      if (![0, Object.keys(marks).length].includes(shared.length)) { await answer(api, 'dispatcher', id, { answer: 'taken_back' }); continue }
      for (const path of [`/api/damages/${damage}`, `/api/damages/${damage}/responsibility`, `/api/damages/${damage}/dependents`, `/api/photos/${sha256}`]) expect((await ask(api, 'eastern-dispatcher', 'GET', path)).status, path).toBe(404)
      for (const path of ['/api/damages?text=substation', '/api/repairs', '/api/board', '/api/map?bbox=-180,-90,180,90']) {
        for (const who of ['eastern-dispatcher', 'outsider']) expect(JSON.stringify((await ask(api, who, 'GET', path)).body), path).not.toContain(damage)
      }
      expect(await seen(api, id, 'outsider')).toMatchObject({ status: 404, body: { type: '/problems/handover-not-found' } })
      expect(await lists(api, 'outsider')).toEqual({ received: [], given: [] })
      expect((await answer(api, 'outsider', id, { answer: 'accepted' })).status).toBe(404)
      // Who reads the damage anyway reads all of it here too: its area, and the operator of its site.
      for (const who of ['dispatcher', 'authority', 'operator']) expect((await seen(api, id, who)).body, who).toMatchObject({ damage, about: { place: { position: [31, 47] }, reports: [{ note: 'секрет заходу' }] } })
      await answer(api, 'dispatcher', id, { answer: 'taken_back' })
      expect((await seen(api, id)).body.about).toBeNull()
      expect((await picture('eastern-dispatcher')).status).toBe(404)
    }
  }))
})

describe('hand-overs at once', () => {
  test('leave one open, are told live to both desks and to no other, and of the place only to who reaches it', withCommittingApi(async (api, database) => {
    await fillDesks(database)
    const damage = await file(api)
    const cursor = await database.read(cursorNow)
    const { version } = await stands(api, damage)
    const both = await Promise.all([handOver(api, damage, { version }), handOver(api, damage, { version })])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 409])
    const { id } = both.find(({ status }) => status === 200)!
    const answers = await Promise.all([answer(api, 'eastern-dispatcher', id, { answer: 'accepted' }), answer(api, 'dispatcher', id, { answer: 'taken_back' })])
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409])
    const again = answers[0]!.status === 200 ? id : (await handOver(api, damage)).id
    if (again !== id) await answer(api, 'eastern-dispatcher', again, { answer: 'accepted' })
    const repair = randomUUID()
    expect((await ask(api, 'dispatcher', 'PUT', `/api/repairs/${repair}`, { damage })).status).toBe(200)
    await file(api)
    const heard = async (who: string, role: 'dispatcher', area: string, organisation: string | null, since = cursor) => {
      const actor: Actor = { id: who, name: who, kind: 'person', grants: [{ role, area, organisation, crew: null }] }
      return (await database.read((tx) => eventsAfter(tx, since, scopeFor(actor, DESK_READERS)!, 500))).events
    }
    const [west, east, third, nobody] = [await heard('w', 'dispatcher', 'TW', RESCUE), await heard('e', 'dispatcher', 'TE', WORLD.utility), await heard('t', 'dispatcher', 'TE', THIRD), await heard('n', 'dispatcher', 'TE', null)]
    expect(west.filter(({ noun }) => noun === 'handover' || noun === 'repair').every((event) => event.damage === damage && event.area === 'TW1')).toBe(true)
    expect(west.map(({ verb }) => verb)).toContain('report.filed')
    expect(east.map(({ noun, damage: at, area }) => [noun, at, area])).toEqual([...east.slice(1).map(() => ['handover', null, null]), ['repair', null, null]])
    expect(east.map(({ verb }) => verb)).toEqual(west.filter(({ noun }) => noun === 'handover' || noun === 'repair').map(({ verb }) => verb))
    expect([...third, ...nobody]).toEqual([])
    const last = await database.read(cursorNow)
    // An authority gives up what the receiver holds: both hear of it, the receiver without a word of where that is.
    expect((await ask(api, 'authority', 'POST', `/api/damages/${damage}/release`, { why: 'помилка', version: (await stands(api, damage)).version })).body).toMatchObject({ responsible: null })
    expect((await heard('e', 'dispatcher', 'TE', WORLD.utility, last)).map(({ verb, id: of, damage: at, area }) => [verb, of, at, area])).toEqual([['handover.ended', again, null, null]])
    expect((await heard('w', 'dispatcher', 'TW', RESCUE, last)).map(({ verb }) => verb)).toEqual(['handover.ended', 'damage.released'])
    expect((await lists(api, 'eastern-dispatcher')).received).toEqual([])
  }))
})
