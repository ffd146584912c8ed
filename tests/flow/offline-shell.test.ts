import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { withProfile } from '../kit/profile.ts'
import { nextBuild, withWeb } from '../kit/web-origin.ts'

// The API is not there in these tests, and each request for it says so on the console; so does what is cut on purpose.
const expectErrors = [/Failed to load resource|ERR_CONNECTION|ERR_EMPTY_RESPONSE|integrity/]

/** The form can be used. */
const usable = (page: Page) => page.locator('.send-button:enabled').waitFor()
/** All files are on the phone. */
const ready = (page: Page) => page.locator('.status-ready[data-ready=yes]').waitFor({ timeout: 30_000 })
const patient = { timeout: 15_000 }
const builds = (page: Page) => page.evaluate(async () => (await caches.keys()).filter((name) => name.startsWith('build-')))
const isNext = (page: Page) => page.evaluate(() => 'afterAChange' in globalThis)
const marked = (page: Page) => page.evaluate(() => document.documentElement.dataset['mark'] === 'mine')
const chosen = (page: Page) => page.locator('.report-fields .choice-card input').nth(2)

describe('the crew\'s page', () => {
  test('opens from the phone alone after the browser was killed and with no server', withWeb((web) => withProfile(async (open) => {
    const first = await open({ expectErrors })
    await first.page.goto(`${web.url}/field`)
    await usable(first.page)
    await ready(first.page)
    expect(web.asked.filter((path) => /desk-page|admin-page/.test(path)), 'nothing of the desk is taken along').toEqual([])
    await first.kill()
    await web.stop()

    const { page } = await open({ expectErrors })
    await page.goto(`${web.url}/field`)
    await usable(page)
    for (const [from, to] of [['/', '/field'], ['/field/jobs', '/field/jobs'], ['/sign-in?to=/field', '/sign-in']] as const) {
      await page.goto(web.url + from)
      expect(new URL(page.url()).pathname).toBe(to)
      await page.locator('#root > *').first().waitFor()
    }
    await page.goto(`${web.url}/field`)
    await page.locator('.place-button').tap()
    await page.locator('.picker-ways label').nth(3).tap()
    await page.locator('.map-crosshair').waitFor()
  })()), 120_000)

  test('gets ready piece by piece on a bad network, and never opens broken', withWeb((web) => withProfile(async (open) => {
    // What opens the page does not come whole: there is no worker then, and the page works as any other.
    web.spoil((path) => (path === '/field.html' ? 'cut' : undefined))
    const { page, kill } = await open({ expectErrors })
    await page.goto(`${web.url}/field`)
    await usable(page)
    await expect.poll(() => web.asked.filter((path) => path === '/field.html').length, patient).toBeGreaterThanOrEqual(2)
    await expect.poll(() => page.evaluate(async () => (await navigator.serviceWorker.getRegistration()) === undefined), patient).toBe(true)

    // What opens it is there; of the rest some is cut, and some answered by a stranger.
    web.spoil((path) => (/points-layer|pin-map/.test(path) ? 'cut' : /basemap|exif/.test(path) ? 'portal' : undefined))
    await page.reload()
    await usable(page)
    const has = (part: string) => page.evaluate(async (part) => (await Promise.all((await caches.keys()).map(async (name) => (await caches.open(name)).keys()))).flat().some(({ url }) => url.includes(part)), part)
    for (const part of ['place-picker', 'more-details', 'inter-latin']) await expect.poll(() => has(part), patient).toBe(true)
    expect(await page.locator('.status-ready').textContent()).toMatch(/without network: \d+ of \d+/)
    for (const part of ['points-layer', 'basemap', 'exif']) expect(await has(part), part).toBe(false)
    await kill()
    await web.stop()

    const again = await open({ expectErrors })
    await again.page.goto(`${web.url}/field`)
    await usable(again.page)
    await again.page.locator('.choice-card').nth(2).tap()
    await again.page.locator('.place-button').tap()
    await again.page.locator('.picker-ways label').nth(3).tap()
    await again.page.locator('.part-missing').waitFor()
    await again.page.keyboard.press('Escape')
    expect(await chosen(again.page).isChecked()).toBe(true)

    await web.start()
    web.spoil(() => undefined)
    await again.context.setOffline(true)
    await again.context.setOffline(false) // the network is back: no page was loaded anew
    await ready(again.page)
    await web.stop()
    await again.page.locator('.place-button').tap()
    await again.page.locator('.picker-ways label').nth(3).tap()
    // Chromium remembers that the script did not come; the page is loaded anew, from the phone, with what was entered.
    await again.page.getByRole('button', { name: 'Try again' }).tap()
    await again.page.locator('.picker-ways').waitFor({ state: 'detached' })
    await usable(again.page)
    await expect.poll(() => chosen(again.page).isChecked(), patient).toBe(true)
    await again.page.locator('.place-button').tap()
    await again.page.locator('.picker-ways label').nth(3).tap()
    await again.page.locator('.map-crosshair').waitFor()
  })()), 120_000)

  test('lets a new version wait for a report that is being filled in, in two tabs, and old scripts stay as long as an old page', withWeb((web) => withProfile(async (open) => {
    const { page: one, context } = await open({ expectErrors })
    await one.goto(`${web.url}/field`)
    await ready(one)
    await one.locator('.choice-card').nth(2).tap()
    await one.evaluate(() => { document.documentElement.dataset['mark'] = 'mine' })
    const two = await context.newPage()
    await two.goto(`${web.url}/field`)
    await usable(two)
    await two.locator('.choice-card').nth(2).tap()

    web.serve(nextBuild())
    await one.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update() })
    for (const page of [one, two]) await page.getByText('A new version is ready').waitFor({ timeout: 30_000 })
    expect(await marked(one)).toBe(true)
    expect(await builds(one)).toHaveLength(2)
    // A script of the old build that the server no longer has.
    await one.locator('.place-button').tap()
    await one.locator('.picker-ways').waitFor()
    await one.keyboard.press('Escape')

    await two.getByRole('button', { name: 'Take it' }).tap()
    await two.waitForFunction(() => 'afterAChange' in globalThis)
    await usable(two)
    await expect.poll(() => chosen(two).isChecked(), { ...patient, message: 'what was entered stayed' }).toBe(true)
    await expect.poll(() => one.evaluate(() => navigator.serviceWorker.controller?.state), patient).toBe('activated')
    expect([await marked(one), await isNext(one), await chosen(one).isChecked()]).toEqual([true, false, true])
    expect(await builds(two)).toHaveLength(2)
    await one.locator('.more summary').tap()
    await one.locator('.more-details').waitFor()

    await one.close()
    await two.reload()
    await usable(two)
    await expect.poll(() => builds(two), { ...patient, message: 'the last page of the old build is gone' }).toHaveLength(1)
    await web.stop()
    await two.reload()
    await usable(two)
    expect(await isNext(two)).toBe(true)
  })()), 120_000)

  test('takes a new version by itself when nobody looks and nothing is filled in', withWeb((web) => withProfile(async (open) => {
    const { page } = await open({ expectErrors, geolocation: { longitude: 36.2, latitude: 49.9, accuracy: 8 }, permissions: ['geolocation'] })
    await page.goto(`${web.url}/field`)
    await ready(page)
    web.serve(nextBuild())
    await page.evaluate(async () => { await (await navigator.serviceWorker.getRegistration())?.update() })
    await page.getByText('A new version is ready').waitFor({ timeout: 30_000 })
    expect(await isNext(page)).toBe(false)
    const hide = () => page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true })
      document.dispatchEvent(new Event('visibilitychange'))
    })
    await page.locator('.choice-card').nth(1).tap()
    await hide()
    await page.waitForTimeout(500)
    expect(await isNext(page), 'not while a report is begun').toBe(false)
    await page.locator('.send-button').tap()
    await page.locator('.just-filed [data-standing=waiting]').waitFor()
    await expect.poll(async () => {
      await hide()
      return isNext(page)
    }, patient).toBe(true)
    await usable(page)
    await page.getByText('1 on this phone').waitFor()
  })()), 120_000)
})
