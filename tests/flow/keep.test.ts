import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import { labelOf } from '../../geo/sites/label.ts'
import { PHONE, shoot, withBrowser, type PageOptions, type Tab } from '../kit/browser.ts'
import { withCamera } from '../kit/fake-camera.ts'
import { LANGUAGES, look, lookInField, type Language } from '../kit/looks.ts'
import { asked, signIn } from '../kit/people.ts'
import { startServer, type Server } from '../kit/server.ts'

const PICTURE = join(projectRoot, 'tests/kit/fixtures/photos/gps.jpg')
const PIN = '270614'
const TAKES_MS = 300_000

let server: Server & { discard(): Promise<void> }
beforeAll(async () => { server = await startServer({ env: { DEMO: 'yes' } }) }, 180_000)
afterAll(() => server.discard())

const OPTIONS: PageOptions = { viewport: PHONE, hasTouch: true, isMobile: true, reducedMotion: 'reduce', permissions: ['geolocation'], geolocation: { longitude: 36.23, latitude: 49.99, accuracy: 25 }, expectErrors: [/ERR_INTERNET_DISCONNECTED/, /401/, /404/] }

async function enter({ context, page }: Tab, url = server.url) {
  const [name = '', value = ''] = (await signIn(server.url, 'crew')).split(/=(.*)/s)
  await context.addCookies([{ name, value, url }])
  await page.goto(`${url}/field`)
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

/** The codes that are shown, as a camera sees them one after the other. */
async function codesShown(page: Page): Promise<string[]> {
  for (let faster = 0; faster < 2; faster += 1) await page.locator('.code-pace .button').last().tap()
  return page.locator('.code-frame').evaluate((frame) => new Promise((resolve) => {
    const seen = new Set<string>()
    const look = () => {
      const code = frame.getAttribute('data-code') ?? ''
      seen.add(code)
      if (seen.size === Number(code.split('/')[3])) resolve([...seen])
      else requestAnimationFrame(look)
    }
    look()
  }))
}

const closeSheet = (page: Page) => page.locator('dialog[open] .dialog-head button').tap()

/** The phone's own lock opens it beside the PIN; to another person it does not, and the PIN is the way in. */
async function byAuthenticator({ context, page }: Tab) {
  const phone = await context.newCDPSession(page)
  await phone.send('WebAuthn.enable')
  const { authenticatorId } = await phone.send('WebAuthn.addVirtualAuthenticator', { options: {
    protocol: 'ctap2', ctap2Version: 'ctap2_1', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, hasPrf: true, automaticPresenceSimulation: true,
  } })
  await openMenu(page, 'lock')
  await enterPin(page)
  await enterPin(page)
  await page.locator('.pin-pad').waitFor({ state: 'detached' })
  await openMenu(page, 'lock')
  await page.locator('.finger-set').tap()
  await page.locator('.finger-drop').waitFor()
  await shoot(page, 'keep-finger-set')
  await page.locator('dialog[open] .button[data-look=primary]').last().tap()
  const finger = page.locator('.lock-finger')
  await finger.waitFor()
  await shoot(page, 'keep-finger-locked')
  await finger.tap()
  await page.locator('.photo-take').waitFor()
  await openMenu(page, 'lock')
  await page.locator('dialog[open] .button[data-look=primary]').last().tap()
  await phone.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false })
  await finger.tap()
  await page.getByText('The phone did not confirm you').waitFor()
  await enterPin(page)
  await page.locator('.photo-take').waitFor()
}

/** A report in three steps without a hand on the screen, at twice the size of the text; what has the focus is always to be seen. */
async function byKeysAlone(page: Page) {
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  const tabTo = async (wanted: string) => {
    for (let tabs = 0; tabs < 40; tabs += 1) {
      await page.keyboard.press('Tab')
      const at = await page.evaluate(async (selector) => {
        // What was left by the focus is taken away with the next picture, not before it.
        await new Promise(requestAnimationFrame).then(() => Promise.all(document.getAnimations().map(({ finished }) => finished.catch(() => null))))
        const focused = document.activeElement!
        const { left, top, width, height } = (focused.closest('label') ?? focused).getBoundingClientRect()
        const above = document.elementFromPoint(left + width / 2, top + height / 2)
        const seen = focused.closest('.skip-link') !== null || (above !== null && (above.contains(focused) || (focused.closest('label') ?? focused).contains(above)))
        return { there: focused.matches(selector), hidden: seen ? '' : focused.outerHTML.slice(0, 120) }
      }, wanted)
      expect(at.hidden, 'has the focus and is out of sight').toBe('')
      if (at.there) return
    }
    throw new Error(`no way to ${wanted} by the Tab key`)
  }
  await tabTo('.choice-card input')
  await page.keyboard.press('ArrowDown')
  await page.keyboard.press('ArrowDown')
  // Listened for in time: a key is pressed sooner than the browser hears that its dialog is waited for.
  const choosing = page.waitForEvent('filechooser')
  await tabTo('.photo-take input')
  await page.keyboard.press('Enter')
  await (await choosing).setFiles(PICTURE)
  await page.locator('.photo img').waitFor()
  await tabTo('.send-button')
  await page.keyboard.press('Enter')
  await page.locator('.just-filed [data-standing=delivered]').waitFor()
  await page.locator('.just-filed').getByText('Не працює').waitFor() // the third of the four pictures
}

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
  await fileOne(page, 'waiting')
  await openMenu(page, 'hand-on')
  await page.locator('.hand-on-choice summary').tap()
  await page.locator('.hand-on-choice label').last().tap() // that one stays
  await see('keep-2-hand-on', 'dialog[open]')
  const [file] = await Promise.all([page.waitForEvent('download'), page.locator('.hand-on .button').first().tap()])
  const handed = await file.path()
  await page.locator('.hand-on .button').nth(1).tap()
  await page.locator('.code-frame').waitFor()
  await see('keep-3-codes', 'dialog[open]')
  const codes = language === 'en' ? await codesShown(page) : []
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
    const { sites: [site] } = await asked<{ sites: { number: number; names: { en: string } }[] }>(server.url, await signIn(server.url, 'crew'), '/api/sites?kind=substation&limit=1')
    const named = server.url.replace('127.0.0.1', 'localhost') // an authenticator knows no addresses in numbers
    await withCamera([...codes, 'WIFI:S:guest;;', labelOf(named, site!.number)], async (openPage) => {
      const carrier = await openPage(OPTIONS)
      await enter(carrier, named)
      await openMenu(carrier.page, 'hand-on')
      await carrier.page.locator('.hand-on > .button').last().tap()
      await carrier.page.getByText('1 report taken').waitFor()
      await carrier.page.locator('.hand-on-file input').setInputFiles(handed)
      await carrier.page.getByText('This phone has them already').waitFor()
      await closeSheet(carrier.page)
      await carrier.page.locator('.field-tab').nth(2).tap()
      await carrier.page.locator('.op-card[data-standing=delivered]').waitFor()

      // The same camera reads the label of a site, and says what is none.
      await carrier.page.locator('.field-tab').nth(0).tap()
      await carrier.page.locator('.place-button').tap()
      await carrier.page.locator('.picker-ways label').first().tap()
      await carrier.page.getByText('This is no label of a site').waitFor()
      await carrier.page.locator('.place-under').getByText('By its label').waitFor()
      expect(await carrier.page.locator('.place-card .place-name').textContent()).toBe(site!.names.en)
      // And any other camera leads here.
      await fileOne(carrier.page, 'delivered')
      await carrier.page.goto(labelOf(named, site!.number))
      await carrier.page.locator('.place-under').getByText('By its label').waitFor()
      expect(carrier.page.url()).toBe(`${named}/field`)
      await carrier.page.goto(labelOf(named, 987_654_321))
      await carrier.page.getByText('There is no site № 987654321 in your areas').waitFor()
      await byAuthenticator(carrier)
    })
  }
  await context.setOffline(false)
  await page.locator('.field-tab').nth(2).tap()
  await page.locator('.op-card[data-standing=delivered]').nth(2).waitFor()
  expect(await page.locator('.op-card:not([data-standing=delivered])').count()).toBe(0)
}), TAKES_MS)

test('a refused report is mended, a withdrawn phone is cleared, and an older tab says that it is one', withBrowser(async (openPage) => {
  const faults: string[] = []
  const { page, context } = await openPage({ locale: LANGUAGES.uk, timezoneId: 'Europe/Kyiv', ...OPTIONS, expectErrors: [...OPTIONS.expectErrors ?? [], /403/] })
  const see = async (name: string, within?: string) => { faults.push(...await look(page, name, 'uk', [], within), ...await lookInField(page, name, within)) }
  const admin = await signIn(server.url, 'admin')
  await enter({ page, context })

  await byKeysAlone(page)
  await see('keep-9-by-keys')
  await page.evaluate(() => { document.documentElement.style.fontSize = '' })

  // Filed at a site that the crew no longer reaches when it arrives.
  const crew = await signIn(server.url, 'crew')
  const { id: person } = await asked<{ id: string }>(server.url, crew, '/api/me')
  const { people } = await asked<{ people: { id: string; grants: { id: string; area: string; crew: string }[] }[] }>(server.url, admin, '/api/people')
  const [grant] = people.find(({ id }) => id === person)!.grants
  const elsewhere = (await asked<{ areas: { code: string }[] }>(server.url, admin, '/api/areas?level=oblast')).areas.find(({ code }) => code !== grant!.area)!.code
  const works = (area: string) => asked<{ id: string }>(server.url, admin, `/api/people/${person}/grants`, { method: 'POST', body: { role: 'crew', area, crew: grant!.crew } })
  await context.setOffline(true)
  await page.locator('.place-button').tap()
  await page.locator('.picker-ways label').nth(1).tap()
  await page.locator('.site-choice').first().tap()
  await page.locator('.photo-take input').setInputFiles(PICTURE)
  await page.locator('.photo img').waitFor()
  await fileOne(page, 'waiting')
  const away = await works(elsewhere)
  await asked(server.url, admin, `/api/people/${person}/grants/${grant!.id}`, { method: 'DELETE' })
  await context.setOffline(false)
  await page.locator('.field-tab').nth(2).tap()
  await page.locator('.field-scroll .op-card[data-standing=refused]').waitFor()
  await see('keep-10-refused')
  const back = await works(grant!.area)
  await asked(server.url, admin, `/api/people/${person}/grants/${away.id}`, { method: 'DELETE' })
  await page.locator('.field-scroll .op-refusal .button[data-look=primary]').tap()
  await page.locator('.photo-sealed').waitFor()
  expect(await page.locator('.choice-card input').nth(2).isChecked(), 'what was said stands').toBe(true)
  await see('keep-11-mending')
  await page.locator('.send-button').tap()
  await page.locator('.just-filed [data-standing=delivered]').waitFor()
  expect(back.id).not.toBe(grant!.id)

  // The desk withdraws the phone: it hands over and clears itself.
  const { devices } = await asked<{ devices: { id: string }[] }>(server.url, admin, '/api/devices')
  await asked(server.url, admin, `/api/devices/${devices[0]!.id}/revocation`, { method: 'POST', body: { revoked: true } })
  await page.reload()
  await page.locator('.lock-page a.button').waitFor()
  await see('keep-12-cleared')

  // A later page keeps the outbox: this one touches nothing.
  await page.goto(`${server.url}/icon.svg`)
  await page.evaluate(() => new Promise((resolve, reject) => {
    const asked = indexedDB.open('vidnova', 99)
    asked.onsuccess = () => { asked.result.close(); resolve(null) }
    asked.onerror = () => reject(asked.error)
  }))
  await page.goto(`${server.url}/field`)
  await page.locator('.lock-page .button[data-look=primary]').waitFor()
  await see('keep-13-newer')
  expect(faults).toEqual([])
}), TAKES_MS)
