import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makePresenceFeed } from '../../../api/live/presence-feed.ts'
import { makePresences, type Entry } from '../../../api/live/presence.ts'
import { makeLog } from '../../../api/log.ts'
import { GONE_AFTER_MS, type Presence, type Present } from '../../../geo/presence/contract.ts'
import { aReport, ask, cookieOf, fillWorld, WORLD } from '../../kit/world.ts'
import { NOON, withCommittingApi, type Api } from '../../kit/with-api.ts'

const anEntry = (changes: Partial<Entry> = {}): Entry => ({ tab: randomUUID(), actor: 'anna', role: 'dispatcher', damage: WORLD.line, doing: 'looking', since: NOON.toISOString(), ...changes })

describe('who is at a damage', () => {
  test('is each person once however many windows they have, writing when any is, and gone when nothing was heard of them', () => {
    let now = 0
    const presences = makePresences(() => now)
    const told: Presence[] = []
    const elsewhere: Presence[] = []
    presences.hear('ben', (presence) => told.push(presence))
    presences.hear('clara', (presence) => elsewhere.push(presence))
    const [first, second] = [anEntry(), anEntry({ doing: 'writing' })]
    presences.take(anEntry({ actor: 'ben', role: 'authority' }))
    presences.take(anEntry({ actor: 'clara', damage: WORLD.mast }))
    for (const entry of [first, second, second]) presences.take(entry)
    const anna = (doing: string) => [{ role: 'dispatcher', doing, since: NOON.toISOString() }]
    expect(told.map(({ others }) => others)).toEqual([[], anna('looking'), anna('writing')])
    // Another's window is not theirs to move.
    expect(presences.take(anEntry({ tab: first.tab, actor: 'eve', damage: null }))).toBe(false)
    presences.take({ ...second, damage: null })
    now = GONE_AFTER_MS - 1
    presences.take(anEntry({ actor: 'ben', role: 'authority' }))
    now = GONE_AFTER_MS
    presences.sweep()
    expect(told.slice(3).map(({ others }) => others)).toEqual([anna('looking'), anna('looking'), []])
    expect(elsewhere.flatMap(({ others }) => others)).toEqual([])
    expect(presences.others(WORLD.mast, 'ben')).toEqual([])
  })

  test('is known at the other servers too, at once or by asking, and when they leave', withCommittingApi(async (_, database) => {
    const log = makeLog('silent')
    const [here, there] = [makePresenceFeed(database, log), makePresenceFeed(database, log)]
    const told: (readonly Present[])[] = []
    const say = (feed: typeof here, entry: Entry) => database.write((tx) => feed.say(tx, entry))
    // The embedded database serves one process: there nobody else is to be told.
    const reaches = database.kind === 'server'
    try {
      here.hear('anna', ({ others }) => told.push(others))
      const ben = anEntry({ actor: 'ben', role: 'authority' })
      await say(here, anEntry())
      await say(there, ben)
      await expect.poll(() => told.at(-1)?.length, { timeout: 5000 }).toBe(reaches ? 1 : 0)
      await say(there, { ...ben, damage: null })
      await expect.poll(() => told.at(-1)?.length, { timeout: 5000 }).toBe(0)
      expect(told.length).toBe(reaches ? 3 : 1)
    } finally {
      await Promise.all([here.close(), there.close()])
    }
  }))

  test('is told by the live stream to those who are there, by role alone, and to nobody out of scope', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const report = aReport()
    const { body: { damage } } = await ask<{ damage: string }>(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)
    const streams = { dispatcher: await listen(api, 'dispatcher'), 'eastern-dispatcher': await listen(api, 'eastern-dispatcher'), auditor: await listen(api, 'auditor') }
    const say = (who: string, body: object) => ask<{ others: Present[] }>(api, who, 'POST', '/api/presence', { tab: randomUUID(), damage, ...body })
    expect((await say('dispatcher', {})).body.others).toEqual([])
    expect((await say('authority', { doing: 'writing' })).body.others).toEqual([{ role: 'dispatcher', doing: 'looking', since: NOON.toISOString() }])
    expect((await say('eastern-dispatcher', {})).status).toBe(404)
    expect((await say('crew-7', {})).status).toBe(403)
    for (const body of [{ tab: 'x' }, { doing: 'sleeping' }, { damage: 7 }]) expect((await say('dispatcher', body)).status).toBe(422)
    await expect.poll(() => streams.dispatcher.heard(), { timeout: 5000 }).toContain(JSON.stringify({ damage, others: [{ role: 'authority', doing: 'writing', since: NOON.toISOString() }] }))
    for (const who of ['eastern-dispatcher', 'auditor'] as const) expect(streams[who].heard()).not.toContain('presence')
    await Promise.all(Object.values(streams).map((stream) => stream.end()))
  }))
})

/** A live stream that is read to where it stands. */
async function listen(api: Api, who: string) {
  const answer = await api.call('GET', '/api/live', { headers: { cookie: cookieOf(who) } })
  const reader = answer.body!.pipeThrough(new TextDecoderStream()).getReader()
  let text = ''
  const reading = (async () => {
    for (let piece = await reader.read(); !piece.done; piece = await reader.read()) text += piece.value
  })()
  await expect.poll(() => text, { timeout: 5000 }).toContain('hello')
  return { heard: () => text, end: async () => { await reader.cancel(); await reading } }
}
