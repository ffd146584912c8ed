import { expect, test } from 'vitest'
import { makeThingFollower } from '../../api/map/things.ts'
import { cookieOf, fillWorld } from '../kit/world.ts'
import { withCommittingApi } from '../kit/with-api.ts'
import { bare, COMPARED, fillMap, pathOf, shareOf, THINGS, viewsOf, type MapWindow } from './map-world.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const ROUNDS = 5

test('a view of the map, against the query that it answers', withCommittingApi(async (api, database) => {
  await fillWorld(database)
  await fillMap(database)

  const follower = makeThingFollower(database)
  const [before, cpu, began] = [process.memoryUsage(), process.cpuUsage(), performance.now()]
  const { index } = await follower.upToDate()
  const [took, used, after] = [performance.now() - began, process.cpuUsage(cpu), process.memoryUsage()]
  process.stdout.write(`\n${index.size()} things read into memory in ${(took / 1000).toFixed(1)} s, ${((used.user + used.system) / 1e6).toFixed(1)} s of CPU here; ${Math.round((after.arrayBuffers - before.arrayBuffers) / 1e6)} MB of columns\n`)

  const headers = { cookie: cookieOf('authority'), 'accept-encoding': 'br' }
  const ask = async (view: MapWindow, more = '') => {
    const answer = await api.call('GET', pathOf(view, more), { headers })
    if (answer.status !== 200) throw new Error(`answered ${answer.status}: ${await answer.text()}`)
    return (await answer.arrayBuffer()).byteLength
  }
  const views = viewsOf()
  await ask(views[0]!)
  const times: { ms: number; bytes: number; zoom: number }[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const view of views) {
      const start = performance.now()
      const bytes = await ask(view)
      times.push({ ms: performance.now() - start, bytes, zoom: view.zoom })
    }
  }
  const share = (part: number) => shareOf(times.map(({ ms }) => ms), part).toFixed(1)
  process.stdout.write(`${times.length} views of ${THINGS} sites and ${THINGS} damages: median ${share(0.5)} ms, p95 ${share(0.95)} ms, most ${share(0.999)} ms; at most ${(Math.max(...times.map(({ bytes }) => bytes)) / 1000).toFixed(1)} kB packed\n`)

  for (const [name, view] of COMPARED) {
    const { text, values } = bare(view)
    printTable(`A view of ${name}`, await sideBySide([
      { name: 'bare query', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await database.pool.query(text, values) } },
      { name: 'the answer', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await ask(view) } },
      { name: 'the answer, filtered', operations: 5, round: async () => { for (let n = 0; n < 5; n += 1) await ask(view, '&severity=4&function=out') } },
    ], 5))
  }
  expect(index.size()).toBeGreaterThan(THINGS * 2)
}))
