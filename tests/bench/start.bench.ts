import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { withBrowser } from '../kit/browser.ts'
import { withServer, type Server } from '../kit/server.ts'
import { cpuOf } from './cpu.ts'

const FIRST_START_CPU_S = 25
const SECOND_START_CPU_S = 5
const FIRST_MAP_S = 2
const OPENED = 5

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const line = (what: string, value: string, limit: string) => process.stdout.write(`  ${what.padEnd(44)} ${value.padStart(22)}   limit ${limit}\n`)

const cpuS = (server: Server) => (cpuOf(server.pid()) ?? NaN) / 1000

/** Seconds from the navigation until what the server sent for the map has been drawn. */
async function openDesk(page: Page, url: string): Promise<number> {
  await page.goto(`${url}/desk`)
  await page.waitForSelector('.desk-map[aria-busy="false"]')
  // The content is handed over in one task, drawn in the next frame, and seen when another begins.
  const ms = await page.evaluate(() => new Promise<number>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(performance.now())))))
  return ms / 1000
}

test('first start to a usable desk with the demonstration country, second start, first map', async () => {
  const began = performance.now()
  await withServer({ embedded: true, env: { DEMO: 'yes' } }, async (server) => {
    const first = { cpu: cpuS(server), wall: (performance.now() - began) / 1000 }
    const maps: number[] = []
    const used = cpuS(server)
    let asked = 0
    let bytes = 0
    await withBrowser(async (openPage) => {
      for (let nth = 0; nth < OPENED; nth += 1) {
        const { page, context } = await openPage()
        await context.request.post(`${server.url}/api/demo/sign-in`, { data: { key: 'authority' } })
        const sizes: Promise<number>[] = []
        page.on('requestfinished', (request) => { sizes.push(request.sizes().then((size) => size.responseBodySize, () => 0)) })
        maps.push(await openDesk(page, server.url))
        asked = sizes.length
        bytes = (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0)
        await context.close()
      }
    })()
    const perOpening = (cpuS(server) - used) / OPENED

    await server.stop()
    const again = performance.now()
    await server.restart()
    const second = { cpu: cpuS(server), wall: (performance.now() - again) / 1000 }

    process.stdout.write('\nStart on the embedded database, demonstration country\n')
    line('first start, CPU', `${first.cpu.toFixed(1)} s (wall ${first.wall.toFixed(1)})`, `${FIRST_START_CPU_S} s`)
    line('second start, CPU', `${second.cpu.toFixed(1)} s (wall ${second.wall.toFixed(1)})`, `${SECOND_START_CPU_S} s`)
    line(`first map of the desk, median of ${OPENED}`, `${median(maps).toFixed(2)} s`, `${FIRST_MAP_S} s`)
    line('  the first of them, the server cold', `${maps[0]?.toFixed(2)} s`, '–')
    line('  until then', `${asked} requests, ${Math.round(bytes / 1000)} kB`, '–')
    line('  CPU of the server for one opening', `${perOpening.toFixed(2)} s`, '–')
    expect(first.cpu).toBeLessThan(FIRST_START_CPU_S)
    expect(second.cpu).toBeLessThan(SECOND_START_CPU_S)
  })()
})
