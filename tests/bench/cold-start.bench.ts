import { expect, test } from 'vitest'
import { withProfile } from '../kit/profile.ts'
import { withWeb } from '../kit/web-origin.ts'

const SLOWER = 4
const OPENED = 7
const LIMIT_MS = 1_500

const median = (values: readonly number[]) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? NaN
const line = (what: string, value: string, limit = '–') => process.stdout.write(`  ${what.padEnd(58)} ${value.padStart(10)}   limit ${limit}\n`)

/** What happened in a page, in milliseconds since its navigation began. */
type Start = { readonly answered: number; readonly loaded: number; readonly painted: number; readonly form: number; readonly usable: number; readonly cpu: number; readonly files: number }

test('cold start of the crew\'s page: browser just started, no server, a phone four times slower', withWeb((web) => withProfile(async (open) => {
  const expectErrors = [/Failed to load resource/]
  const first = await open({ expectErrors })
  await first.page.goto(`${web.url}/field`)
  await first.page.locator('.status-ready[data-ready=yes]').waitFor({ timeout: 30_000 })
  await first.kill()
  await web.stop()

  const starts: Start[] = []
  for (let nth = 0; nth < OPENED; nth += 1) {
    const { page, context, close } = await open({ expectErrors })
    const devtools = await context.newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOWER })
    await devtools.send('Performance.enable', { timeDomain: 'threadTicks' })
    await page.addInitScript(() => {
      const seen = (): void => {
        const form = document.querySelector('.send-button:enabled')
        if (form === null) return void requestAnimationFrame(seen)
        const formAt = performance.now()
        // It answers: a task that is queued now has run, and its effect is on the screen.
        setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => { Object.assign(globalThis, { usable: [formAt, performance.now()] }) })))
      }
      seen()
    })
    await page.goto(`${web.url}/field`)
    await page.waitForFunction(() => 'usable' in globalThis)
    const { metrics } = await devtools.send('Performance.getMetrics')
    const cpu = 1000 * (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? NaN)
    const seen = await page.evaluate(() => {
      const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[]
      const files = performance.getEntriesByType('resource') as PerformanceResourceTiming[]
      const [form, usable] = (globalThis as unknown as { usable: [number, number] }).usable
      const before = files.filter(({ responseEnd }) => responseEnd <= form)
      return {
        answered: navigation!.responseEnd, loaded: Math.max(...before.map(({ responseEnd }) => responseEnd)),
        painted: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? NaN, form, usable, files: before.length,
      }
    })
    starts.push({ ...seen, cpu })
    await close()
  }
  const of = (key: keyof Start) => median(starts.map((start) => start[key]))
  process.stdout.write(`\nCold start of the crew's page without a network, ${SLOWER}× slower CPU, median of ${OPENED}\n`)
  line('the page was answered from the phone', `${of('answered').toFixed(0)} ms`)
  line('its last file was there', `${of('loaded').toFixed(0)} ms`)
  line('something was on the screen', `${of('painted').toFixed(0)} ms`)
  line('the form was there', `${of('form').toFixed(0)} ms`)
  line('the form answered', `${of('usable').toFixed(0)} ms`, `${LIMIT_MS} ms`)
  line('  each', starts.map(({ usable }) => usable.toFixed(0)).join(' '))
  line('  CPU of the main thread until then, as throttled', `${of('cpu').toFixed(0)} ms`)
  line('  files until then', String(of('files')))
  expect(starts.length).toBe(OPENED)
})()), 300_000)
