import { createHash, randomUUID } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { projectRoot } from '../../api/root.ts'
import type { AreaTargets } from '../../geo/clocks/contract.ts'
import type { Looks } from '../kit/looks.ts'
import { asked, signIn } from '../kit/people.ts'
import { lookAtWeightsConflict } from './conflict-steps.ts'
import { lookAtHandover } from './handover-steps.ts'
import { lookAtRepair } from './repair-steps.ts'

type Step = { readonly page: Page; readonly see: (name: string, within?: string, how?: Looks) => Promise<void> }

/** All that the panel says of a place and the form that moves it by hand; the weights of the order, with what others would move; the numbers. */
export async function lookAtOrder({ page, see }: Step, url: string, damage: string): Promise<void> {
  await page.goto(`${url}/desk?damage=${damage}`)
  await page.locator('.why-details').waitFor()
  await page.locator('.why-details summary').click()
  await page.locator('.why-buttons button').last().click()
  await page.locator('.hand-form .radio-option').last().click()
  await see('order-1-why', '.panel', { about: '.why' })
  await page.locator('.tool-weights').click()
  await page.locator('.weights').waitFor()
  await page.locator('.weight input').nth(2).fill('5')
  await page.locator('.weights button').click()
  await page.locator('.weights-preview').waitFor()
  await see('order-2-weights', 'dialog[open]')
  await lookAtWeightsConflict({ page, see }, url)
  await page.keyboard.press('Escape')
  await lookAtTargets({ page, see }, url)
  await lookAtOverdue({ page, see })
  await lookAtRepair({ page, see }, url)
  await lookAtHandover({ page, see }, url)
  await page.goto(`${url}/desk/numbers?days=30`)
  await lookAtNumbers({ page, see })
  await lookAtSituation({ page, see }, url)
  await lookAtPhotos({ page, see }, url, damage)
}

/** Other targets of the clocks: what would be late under them, and that somebody else was quicker. Both languages look at once, each at an area of its own. */
async function lookAtTargets({ page, see }: Step, url: string): Promise<void> {
  await page.locator('.tool-targets').click()
  await page.locator('.targets').waitFor()
  const area = page.locator('dialog[open] select').first()
  const code = (await area.locator('option').evaluateAll((options) => options.map((one) => (one as HTMLOptionElement).value))).at((await page.locator('html').getAttribute('lang')) === 'uk' ? 4 : 5)!
  await area.selectOption(code)
  await page.locator('.targets-kinds select').selectOption('substation')
  await page.locator('.targets-kinds input').last().fill('0.1')
  await page.locator('.targets [type=submit]').click()
  await page.locator('.targets-preview').waitFor()
  await see('order-8-targets', 'dialog[open]')
  const cookie = await signIn(url, 'authority')
  const { targets } = await asked<AreaTargets>(url, cookie, `/api/clock-targets?area=${code}`)
  await asked(url, cookie, '/api/clock-targets', { method: 'POST', body: { area: code, targets: { ...targets, pausing: [] }, why: '110', version: 0 } })
  await page.locator('dialog[open] textarea').fill('112')
  await page.locator('dialog[open] .part-buttons [data-look=primary]').last().click()
  await page.locator('.conflict-table [data-moved]').first().waitFor()
  await see('order-9-targets-conflict', 'dialog[open]:has(.conflict)')
  await page.locator('dialog[open]:has(.conflict) .dialog-actions [data-look=primary]').click()
  await page.locator('.targets-preview').waitFor()
  // Nothing is in force before it was seen.
  expect(await asked<AreaTargets>(url, cookie, `/api/clock-targets?area=${code}`)).toMatchObject({ targets: { kinds: {}, pausing: [] } })
  await page.locator('dialog[open] .part-buttons [data-look=primary]').last().click()
  await page.locator('section[aria-labelledby=targets-history] .pair').nth(1).waitFor()
  const now = await asked<AreaTargets>(url, cookie, `/api/clock-targets?area=${code}`)
  expect(now).toMatchObject({ from: code, targets: { kinds: { substation: { restore: 0.1 } }, pausing: [] }, history: [{ why: '112' }, { why: '110' }] })
}

/** What is over a target, as the server told within its minute: the list, by its key, and the way to the first. */
async function lookAtOverdue({ page, see }: Step): Promise<void> {
  await page.keyboard.press('Escape')
  await page.locator('.tool-overdue .tool-count').waitFor({ timeout: 90_000 })
  await page.locator('#desk-queue-title').focus()
  await page.keyboard.press('o')
  await page.locator('.overdue-one .clock[data-late]').first().waitFor()
  await see('order-10-overdue', 'dialog[open]')
  const href = await page.locator('.overdue-name').first().getAttribute('href')
  await page.locator('.overdue-name').first().click()
  await page.locator('#desk-clocks').waitFor()
  expect(page.url()).toContain(href!.split('?')[1])
}

/** The situation of the country: kept with a number, with what makes a PDF of it. */
async function lookAtSituation({ page, see }: Step, url: string): Promise<void> {
  await page.goto(`${url}/desk/report`)
  await page.locator('.sheet').waitFor()
  await page.locator('.situation-asked select').first().selectOption({ index: 1 })
  await page.locator('.situation-actions .button[data-look=primary]:enabled').click()
  await page.locator('.situation-actions a[href*=pdf]').waitFor()
  await see('order-5-situation')
  const answer = await page.request.get(new URL((await page.locator('.situation-actions a[href*=pdf]').getAttribute('href'))!, url).href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  // On paper it is one page, and nothing lies over it.
  expect(pagesOf(await page.pdf({ format: 'A4', preferCSSPageSize: true }))).toBe(1)
}

/** How many pages a PDF has that the browser printed. */
const pagesOf = (pdf: Buffer) => pdf.toString('latin1').match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0

/** The numbers of a month, and with a table open. */
async function lookAtNumbers({ page, see }: Step): Promise<void> {
  await page.locator('.chart').first().waitFor()
  await see('order-3-numbers')
  await page.locator('.chart-table summary').first().click()
  await see('order-4-numbers-table', '.numbers', { about: '.chart-table' })
  await page.locator('.numbers-asked select').last().selectOption('own')
  await page.locator('.numbers-asked input').last().waitFor()
  await page.locator('.numbers .segmented').last().locator('label').nth(1).click()
  await see('order-11-numbers-own', '.numbers-asked')
}

/** Two photos of one damage, one over the other, moved by keys; and what speaks for another being the same. */
async function lookAtPhotos({ page, see }: Step, url: string, damage: string): Promise<void> {
  const cookie = await signIn(url, 'authority')
  const taken = await Promise.all(['gps.jpg', 'orientation-6.jpg'].map(async (name, n) => {
    const bytes = await readFile(join(projectRoot, 'tests/kit/fixtures/photos', name))
    return { bytes, sha256: createHash('sha256').update(bytes).digest('hex'), takenAt: new Date(Date.now() - (9 - 5 * n) * 3_600_000).toISOString() }
  }))
  const photos = taken.map(({ bytes, ...photo }) => ({ ...photo, bytes: bytes.length, type: 'image/jpeg' }))
  const report = randomUUID()
  await asked(url, cookie, `/api/reports/${report}`, { method: 'PUT', body: { id: report, observedAt: new Date().toISOString(), damage, located: 'site_picked', severity: 2, photos } })
  for (const { sha256, bytes } of taken) expect((await fetch(`${url}/api/photos/${sha256}`, { method: 'PUT', headers: { cookie, 'x-vidnova': '1', 'content-type': 'image/jpeg' }, body: new Uint8Array(bytes) })).status).toBe(200)
  await page.goto(`${url}/desk?damage=${damage}`)
  const line = page.locator('.compare input')
  await line.focus()
  for (let times = 0; times < 10; times += 1) await line.press('ArrowLeft')
  expect(await page.locator('.compare-photo[data-over]').evaluate((photo) => getComputedStyle(photo).clipPath)).toContain('60%')
  await page.locator('.place-inset').scrollIntoViewIfNeeded()
  await page.locator('.inset-canvas canvas').first().waitFor()
  await see('order-7-photos', '.panel', { about: '.place-inset' })
  await page.locator('.grade-history summary').click()
  await see('order-7-grades', '.panel', { about: '.grades' })
}
