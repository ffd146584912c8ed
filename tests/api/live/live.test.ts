import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { aReport, ask, fillWorld, WORLD } from '../../kit/world.ts'
import { readStream as read } from '../../kit/stream.ts'
import { withCommittingApi, type Api } from '../../kit/with-api.ts'

const file = async (api: Api, who: string, changes = {}) => {
  const report = aReport(changes)
  await ask(api, who, 'PUT', `/api/reports/${report.id}`, report)
}

describe('the live stream', () => {
  test('brings what others do, in order, to those whose area it is', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const messages = await read(api, 'dispatcher', '/api/live', 3, async () => {
      await file(api, 'crew-9', { site: WORLD.eastern, position: [37, 47] })
      await file(api, 'crew-7')
    })
    expect(messages.map((message) => message.data.verb)).toEqual([undefined, 'report.filed', 'damage.opened'])
    expect(messages.every((message) => message.data.area !== 'TE1')).toBe(true)
  }))

  test('resumes after a cut where it broke off: none lost, none twice', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const first = await read(api, 'dispatcher', '/api/live', 3, () => file(api, 'crew-7'))
    await file(api, 'crew-7', { site: WORLD.mast })
    await file(api, 'crew-7', { site: WORLD.twin })
    const rest = await read(api, 'dispatcher', `/api/live?since=${first.at(-1)?.id}`, 5)
    expect(rest.slice(1).map((message) => message.data.verb)).toEqual(['report.filed', 'damage.opened', 'report.filed', 'damage.opened'])
    const part = await read(api, 'dispatcher', `/api/live?since=${rest[2]?.id}`, 3)
    expect(part.slice(1).map((message) => message.id)).toEqual(rest.slice(3).map((message) => message.id))
  }))

  test.each([
    ['signs out', "delete from sessions where user_id = 'dispatcher'"],
    ['has another area', "update grants set area_code = 'TE1' where user_id = 'dispatcher'"],
  ])('ends and tells nothing more when its reader %s', async (_, change) => withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const messages = await read(api, 'dispatcher', '/api/live', 3, async () => {
      await database.pool.query(change)
      await wait(1100) // as often as a reader is looked up
      await file(api, 'crew-7')
    })
    expect(messages.map(({ event }) => event)).toEqual(['hello'])
  })())

  test('tells a reader with a cursor that is not ours to start anew', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    expect((await read(api, 'dispatcher', '/api/live?since=yesterday', 1))[0]?.event).toBe('reset')
  }))
})
