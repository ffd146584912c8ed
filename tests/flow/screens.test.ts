import { randomUUID } from 'node:crypto'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { DESKTOP, PHONE, TABLET, withBrowser, type PageOptions, type Tab } from '../kit/browser.ts'
import { LANGUAGES, look, type Language, type Looks } from '../kit/looks.ts'
import { asked, leaveHeld, signIn } from '../kit/people.ts'
import { startServer, type Server } from '../kit/server.ts'
import { lookAtAdministration } from './admin-steps.ts'
import { lookAtConflict, lookAtZoneConflict } from './conflict-steps.ts'
import { decideOnMany, lookAtLayers, lookAtZones, mergeAndPart, mineAround, readOnWall, zoneByKeys } from './desk-steps.ts'
import { lookAtDoubt, lookAtPlaces, lookAtWork } from './crew-steps.ts'
import { lookFromOneOblast } from './handover-steps.ts'
import { lookAtMap, withBaseMaps } from './map-steps.ts'
import { lookAtOrder } from './order-steps.ts'
import { lookAtPalette } from './palette-steps.ts'
import { lookAtStates } from './queue-steps.ts'
import { walkOffline } from './walk-offline.ts'

const PICTURE = join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg')
const [UPRIGHT, SMALL_DESKTOP, TAKES_MS] = [{ width: 768, height: 1024 }, { width: 1280, height: 720 }, 600_000] as const

type OpenPage = (options?: PageOptions) => Promise<Tab>
type Step = { readonly page: Page; readonly language: Language; readonly see: (name: string, within?: string, how?: Looks) => Promise<void> }
type Site = { readonly id: string; readonly distanceM: number | null; readonly names: { readonly uk: string; readonly en: string }; readonly position: [number, number] }
type Damage = { readonly id: string; readonly repair: object | null; readonly duplicates: readonly { readonly id: string }[] }

let server: Server & { discard(): Promise<void> }
const cookies: Record<string, string> = {}
let names: string[] = [] // of crews and people: they have one language
let twin: string, site: Site

const cookieOf = async (role: string) => (cookies[role] ??= await signIn(server.url, role))

/** A damage that another is like, neither with a repair: such a pair may be merged. */
async function oneWithATwin(): Promise<string> {
  const authority = await cookieOf('authority')
  const { damages } = await asked<{ damages: Damage[] }>(server.url, authority, '/api/damages?limit=100')
  const wholes = await Promise.all(damages.filter(({ repair }) => repair === null).map(({ id }) => asked<Damage>(server.url, authority, `/api/damages/${id}`)))
  return wholes.find(({ duplicates: [first] }) => first !== undefined && wholes.some(({ id }) => id === first.id))!.id
}

beforeAll(async () => {
  server = await startServer({ env: { DEMO: 'yes', ...withBaseMaps() } })
  const authority = await cookieOf('authority')
  const { crews } = await asked<{ crews: { id: string; name: string }[] }>(server.url, authority, '/api/crews')
  const { accounts } = await asked<{ accounts: { name: string }[] }>(server.url, authority, '/api/about')
  names = [...crews, ...accounts].map(({ name }) => name).sort((a, b) => b.length - a.length)
  twin = await oneWithATwin()
  const sitesOf = async (query: string) => (await asked<{ sites: Site[] }>(server.url, await cookieOf('crew'), `/api/sites?${query}`)).sites
  // A site that stands alone is the one that the phone supposes.
  for (const one of await sitesOf('kind=substation&limit=50')) {
    const [nearest, next] = await sitesOf(`near=${one.position.join(',')}&limit=2`)
    if (nearest!.id === one.id && next!.distanceM! > 500) site = one
  }
  // A job for the crew whose phone is looked at.
  const dispatcher = await cookieOf('dispatcher')
  const near = await asked<{ damages: Damage[] }>(server.url, dispatcher, '/api/damages?repair=none')
  const seven = crews.find(({ name }) => name === 'Бригада 7')!
  await asked(server.url, dispatcher, `/api/repairs/${randomUUID()}`, { method: 'PUT', body: { damage: near.damages[0]!.id, crew: seven.id, note: '' } })
  await leaveHeld(server.url, site.id)
  await mineAround(server.url, authority, twin)
}, 300_000)
afterAll(() => server.discard())

const browser = (role: string | null, options: PageOptions, walk: (open: (language: Language, path?: string) => Promise<Page>) => Promise<void>) => withBrowser((openPage: OpenPage) => walk(async (language, path) => {
  const { context, page } = await openPage({ locale: LANGUAGES[language], timezoneId: 'Europe/Kyiv', ...options })
  if (role !== null) {
    const [name = '', value = ''] = (await cookieOf(role)).split(/=(.*)/s)
    await context.addCookies([{ name, value, url: server.url }])
  }
  if (path !== undefined) await go(page, path)
  return page
}))

/** Walks the same way in both languages at once, looking at every screen on it in both themes; the crew's on its phone, every other at three sizes, unless said otherwise. */
const inBothLanguages = (role: string | null, options: PageOptions, walk: (step: Step) => Promise<void>) => browser(role, options, async (open) => {
  const faults: string[] = []
  const once = async (language: Language) => {
    const page = await open(language)
    // Each screen is judged whole in one of them, in turn, so that both walks take as long.
    let elsewhere = language === 'en'
    await walk({ page, language, see: async (name, within, how) => {
      elsewhere = !elsewhere
      faults.push(...await look(page, name, language, names, within, { sizes: role !== 'crew', elsewhere, ...how }))
    } })
  }
  await Promise.all([once('uk'), once('en')])
  expect(faults).toEqual([])
})

const settled = (page: Page) => page.locator('.desk-map[aria-busy=false]').waitFor()
const go = (page: Page, path: string) => page.goto(server.url + path)
const press = async (page: Page, ...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }

describe('every screen', () => {
  test('before signing in looks right, says nothing in another language, and is accessible', () => inBothLanguages(null, { viewport: DESKTOP, expectErrors: [/401/, /404/] }, async ({ page, see }) => {
    await go(page, '/')
    await page.locator('.demo-role').first().waitFor()
    await see('start')
    for (const viewport of [DESKTOP, SMALL_DESKTOP]) {
      await page.setViewportSize(viewport)
      const ends = await page.locator('.start-hero').evaluate((hero) => hero.getBoundingClientRect().bottom)
      expect(ends, `the first screen ends within ${viewport.height} px`).toBeLessThanOrEqual(viewport.height)
    }
    await see('start-low', undefined, { sizes: false })
    await page.setViewportSize(DESKTOP)
    await go(page, '/sign-in')
    await page.locator('.demo-role').first().waitFor()
    await see('sign-in')
    await go(page, '/desk')
    await page.locator('.empty-state').waitFor()
    await see('desk-signed-out')
    await go(page, '/nowhere')
    await page.locator('.empty-state').waitFor()
    await see('not-found')
  })(), TAKES_MS)

  test('of the crew\'s phone looks right, says nothing in another language, and is accessible', () => inBothLanguages('crew', {
    viewport: PHONE, hasTouch: true, isMobile: true, permissions: ['geolocation'], geolocation: { longitude: site.position[0], latitude: site.position[1], accuracy: 25 },
    expectErrors: [/ERR_INTERNET_DISCONNECTED/, /409 .*uploads/], // the same picture goes from two phones at once
  }, async ({ page, language, see }) => {
    await go(page, '/field')
    await page.locator('.place-name').getByText(site.names[language]).waitFor()
    await page.locator('.status-strip[data-tone=good]').waitFor()
    await see('crew-1-empty')
    await lookAtPlaces({ page, see }, site.names[language])
    await press(page, 'Escape')
    await page.locator('.photo-take input').setInputFiles(PICTURE)
    await page.locator('.photo img').waitFor()
    await page.locator('.choice-card').nth(2).tap()
    await see('crew-7-filled')
    await page.locator('.more summary').tap()
    await page.locator('.more-details').evaluate((details) => details.scrollIntoView())
    await see('crew-8-details', '.report-form')
    await page.locator('.more summary').tap()
    await page.locator('.send-button').tap()
    await page.locator('.just-filed [data-standing=delivered]').waitFor()
    await page.locator('.already-here').waitFor()
    await see('crew-9-delivered')
    await page.locator('.just-filed .button').tap()
    await page.locator('.component-state').nth(1).tap()
    await page.locator('.component-list').evaluate((list) => list.scrollIntoView())
    await see('crew-9-more', '.report-form')
    await page.locator('.report-fields').evaluate((fields) => fields.scrollTo({ top: 0 }))
    await page.locator('.adding .button').tap()
    await walkOffline(page, see)
    await page.locator('.field-tab').nth(1).tap()
    await page.locator('.job-card').first().waitFor()
    await see('crew-11-jobs')
    await page.locator('.job-moves [data-look=danger]').first().tap()
    await see('crew-12-blocked', 'dialog[open]')
    await press(page, 'Escape')
    await lookAtWork({ page, see })
    await page.locator('.field-menu').tap()
    await page.locator('.menu-switches').waitFor()
    await see('crew-13-menu', 'dialog[open]')
    await press(page, 'Escape')
    await lookAtDoubt({ page, see })
  })(), TAKES_MS)

  test('of the desk looks right, says nothing in another language, and is accessible', () => inBothLanguages('authority', { viewport: DESKTOP, expectErrors: [/404/, /503/, /ERR_FAILED/] }, async ({ page, see }) => {
    await go(page, '/desk')
    await page.locator('.queue-row').first().waitFor()
    await settled(page)
    await see('desk-1-country')
    // The rest at the size of a tablet: painting the large map anew in each theme took most of the time.
    await page.setViewportSize(TABLET)
    await lookAtLayers({ page, see })
    await page.locator('.queue-filter-button').click()
    await page.locator('.filters').waitFor()
    await see('desk-4-filters', '.queue-head')
    await page.locator('.queue-filter-button').click()
    await page.locator('.tool-help').click()
    await see('desk-5-keyboard', 'dialog[open]')
    await press(page, 'Escape')
    await page.locator('.tool-keys').click()
    await page.locator('dialog[open]').waitFor()
    await see('desk-6-feed-keys', 'dialog[open]')
    await press(page, 'Escape')
    await page.locator('.tool-phones').click()
    await page.locator('.held-item img').waitFor()
    await see('desk-17-phones', 'dialog[open]')
    for (const asks of ['.held-item', '.phone:not(:has([data-tone=bad]))']) await page.locator(`${asks} .button`).first().click()
    await see('desk-18-phones-asked', 'dialog[open]')
    await press(page, 'Escape')
    await page.locator('#desk-search').fill('ъъъ')
    await page.locator('.queue .empty-state').waitFor()
    await see('desk-7-nothing-fits', '.queue')
    await page.locator('.active-filter').click()
    await page.locator('.queue-row').first().waitFor()
    await page.setViewportSize(UPRIGHT)
    await see('desk-8-upright', undefined, { sizes: false })
    await page.setViewportSize(TABLET)
    await go(page, `/desk?damage=${twin}`)
    await page.locator('.pair').first().waitFor()
    await settled(page)
    await see('desk-10-panel')
    await page.setViewportSize(UPRIGHT)
    await see('desk-11-upright-panel', '.panel', { sizes: false })
    await page.setViewportSize(TABLET)
    await lookAtZones({ page, see })
    await go(page, `/desk?damage=${twin}`)
    await page.locator('.pair').first().locator('.button').last().click()
    await page.locator('dialog[open]').waitFor()
    await see('desk-13-merge', 'dialog[open]')
    await press(page, 'Escape')
    await go(page, `/desk?damage=${randomUUID()}`)
    await page.locator('.panel .empty-state').waitFor()
    await see('desk-15-gone', '.panel')
    await lookAtStates({ page, see }, server.url)
  })(), TAKES_MS)
})

describe('administration', () => {
  test('looks right, says nothing in another language, and is accessible', inBothLanguages('admin', { viewport: TABLET }, (step) => lookAtAdministration(step, server.url)), TAKES_MS)
})

describe('the desk of one oblast', () => {
  test('takes what is handed to it from beyond, prints labels of sites, looks right, and is accessible', inBothLanguages('dispatcher', { viewport: TABLET, expectErrors: [/404/] }, (step) => lookFromOneOblast(step, server.url, site.id)), TAKES_MS)
})

describe('the desk under the hand', () => {
  test('says why, weighs, counts and was otherwise: it looks right, says nothing in another language, and is accessible', () => inBothLanguages('authority', { viewport: TABLET, expectErrors: [/422/, /409 .*(repairs|verification|hazards|weights|clock-targets)/] }, async (step) => { await lookAtPalette(step, server.url, twin, site.names.en); await lookAtConflict(step, server.url); await lookAtZoneConflict(step, server.url); await lookAtMap(step, server.url); await lookAtOrder(step, server.url, twin) })(), TAKES_MS)

  test('merges what is the same and takes it out again', browser('authority', { viewport: DESKTOP }, async (open) => {
    await mergeAndPart(await open('en', `/desk?damage=${await oneWithATwin()}`)) // what was filed for the pictures may have parted the first pair
  }), TAKES_MS)

  test('sees what a withdrawn phone sent filed by another, discards the rest with a reason, and withdraws a phone', browser('dispatcher', { viewport: DESKTOP }, async (open) => {
    const page = await open('en', '/desk')
    await page.locator('.tool-phones .tool-count').getByText('2').click()
    const [items, gone] = [page.locator('.held-item'), page.locator('.phone').filter({ hasText: 'Withdrawn' })]
    // Somebody else files it while a reason is typed: the reason stays in sight, beside what they decided.
    await items.first().getByRole('button', { name: 'Discard' }).click()
    await items.getByLabel('Reason').fill('asked the crew twice')
    const authority = await cookieOf('authority')
    const { held: [first] } = await asked<{ held: { id: string }[] }>(server.url, authority, '/api/held')
    await asked(server.url, authority, `/api/held/${first!.id}/decision`, { method: 'POST', body: { accept: true } })
    await page.locator('.held-over').getByText('Filed', { exact: true }).waitFor()
    expect(await page.locator('.held-over').textContent()).toMatch(/Discarded.*asked the crew twice.*Filed/)
    expect(await look(page, 'desk-19-overtaken', 'en', names, 'dialog[open]', { sizes: true })).toEqual([])
    await page.locator('.held-over .button').click()
    await expect.poll(() => items.count()).toBe(1)
    await items.getByRole('button', { name: 'Discard' }).click()
    await items.getByLabel('Reason').fill('the crew does not know it')
    await press(page, 'Enter')
    await expect.poll(async () => [await page.locator('.tool-phones .tool-count').count(), await gone.count()]).toEqual([0, 1])
    // What became of what: the latest first, with who, and why.
    await page.locator('.held-decided summary').click()
    await page.locator('.held-done').nth(1).waitFor()
    expect(await page.locator('.held-done .badge').allTextContents()).toEqual(['Discarded', 'Filed'])
    expect(await page.locator('.held-done').first().textContent()).toMatch(/Phone withdrawn · .+, .*the crew does not know it/)
    expect(await look(page, 'desk-19-decided', 'en', names, 'dialog[open]', { sizes: true })).toEqual([])
    await page.locator('.phone:not(:has([data-tone=bad])) .button').first().click()
    await page.locator('.phone .held-buttons').getByRole('button', { name: 'Withdraw' }).click()
    await expect.poll(() => gone.count()).toBe(2)
  }), TAKES_MS)

  test('opens, verifies and closes a damage by keys alone', browser('authority', { viewport: DESKTOP }, async (open) => {
    const page = await open('en', '/desk?verification=unverified')
    await page.locator('.queue-row').first().waitFor()
    await press(page, 'j', 'j')
    const chosen = await page.evaluate(() => document.activeElement?.getAttribute('data-damage'))
    expect(chosen).toBe(await page.locator('.queue-link').nth(1).getAttribute('data-damage'))
    await press(page, 'Enter')
    await page.waitForFunction(() => document.activeElement?.id === 'desk-panel-title')
    expect(page.url()).toContain(`damage=${chosen}`)
    await page.getByRole('heading', { name: 'Verification' }).waitFor()
    const verify = page.getByRole('button', { name: 'Verify', exact: true })
    for (let tabs = 0; tabs < 25 && !await verify.evaluate((button) => button === document.activeElement); tabs += 1) await press(page, 'Tab')
    await press(page, 'Enter')
    await page.locator('.panel-badges').getByText('Verified', { exact: true }).waitFor()
    await press(page, 'Escape')
    await page.locator('.panel').waitFor({ state: 'detached' })
    // The focus stays in the queue: on the row, or on its title when the filter let the row go.
    expect(await page.evaluate(() => document.activeElement?.closest('.queue') !== null)).toBe(true)
    await zoneByKeys(page)
    await go(page, '/desk?verification=unverified')
    await decideOnMany(page)
    await readOnWall(page)
  }), TAKES_MS)

  test('says that the connection is lost, keeps what it shows, and recovers by itself', browser('authority', { viewport: DESKTOP, expectErrors: [/ERR_|Failed to load resource|live/] }, async (open) => {
    const page = await open('en', '/desk')
    const mark = page.locator('.live-mark')
    await page.locator('.live-mark[data-live=live]').waitFor()
    await page.locator('.queue-row').first().waitFor()
    const rows = await page.locator('.queue-row').count()
    await server.stop()
    await page.locator('.live-mark[data-live=waiting]').waitFor()
    expect(await mark.textContent()).toBe('Connection lost, trying again')
    expect(await page.locator('.queue-row').count()).toBe(rows)
    expect(await look(page, 'desk-16-connection-lost', 'en', names, '.top-bar', { sizes: true })).toEqual([])
    await server.restart()
    await page.locator('.live-mark[data-live=live]').waitFor({ timeout: 60_000 })
    expect(await page.locator('.queue-row').count()).toBe(rows)
  }), TAKES_MS)
})
