import { randomUUID } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { makeAdmission } from '../../../api/http/admission.ts'
import { Problem } from '../../../geo/problems.ts'
import { aReport, cookieOf, fileOp, fillWorld } from '../../kit/world.ts'
import { withCommittingApi } from '../../kit/with-api.ts'
import { makeClock } from '../../sim/clock.ts'
import { randomOf } from '../../sim/random.ts'

const settle = async () => { for (let nth = 0; nth < 20; nth += 1) await Promise.resolve() }

/** An admission on a clock of its own, where each work takes as long as it is told. */
function makeDoor(atOnce: number, random = () => 0.5) {
  const quiet = { watch: <T>(work: Promise<T>) => work, settled: settle, end: () => undefined }
  const clock = makeClock(0, quiet)
  const admission = makeAdmission({ atOnce, nowMs: clock.nowMs, random, after: clock.after })
  let inside = 0
  let most = 0
  const log: { who: string; atMs: number; awayS: number | null; waitedMs: number }[] = []
  async function come(who: string, takesMs: number | (() => number) = 40) {
    const cameMs = clock.nowMs()
    try {
      await admission.enter(who, async () => {
        most = Math.max(most, inside += 1)
        const waitedMs = clock.nowMs() - cameMs
        await new Promise<void>((done) => { clock.after(typeof takesMs === 'number' ? takesMs : takesMs(), done) })
        inside -= 1
        log.push({ who, atMs: clock.nowMs(), awayS: null, waitedMs })
      })
    } catch (error) {
      if (!(error instanceof Problem)) throw error
      const awayS = (error.details as { retryAfterS: number }).retryAfterS
      log.push({ who, atMs: clock.nowMs(), awayS, waitedMs: clock.nowMs() - cameMs })
      clock.after(awayS * 1000 * (0.98 + random() / 25), () => void come(who, takesMs))
    }
  }
  return { clock, come, log, most: () => most, admission }
}

describe('an admission', () => {
  test('lets no more work at once than it may, and keeps nobody waiting for longer than about a second', async () => {
    const { clock, come, log, most } = makeDoor(3)
    for (let nth = 0; nth < 500; nth += 1) clock.after(nth % 7, () => void come(`phone ${nth}`))
    await clock.run()
    expect(most()).toBe(3)
    expect(Math.max(...log.map(({ waitedMs }) => waitedMs))).toBeLessThan(1100)
    expect(new Set(log.filter(({ awayS }) => awayS === null).map(({ who }) => who)).size).toBe(500)
  })

  test('spreads ten thousand that come together over the time that they take, and serves each soon after its promise', async () => {
    const { clock, come, log } = makeDoor(4)
    for (let nth = 0; nth < 10_000; nth += 1) clock.after(nth / 100, () => void come(`phone ${nth}`))
    await clock.run()
    const served = log.filter(({ awayS }) => awayS === null)
    const bestMs = (10_000 * 40) / 4
    expect(served).toHaveLength(10_000)
    expect(Math.max(...served.map(({ atMs }) => atMs))).toBeLessThan(bestMs * 1.3)
    const turnedAway = new Map<string, number>()
    for (const { who, awayS } of log) if (awayS !== null) turnedAway.set(who, (turnedAway.get(who) ?? 0) + 1)
    expect(Math.max(...turnedAway.values())).toBeLessThanOrEqual(4) // half of the way, half of the rest, and the time itself
  })

  test('does not keep a herd away for long at the pace of its own first burst', async () => {
    const { clock, come, log } = makeDoor(4)
    const takes = () => (clock.nowMs() < 10_000 ? 800 : 40) // while all of them knock, each takes twenty times as long
    for (let nth = 0; nth < 10_000; nth += 1) clock.after(nth, () => void come(`phone ${nth}`, takes))
    await clock.run()
    const served = log.filter(({ awayS }) => awayS === null)
    expect(served).toHaveLength(10_000)
    expect(Math.max(...served.map(({ atMs }) => atMs))).toBeLessThan((10_000 * 40) / 4 * 1.6)
  })

  test('promises no further ahead than it has measured behind, a minute at first', async () => {
    const { clock, come, log } = makeDoor(1, randomOf('twenty minutes').next)
    for (let nth = 0; nth < 3000; nth += 1) clock.after(0, () => void come(`phone ${nth}`, 400)) // twenty minutes of work
    await clock.run()
    const away = log.flatMap(({ atMs, awayS }) => (awayS === null ? [] : [{ atMs, awayS }]))
    for (const { atMs, awayS } of away) expect(awayS * 1000).toBeLessThanOrEqual(Math.max(60_000, atMs) + 1000)
    expect(away.some(({ awayS }) => awayS > 90)).toBe(true)
    expect(away.length / 3000).toBeLessThan(11)
  })

  test('lets no line grow that takes longer than a second, when few are quick and most are slow', async () => {
    const { clock, come, log } = makeDoor(2, randomOf('quick and slow').next)
    let nth = 0
    const takes = () => ((nth += 1) % 3 === 0 ? 20 : 400)
    for (let phone = 0; phone < 600; phone += 1) clock.after(phone, () => void come(`phone ${phone}`, takes))
    await clock.run()
    const waited = log.filter(({ awayS }) => awayS === null).map(({ waitedMs }) => waitedMs).sort((a, b) => a - b)
    expect(waited[Math.floor(waited.length * 0.98)]).toBeLessThan(2000)
  })

  test('lets those who come back as promised go before those who come new, however many they are', async () => {
    const { clock, come, log } = makeDoor(2)
    for (let nth = 0; nth < 400; nth += 1) clock.after(0, () => void come(`first ${nth}`))
    for (let nth = 0; nth < 4000; nth += 1) clock.after(1000 + nth, () => void come(`second ${nth}`))
    await clock.run()
    const lastOf = (name: string) => Math.max(...log.filter(({ who, awayS }) => awayS === null && who.startsWith(name)).map(({ atMs }) => atMs))
    expect(lastOf('first')).toBeLessThan(400 * 20 * 2)
    expect(lastOf('second')).toBeLessThan(4400 * 20 * 1.5)
  })

  test('asks a slower pace of clients when the work takes longer', async () => {
    const awayOf = async (takesMs: number) => {
      const { clock, come, log } = makeDoor(2)
      for (let nth = 0; nth < 300; nth += 1) clock.after(nth * 10, () => void come(`phone ${nth}`, takesMs))
      await clock.run()
      return Math.max(...log.map(({ awayS }) => awayS ?? 0))
    }
    expect(await awayOf(200)).toBeGreaterThan(2 * (await awayOf(40)))
  })

  test('is crowded while someone waits or was just turned away, and then no more', async () => {
    const { clock, come, admission } = makeDoor(1)
    expect(admission.crowded()).toBe(false)
    const seen: boolean[] = []
    for (let nth = 0; nth < 50; nth += 1) clock.after(0, () => void come(`phone ${nth}`))
    clock.after(10, () => seen.push(admission.crowded()))
    clock.after(600_000, () => seen.push(admission.crowded()))
    await clock.run()
    expect(seen).toEqual([true, false])
  })

  test('gives up what waits for longer than was expected, and tells it when to come back', async () => {
    const { clock, come, log } = makeDoor(1)
    for (let nth = 0; nth < 5; nth += 1) clock.after(0, () => void come(`phone ${nth}`, 50_000))
    await clock.run()
    expect(log.filter(({ awayS }) => awayS !== null).every(({ waitedMs }) => waitedMs <= 20_000)).toBe(true)
    expect(log.filter(({ awayS }) => awayS === null)).toHaveLength(5)
  })

  test('that meets a failure of the work goes on with the next', async () => {
    const { admission } = makeDoor(1)
    await expect(admission.enter('a', () => Promise.reject(new Error('broken')))).rejects.toThrow('broken')
    expect(await admission.enter('b', async () => 'fine')).toBe('fine')
  })
})

describe('a crowd of syncs at the app', () => {
  test('is told by 503 when to come back, nothing of it lost, and the desk is answered meanwhile', withCommittingApi(async (api, database) => {
    await fillWorld(database)
    const phones = Array.from({ length: 300 }, () => ({ device: randomUUID(), ops: [fileOp(aReport())] }))
    let open = 0
    const send = (body: unknown) => {
      open += 1
      return api.call('POST', '/api/sync', { body, headers: { cookie: cookieOf('crew-7') } }).finally(() => { open -= 1 })
    }
    const answering = Promise.all(phones.map(send))
    const desk = await api.call('GET', '/api/damages', { headers: { cookie: cookieOf('dispatcher') } })
    expect(desk.status).toBe(200)
    expect(open).toBeGreaterThan(0)
    const answers = await answering
    const away = answers.filter((answer) => answer.status === 503)
    expect(away.length).toBeGreaterThan(0)
    expect(answers.every((answer) => [200, 503].includes(answer.status))).toBe(true)
    for (const answer of away) {
      const said = (await answer.json()) as { type: string; retryAfterS: number }
      expect(said.type).toBe('/problems/busy')
      expect(answer.headers.get('retry-after')).toBe(String(said.retryAfterS))
      expect(said.retryAfterS).toBeGreaterThan(0)
    }
    expect(await database.pool.query('select count(*)::int as count from reports').then(({ rows }) => rows[0].count)).toBe(answers.length - away.length)
  }))
})
