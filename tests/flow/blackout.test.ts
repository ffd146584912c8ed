import { createHash } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Page } from 'playwright-core'
import { describe, expect, test, vi } from 'vitest'
import { startFlakyProxy, type Fault, type Script } from '../kit/flaky-proxy.ts'
import { asked, signIn } from '../kit/people.ts'
import { withProfile } from '../kit/profile.ts'
import { withServer } from '../kit/server.ts'
import { aPicture } from '../kit/uploads.ts'

const REPORTS = 20
const DARK: Script = () => ({ instead: 'reset' })

type Site = { position: [number, number]; openDamage: string | null }
type Stored = { id: string; photos: { sha256: string; storedAt: string | null }[] }

/** Files a report with a photo, with no network: three taps. */
async function file(page: Page, picture: Buffer) {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), page.locator('.photo-take').click()])
  await chooser.setFiles({ name: 'photo.jpg', mimeType: 'image/jpeg', buffer: picture })
  await page.getByRole('img', { name: 'Photo 1' }).waitFor()
  await page.locator('.choice-card', { hasText: 'Out' }).tap()
  await page.locator('.send-button:enabled').tap()
  await page.locator('.photo-take').waitFor()
  await page.getByRole('img', { name: 'Photo 1' }).waitFor({ state: 'detached' })
}

/** How the twenty stand, as the phone shows it; what is under way is on the phone still. */
const standings = async (page: Page) => (await shown(page)).map((standing) => (standing === 'sending' ? 'waiting' : standing))
const shown = (page: Page) => page.locator('.op-card').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['standing']))

/** What goes wrong with a request that carries bytes of a photo, one after the other: a cut at each tenth of it, and what else a network does. */
const FLAPS: readonly ((bytes: number) => Fault)[] = [
  ...Array.from({ length: 10 }, (_, tenth) => (bytes: number): Fault => ({ cutUpAfter: Math.floor((bytes * tenth) / 10) })),
  () => ({ instead: 'portal' }), () => ({ instead: 'bad-gateway' }), () => ({ instead: 'reset' }), () => ({ latencyMs: 3000, cutDownAfter: 0 }), () => ({ cutDownAfter: 10 }),
]

describe('a blackout', () => {
  test('of hours, a killed browser and a network that comes back in flaps lose none of twenty reports with photos and double none', withServer({ env: { DEMO: 'yes' } }, async (server) => {
    const proxy = await startFlakyProxy(server.url)
    try {
      await withProfile(async (open) => {
        const cookie = await signIn(server.url, 'crew')
        const { sites } = await asked<{ sites: Site[] }>(server.url, cookie, '/api/sites?kind=substation&limit=50')
        const site = sites.find((one) => one.openDamage === null)!
        const before = new Set((await asked<{ reports: Stored[] }>(server.url, cookie, '/api/reports?limit=200')).reports.map(({ id }) => id))
        const [longitude, latitude] = site.position
        const options = { geolocation: { longitude, latitude, accuracy: 8 }, permissions: ['geolocation'], expectErrors: [/Failed to load resource/, /Unexpected token/] }

        const first = await open(options)
        const [name = '', value = ''] = cookie.split(/=(.*)/s)
        const session = { name, value, url: proxy.url, expires: Date.now() / 1000 + 86_400 }
        await first.context.addCookies([session])
        await first.page.goto(`${proxy.url}/field`)
        await first.page.locator('.send-button:enabled').waitFor()
        await first.page.locator('.status-ready[data-ready=yes]').waitFor({ timeout: 30_000 })

        proxy.follow(DARK)
        await first.context.setOffline(true)
        for (let nth = 0; nth < REPORTS; nth += 1) await file(first.page, await aPicture(160))
        await first.kill()

        const { page, context } = await open(options)
        await context.addCookies([session]) // the browser writes cookies down after half a minute only
        await context.setOffline(true)
        await page.goto(`${proxy.url}/field/sent`)
        await page.locator('.op-card').nth(REPORTS - 1).waitFor()
        expect(await standings(page)).toEqual(Array.from({ length: REPORTS }, () => 'waiting'))

        /** The network comes back as it will; the page is told, as phones are. */
        const flap = async (script: Script) => {
          proxy.follow(script)
          await context.setOffline(true)
          await context.setOffline(false)
        }
        const syncs: Fault[] = [{ instead: 'portal' }, { cutUpAfter: 2000 }, { latencyMs: 3000, cutDownAfter: 0 }, { cutDownAfter: 20 }, { instead: 'half-open' }]
        const met = (of: readonly Fault[], path: RegExp) => vi.waitFor(() => expect(proxy.seen.filter((passing) => path.test(passing.path) && of.includes(passing.fault)).length).toBeGreaterThan(0), { timeout: 60_000, interval: 100 })
        for (const fault of syncs) {
          await flap(({ path }) => (path.startsWith('/api/sync') ? fault : undefined))
          await met([fault], /^\/api\/sync/)
        }
        expect(await standings(page), 'nothing of this was the server\'s word').toEqual(Array.from({ length: REPORTS }, () => 'waiting'))

        const photo = /^\/api\/(uploads|photos)/
        for (const [nth, make] of FLAPS.entries()) {
          let fault: Fault | undefined
          await flap(({ path, bytes }) => {
            if (fault !== undefined) return photo.test(path) ? { instead: 'reset' } : undefined // until the next flap
            if (!photo.test(path) || bytes < 1000) return undefined
            fault = make(bytes)
            return fault
          })
          await vi.waitFor(() => expect(fault, `flap ${nth}`).toBeDefined(), { timeout: 60_000, interval: 100 })
          await met([fault!], photo)
          if (fault!.latencyMs !== undefined) await wait(fault!.latencyMs)
        }

        await flap(() => undefined)
        await page.locator('.op-card[data-standing=delivered]').nth(REPORTS - 1).waitFor({ timeout: 60_000 })
        await page.getByText(/photos? to come/).waitFor({ state: 'detached', timeout: 60_000 })
        expect(await standings(page)).toEqual(Array.from({ length: REPORTS }, () => 'delivered'))

        const own = (await asked<{ reports: Stored[] }>(server.url, cookie, '/api/reports?limit=200')).reports.filter(({ id }) => !before.has(id))
        const listed = await page.locator('.op-card').evaluateAll((cards) => cards.map((card) => (card as HTMLElement).dataset['id']))
        expect(own.map(({ id }) => id).sort()).toEqual([...listed].sort())
        const photos = own.flatMap((report) => report.photos)
        expect(new Set(photos.map(({ sha256 }) => sha256)).size).toBe(REPORTS)
        for (const { sha256, storedAt } of photos) {
          expect(storedAt, sha256).not.toBeNull()
          const original = await fetch(`${server.url}/api/photos/${sha256}?size=original`, { headers: { cookie } })
          expect(createHash('sha256').update(new Uint8Array(await original.arrayBuffer())).digest('hex')).toBe(sha256)
        }
      })()
    } finally {
      await proxy.close()
    }
  }), 300_000)
})
