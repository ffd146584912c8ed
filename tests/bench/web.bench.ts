import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, withBrowser } from '../kit/browser.ts'
import { runDatabase } from '../kit/database.ts'
import { startServer } from '../kit/server.ts'
import { aReport, ask, cookieOf, fillWorld } from '../kit/world.ts'
import { TEST_SECRET, withCommittingApi } from '../kit/with-api.ts'
import { cpuMeter } from './cpu.ts'
import { openClient, requestOf } from './light-client.ts'
import { bare, COMPARED, fillMap, pathOf, shareOf, THINGS, viewsOf, type MapWindow } from './map-world.ts'
import { printTable, sideBySide } from './side-by-side.ts'

const OPENED = 5
const ASKED = 5
const FILTERS = ['out', 'out', 'destroyed', 'destroyed', 'out'] as const // put on and taken off: each changes the count

type Figure = { readonly what: string; readonly value: number; readonly unit: string; readonly goal: number; readonly least?: true; readonly note?: string }

function print(figures: readonly Figure[]) {
  const lines = figures.map(({ what, value, unit, goal, least, note }) => {
    const held = least ? value >= goal : value <= goal
    const digits = value < 10 ? 2 : value < 100 ? 1 : 0
    return `  ${what.padEnd(58)} ${`${value.toFixed(digits)} ${unit}`.padStart(12)}   ${least ? '≥' : '≤'} ${String(goal).padEnd(5)} ${held ? 'held  ' : 'MISSED'} ${note ?? ''}`
  })
  process.stdout.write(`\nThe desk over ${THINGS} damages and ${THINGS} sites\n${lines.join('\n')}\n`)
}

const each = (values: readonly number[]) => `each: ${values.map((value) => value.toFixed(0)).join(' ')}`

/** CPU of the page's main thread so far, in milliseconds: on a shared machine it says more than the clock. */
async function meterOf(page: Page): Promise<() => Promise<number>> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
  return async () => 1000 * ((await devtools.send('Performance.getMetrics')).metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
}

/** From the navigation until the queue and the map stand and a task that is queued then has been drawn. */
async function open(page: Page, url: string): Promise<number> {
  await page.addInitScript(() => {
    const look = (): void => {
      if (document.querySelector('.queue-row') === null || document.querySelector('.desk-map[aria-busy=false]') === null) return void requestAnimationFrame(look)
      setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => { Object.assign(globalThis, { usableMs: performance.now() }) })))
    }
    look()
  })
  await page.goto(`${url}/desk`)
  return page.waitForFunction(() => (globalThis as { usableMs?: number }).usableMs, undefined, { timeout: 60_000 }).then((value) => value.jsonValue()) as Promise<number>
}

/** The milliseconds between frames while something is done, the first tenth of a second left out. */
async function framesWhile(page: Page, work: () => Promise<void>): Promise<number[]> {
  await page.evaluate(() => {
    const frames: number[] = []
    Object.assign(globalThis, { notedFrames: frames })
    const note = (at: number) => {
      frames.push(at)
      if ((globalThis as { notedFrames?: number[] }).notedFrames === frames) requestAnimationFrame(note)
    }
    requestAnimationFrame(note)
  })
  await work()
  const frames = await page.evaluate(() => {
    const noted = (globalThis as { notedFrames?: number[] }).notedFrames ?? []
    Object.assign(globalThis, { notedFrames: undefined })
    return noted
  })
  return frames.slice(6).map((at, nth, all) => at - (all[nth - 1] ?? at)).slice(1)
}

/** Drags the map about, as a hand does: sixty small moves a second, four strokes. */
async function pan(page: Page) {
  for (const [dx, dy] of [[-420, 60], [380, -120], [-260, 160], [300, -100]] as const) {
    await page.mouse.move(960, 480)
    await page.mouse.down()
    for (let step = 1; step <= 36; step += 1) {
      await page.mouse.move(960 + (dx * step) / 36, 480 + (dy * step) / 36)
      await page.waitForTimeout(12)
    }
    await page.mouse.up()
    await page.waitForTimeout(350)
  }
}

async function zoom(page: Page) {
  await page.mouse.move(960, 480)
  for (const deltaY of [-240, -240, -240, 240, 240, -240, 240, 240]) {
    await page.mouse.wheel(0, deltaY)
    await page.waitForTimeout(450)
  }
}

/** From the click on a quick filter until the queue's count and the map's answer for it are drawn. */
async function filter(page: Page, chip: string): Promise<number> {
  await page.evaluate((name) => {
    const button = document.querySelector<HTMLElement>(`.chip[data-chip=${name}]`)
    if (button === null) throw new Error(`there is no filter ${name}`)
    const before = document.querySelector('.queue-count')?.textContent
    const began = performance.now()
    Object.assign(globalThis, { filteredMs: undefined })
    performance.clearResourceTimings()
    const look = (): void => {
      const map = performance.getEntriesByType('resource').some((entry) => entry.name.includes('/api/map') && (entry as PerformanceResourceTiming).responseEnd > 0)
      if (!map || document.querySelector('.queue-count')?.textContent === before) return void requestAnimationFrame(look)
      requestAnimationFrame(() => requestAnimationFrame(() => { Object.assign(globalThis, { filteredMs: performance.now() - began }) }))
    }
    button.click()
    look()
  }, chip)
  return page.waitForFunction(() => (globalThis as { filteredMs?: number }).filteredMs, undefined, { timeout: 20_000 }).then((value) => value.jsonValue()) as Promise<number>
}

test('the desk with a country of damages: opening, moving, narrowing, what it weighs, and the answer for a view', withCommittingApi(async (api, database) => {
  if (database.kind === 'embedded') throw new Error('two processes share the database here: run it on PostGIS')
  const { url: databaseUrl } = await runDatabase()
  await fillWorld(database)
  const report = aReport()
  expect((await ask(api, 'crew-7', 'PUT', `/api/reports/${report.id}`, report)).status).toBe(200)
  await fillMap(database)
  const server = await startServer({ databaseUrl, env: { AUTH_SECRET: TEST_SECRET, DEMO: 'no' } })
  const port = Number(new URL(server.url).port)
  const headers = { cookie: cookieOf('authority'), 'accept-encoding': 'br' }
  const figures: Figure[] = []
  try {
    const answer = async (view: MapWindow, more = '') => {
      let bytes = 0
      const client = await openClient(port, 1) // a kept one is closed while a bare query takes its time
      await client.all([requestOf('GET', pathOf(view, more), headers)], ({ status, bytes: length }) => {
        if (status !== 200) throw new Error(`answered ${status}`)
        bytes = length
      }, false)
      client.close()
      return bytes
    }
    await answer(COMPARED[0][1])
    const asked: { ms: number; bytes: number }[] = []
    for (let round = 0; round < ASKED; round += 1) {
      for (const view of viewsOf()) {
        const began = performance.now()
        asked.push({ bytes: await answer(view), ms: performance.now() - began })
      }
    }
    figures.push({ what: 'a view\'s answer, the largest of sixty, packed', value: Math.max(...asked.map(({ bytes }) => bytes)) / 1000, unit: 'kB', goal: 60 })
    figures.push({ what: 'a view\'s answer, p95 over sixty views of twelve zooms', value: shareOf(asked.map(({ ms }) => ms), 0.95), unit: 'ms', goal: 100 })
    for (const [name, view] of COMPARED) {
      const { text, values } = bare(view)
      const times = (work: () => Promise<unknown>) => async () => { for (let n = 0; n < 5; n += 1) await work() }
      const measured = await sideBySide([
        { name: 'bare query', operations: 5, round: times(() => database.pool.query(text, values)) },
        { name: 'the answer', operations: 5, pid: server.pid, due: 0.6, round: times(() => answer(view)) },
        { name: 'the answer, filtered', operations: 5, pid: server.pid, due: 0.6, round: times(() => answer(view, '&severity=4&function=out')) },
      ], 5, cpuMeter(database))
      printTable(`A view of ${name}`, measured)
      figures.push({ what: `rate of the answer for ${name}, to its bare query's`, value: measured[1]!.ratio, unit: '', goal: 0.6, least: true })
    }

    await withBrowser(async (openPage) => {
      const [name = '', value = ''] = cookieOf('authority').split(/=(.*)/s)
      const opened: number[] = []
      let page!: Page
      let cpu!: () => Promise<number>
      const openedCpu: number[] = []
      for (let nth = 0; nth < OPENED; nth += 1) {
        if (nth > 0) await page.context().close()
        const tab = await openPage({ viewport: DESKTOP })
        await tab.context.addCookies([{ name, value, url: server.url }])
        page = tab.page
        cpu = await meterOf(page)
        opened.push(await open(page, server.url))
        openedCpu.push(await cpu())
      }
      figures.unshift({ what: 'usable after opening, median', value: shareOf(opened, 0.5), unit: 'ms', goal: 2000, note: `${each(opened)}; CPU of its main thread ${shareOf(openedCpu, 0.5).toFixed(0)} ms` })
      await page.waitForTimeout(2500) // what the first reads may have missed is read again then
      for (const [what, work] of [['panning', pan], ['zooming', zoom]] as const) {
        const before = await cpu()
        const between = await framesWhile(page, () => work(page))
        const used = (await cpu()) - before
        figures.push({ what: `p95 of the frames while ${what}`, value: shareOf(between, 0.95), unit: 'ms', goal: 25, note: `median ${shareOf(between, 0.5).toFixed(1)}, worst ${Math.max(...between).toFixed(0)}; ${between.filter((ms) => ms > 25).length} of ${between.length} above; CPU ${(used / between.length).toFixed(1)} ms a frame` })
      }
      const filtered: number[] = []
      for (const chip of FILTERS) {
        filtered.push(await filter(page, chip))
        await page.waitForTimeout(700)
      }
      figures.push({ what: 'from a filter to its result on the screen, median', value: shareOf(filtered, 0.5), unit: 'ms', goal: 300, note: each(filtered) })
      const devtools = await page.context().newCDPSession(page)
      await devtools.send('HeapProfiler.collectGarbage')
      const { usedSize } = await devtools.send('Runtime.getHeapUsage')
      figures.push({ what: 'heap of the tab after all that', value: usedSize / 1e6, unit: 'MB', goal: 100 })
    })()
    expect(figures.every(({ value: figure }) => Number.isFinite(figure))).toBe(true)
  } finally {
    print(figures)
    await server.discard()
  }
}))
