import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { PHONE, withBrowser, type PageOptions, type Tab } from '../kit/browser.ts'
import { LANGUAGES, look, type Language } from '../kit/looks.ts'
import { signIn } from '../kit/people.ts'
import { startServer, type Server } from '../kit/server.ts'

const PICTURE = join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg')
const PIN = '270614'
const TAKES_MS = 300_000

let server: Server & { discard(): Promise<void> }
beforeAll(async () => { server = await startServer({ env: { DEMO: 'yes' } }) }, 180_000)
afterAll(() => server.discard())

const OPTIONS: PageOptions = { viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: 'reduce', permissions: ['geolocation'], geolocation: { longitude: 36.23, latitude: 49.99, accuracy: 25 }, expectErrors: [/ERR_INTERNET_DISCONNECTED/, /401/, /404/] }

async function enter({ context, page }: Tab, path = '/field') {
  const [name = '', value = ''] = (await signIn(server.url, 'crew')).split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
  await page.goto(server.url + path)
  await page.locator('.status-strip[data-tone=good]').waitFor()
}

async function fileOne(page: Page, standing: 'delivered' | 'waiting') {
  await page.locator('.choice-card').nth(2).tap()
  await page.locator('.send-button').tap()
  await page.locator(`.just-filed [data-standing=${standing}]`).waitFor()
}

async function enterPin(page: Page, pin = PIN) {
  for (const digit of pin) await page.locator('.pin-keys button').filter({ hasText: new RegExp(`^${digit}$`) }).tap()
  await page.locator('.pin-open').tap()
}

const openMenu = async (page: Page, which: 'hand-on' | 'lock') => {
  await page.locator('.field-menu').tap()
  await page.locator(`.menu-${which}`).tap()
}

const closeSheet = (page: Page) => page.locator('dialog[open] .dialog-head button').tap()

const inBothLanguages = (walk: (tab: Tab, language: Language, see: (name: string, within?: string) => Promise<void>) => Promise<void>) => withBrowser(async (openPage) => {
  const faults: string[] = []
  await Promise.all((['uk', 'en'] as const).map(async (language) => {
    const tab = await openPage({ locale: LANGUAGES[language], timezoneId: 'Europe/Kyiv', ...OPTIONS })
    await walk(tab, language, async (name, within) => { faults.push(...await look(tab.page, name, language, ['Бригада 7'], within)) })
  }))
  expect(faults).toEqual([])
})

test('a phone is locked and opened, hands its reports on, and mends a refused one', inBothLanguages(async (tab, language, see) => {
  const { page, context } = tab
  await enter(tab)
  await fileOne(page, 'delivered')
  await page.locator('.field-tab').nth(2).tap()
  await see('keep-1-correct')

  await context.setOffline(true)
  await page.locator('.field-tab').nth(0).tap()
  await page.locator('.photo-take input').setInputFiles(PICTURE)
  await page.locator('.photo img').waitFor()
  await fileOne(page, 'waiting')
  await openMenu(page, 'hand-on')
  await page.locator('.hand-on h3').first().waitFor()
  await see('keep-2-hand-on', 'dialog[open]')
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.hand-on .button').first().tap()])
  const handed = await file.path()
  await page.locator('.hand-on .button').nth(1).tap()
  await page.locator('.code-frame').waitFor()
  await see('keep-3-codes', 'dialog[open]')
  await page.locator('.hand-on .button[data-look=primary]').tap()
  await page.locator('.hand-on-file input').setInputFiles({ name: 'menu.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') })
  await page.locator('.hand-on-says[data-tone=bad]').waitFor()
  await see('keep-4-foreign', 'dialog[open]')
  await closeSheet(page)

  // The lock: chosen twice alike, asked for at the next start, and wrong ones are told.
  await openMenu(page, 'lock')
  await page.locator('.pin-pad').waitFor()
  await see('keep-5-choose', 'dialog[open]')
  await enterPin(page)
  await enterPin(page)
  await page.locator('.pin-pad').waitFor({ state: 'detached' })
  await page.locator('.field-tab').nth(0).tap()
  await page.locator('.choice-card').nth(1).tap()
  await openMenu(page, 'lock')
  await page.locator('dialog[open] .button[data-look=primary]').last().tap()
  await page.locator('.lock-page').waitFor()
  await see('keep-6-locked')
  await enterPin(page, '111111')
  await page.locator('.pin-says[data-tone=bad]').waitFor()
  await page.locator('.lock-page > .button').tap()
  await see('keep-7-forgot')
  await page.locator('.lock-question .button').last().tap()
  await enterPin(page)
  await page.locator('.choice-card input').nth(1).waitFor()
  expect(await page.locator('.choice-card input').nth(1).isChecked(), 'the draft came back').toBe(true)

  // Another phone takes the file and delivers what is in it.
  if (language === 'en') {
    const other = await context.browser()!.newContext({ ...OPTIONS, locale: 'en-GB' })
    const carrier = { context: other, page: await other.newPage() }
    await enter(carrier)
    await openMenu(carrier.page, 'hand-on')
    await carrier.page.locator('.hand-on-file input').setInputFiles(handed)
    await carrier.page.locator('.hand-on-says[data-tone=good]').waitFor()
    await closeSheet(carrier.page)
    await carrier.page.locator('.field-tab').nth(2).tap()
    await carrier.page.locator('.op-card[data-standing=delivered]').waitFor()
    await other.close()
  }
  await context.setOffline(false)
  await page.locator('.field-tab').nth(2).tap()
  await page.locator('.op-card[data-standing=waiting]').waitFor({ state: 'detached' })
  await expect.poll(() => page.locator('.op-card[data-standing=delivered]').count()).toBe(2)
}), TAKES_MS)
