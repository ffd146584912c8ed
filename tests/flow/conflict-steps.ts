import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { asked, signIn } from '../kit/people.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }
type Zone = { readonly id: string; readonly note: string; readonly owner: string; readonly until: string | null; readonly endedAt: string | null; readonly version: number }
type Weights = { readonly own: number; readonly weights: { readonly horizonH: number; readonly services: { readonly water: number } } }

const isUkrainian = async (page: Page) => (await page.locator('html').getAttribute('lang')) === 'uk'
const choose = async (page: Page, which: 'first' | 'last') => {
  await page.locator('.conflict-table [data-moved]').first().waitFor()
  await page.locator('dialog[open] .dialog-actions .button')[which]().click()
}

/** Looks at a damage where somebody else is writing, and at a decision that they were quicker with: theirs is taken, nothing is overwritten. */
export async function lookAtConflict({ page, see }: Looking, url: string): Promise<void> {
  const other = await signIn(url, 'dispatcher')
  const { damages } = await asked<{ damages: { id: string }[] }>(url, other, '/api/damages?verification=unverified&order=latest&limit=2')
  const damage = damages[await isUkrainian(page) ? 0 : 1]!.id
  await page.goto(`${url}/desk?damage=${damage}`)
  const verify = page.locator('section[aria-labelledby=desk-verify]')
  await verify.locator('.part-actions .button').last().click()
  await verify.locator('input[value=false]').check()
  await asked(url, other, '/api/presence', { method: 'POST', body: { tab: randomUUID(), damage, doing: 'writing' } })
  await page.locator('.panel-others .badge').waitFor()
  await see('desk-30-other-writes', '.panel-head')
  const { version } = await asked<{ version: number }>(url, other, `/api/damages/${damage}`)
  await asked(url, other, `/api/damages/${damage}/verification`, { method: 'POST', body: { verification: 'disputed', why: '110', version } })
  await verify.locator('[type=submit]').click()
  await page.locator('.conflict-table [data-moved]').first().waitFor()
  await see('desk-31-conflict', 'dialog[open]')
  await choose(page, 'first')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  expect(await asked(url, other, `/api/damages/${damage}`)).toMatchObject({ verification: 'disputed', version: version + 1 })
}

/** Amends a zone that somebody else amended meanwhile: only what was changed by hand goes over theirs. Then would end it, sees what they made of it, and leaves it. */
export async function lookAtZoneConflict({ page, see }: Looking, url: string): Promise<void> {
  const [other, id] = [await signIn(url, 'dispatcher'), randomUUID()]
  const { damages } = await asked<{ damages: { position: [number, number] | null }[] }>(url, other, '/api/damages?limit=20')
  const { position } = damages.find((one) => one.position !== null)!
  let zone = await asked<Zone>(url, other, `/api/hazards/${id}`, { method: 'PUT', body: { kind: 'fire', around: { path: [position], radiusM: 300 }, from: new Date(Date.now() - 3_600_000).toISOString() } })
  const amend = async (change: object) => { zone = await asked<Zone>(url, other, `/api/hazards/${id}/amendment`, { method: 'POST', body: { kind: 'fire', until: null, owner: '', note: '', ...change, version: zone.version } }) }
  const now = async () => (await asked<{ hazards: Zone[] }>(url, other, '/api/hazards')).hazards.find((one) => one.id === id)
  await page.goto(`${url}/desk?zone=${id}`)
  const form = page.locator('.zone-panel .part-form')
  await page.locator('.zone-panel .zone-new .button').first().click()
  await form.locator('textarea').fill('110')
  await amend({ owner: '101', note: '102' })
  await form.locator('[type=submit]').click()
  await page.locator('.conflict-table [data-moved]').first().waitFor()
  await see('desk-35-zone-conflict', 'dialog[open]')
  await choose(page, 'last')
  await form.waitFor({ state: 'detached' })
  expect(await now()).toMatchObject({ owner: '101', note: '110', version: zone.version + 1 })
  zone = (await now())!
  await page.locator('.zone-panel .zone-new .button[data-look=danger]').click()
  await form.locator('textarea').fill('101')
  await amend({ owner: '103', note: '110' })
  await form.locator('[type=submit]').click()
  await choose(page, 'first')
  await form.waitFor({ state: 'detached' })
  expect(await now()).toMatchObject({ owner: '103', endedAt: null, version: zone.version })
  await page.locator('.zone-panel .zone-new .button[data-look=danger]').click()
  await form.locator('textarea').fill('102')
  const address = `**/api/hazards/${id}/end`
  await page.route(address, async (route) => { await asked(url, other, `/api/hazards/${id}/end`, { method: 'POST', body: { why: '101' } }); await route.continue() })
  await form.locator('[type=submit]').click()
  await page.locator('.conflict-table [data-moved]').filter({ hasText: '102' }).filter({ hasText: '101' }).waitFor()
  await see('desk-35-zone-ended', 'dialog[open]')
  await choose(page, 'first')
  await page.locator('dialog[open]').waitFor({ state: 'detached' })
  await page.unroute(address)
}

/** In the open weights of an area, while somebody else decides on them: one's own change goes on top of theirs, and only after a second look at what it moves. */
export async function lookAtWeightsConflict({ page, see }: Looking, url: string): Promise<void> {
  const other = await signIn(url, 'authority')
  const dialog = page.locator('dialog[open]').first()
  await dialog.locator('select').selectOption({ index: await isUkrainian(page) ? 1 : 2 }) // each language weighs an area of its own
  const area = await dialog.locator('select').inputValue()
  await page.locator('.weights').waitFor()
  await page.locator('.weight input').nth(1).fill('2')
  await page.locator('.weights button').click()
  await page.locator('.weights-preview').waitFor()
  const read = () => asked<Weights>(url, other, `/api/weights?area=${area}`)
  const { own, weights } = await read()
  await asked(url, other, '/api/weights', { method: 'POST', body: { area, weights: { ...weights, horizonH: 30 }, why: '110', version: own } })
  await dialog.locator('textarea').fill('101')
  await dialog.locator('.part-buttons .button[data-look=primary]').click()
  await page.locator('.conflict-table [data-moved]').first().waitFor()
  await see('order-7-weights-conflict', 'dialog[open]:has(.conflict)')
  await choose(page, 'last')
  await page.locator('.weights-preview').waitFor()
  expect((await read()).weights.services.water).toBe(weights.services.water) // nothing is in force before it was seen
  await dialog.locator('.part-buttons .button[data-look=primary]').click()
  await expect.poll(async () => { const { weights: { horizonH, services } } = await read(); return [horizonH, services.water] }).toEqual([30, 2])
  await lookAtLateWeights(page, url, other, area)
}

/** The answer for an area that comes after another was chosen is not shown as that one's. */
async function lookAtLateWeights(page: Page, url: string, cookie: string, late: string): Promise<void> {
  const select = page.locator('dialog[open]').first().locator('select')
  const weights = page.locator('.weights')
  await select.selectOption({ index: 3 })
  const shown = await select.inputValue()
  let answer = () => {}
  const held = new Promise<void>((resolve) => { answer = resolve })
  const address = `**/api/weights?area=${late}`
  await page.route(address, async (route) => { await held; await route.continue() })
  const [asks, said] = [page.waitForRequest(address), page.waitForResponse(address)]
  await select.selectOption(late)
  await asks
  await select.selectOption(shown)
  await weights.waitFor()
  answer()
  await (await said).finished()
  await page.unroute(address)
  const { weights: { horizonH } } = await asked<Weights>(url, cookie, `/api/weights?area=${shown}`)
  expect(horizonH).not.toBe(30)
  expect(await weights.locator('.weight input').last().inputValue()).toBe(String(horizonH))
}
