import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Looks } from '../kit/looks.ts'
import { asked, signIn } from '../kit/people.ts'
import { lookAtRounds } from './round-steps.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string, how?: Looks) => Promise<void> }

/** Sends a crew to a damage that nobody is at and no other is like, until it is on the site. Both languages look at once, each at its own. */
async function sendCrew(page: Page, url: string): Promise<string> {
  const authority = await signIn(url, 'authority')
  const { crews } = await asked<{ crews: { id: string }[] }>(url, authority, '/api/crews')
  const { damages } = await asked<{ damages: { id: string }[] }>(url, authority, '/api/damages?repair=none&limit=100')
  const parity = (await page.locator('html').getAttribute('lang')) === 'uk' ? 0 : 1
  for (const { id } of damages.filter((one) => Number.parseInt(one.id.slice(-1), 16) % 2 === parity)) {
    const { duplicates } = await asked<{ duplicates: readonly object[] }>(url, authority, `/api/damages/${id}`)
    if (duplicates.length > 0) continue
    const repair = randomUUID()
    await asked(url, authority, `/api/repairs/${repair}`, { method: 'PUT', body: { damage: id, crew: crews[0]!.id, note: '' } })
    for (const to of ['en_route', 'on_site']) await asked(url, authority, `/api/repairs/${repair}/state`, { method: 'POST', body: { to, at: new Date().toISOString() } })
    return id
  }
  throw new Error('no damage is without a repair and unlike all others')
}

/** Looks at a repair that is followed: who has service back, step by step, and what it waits for. */
export async function lookAtRepair({ page, see }: Looking, url: string): Promise<void> {
  await page.goto(`${url}/desk?damage=${await sendCrew(page, url)}`)
  await page.locator('.restoration .etr-change').click()
  await page.locator('.restoration form').waitFor()
  await page.locator('.restoration .restoration-hang .part-note').first().waitFor()
  await page.locator('.restoration form [inputmode=numeric]').fill('1200')
  await see('repair-1-steps', '.panel', { about: '.restoration' })
  await page.locator('.restoration form [type=submit]').click()
  await page.locator('.restoration-steps li').first().waitFor()
  await page.locator('.steps-others .button').filter({ hasText: /Block|Призупин/ }).first().click()
  await page.locator('dialog[open] input[type=radio]').last().check()
  await see('repair-2-block', 'dialog[open]')
  await page.locator('dialog[open] textarea').fill('…')
  await page.locator('dialog[open] .button').last().click()
  await page.locator('.repair-blocked').waitFor()
  await see('repair-3-waits', '.panel', { about: '.repair-now' })
  await lookAtBoard({ page, see }, url)
}

/** Puts a card that is on the site among the blocked, by keys: it is asked there what it waits for. Putting it back comes after somebody else's word: both sides are shown. */
async function blockOnBoard({ page, see }: Looking, url: string): Promise<void> {
  const authority = await signIn(url, 'authority')
  const { repairs: [repair] } = await asked<{ repairs: { id: string }[] }>(url, authority, `/api/damages/${await sendCrew(page, url)}`)
  const { id } = repair!
  await page.locator(`[data-column="3"] [data-repair="${id}"]`).focus()
  for (const key of [' ', 'ArrowRight', 'ArrowRight', ' ']) await page.keyboard.press(key)
  await page.locator('dialog[open] input[value=weather]').check()
  await see('board-7-blocked', 'dialog[open]')
  await page.locator('dialog[open] .dialog-actions [data-look=primary]').click()
  const blocked = page.locator(`[data-column="5"] [data-repair="${id}"]`)
  await blocked.locator('.card-bad').first().waitFor()
  await page.route(`**/api/repairs/${id}/state`, async (route) => {
    for (const to of ['on_site', 'en_route']) await asked(url, authority, `/api/repairs/${id}/state`, { method: 'POST', body: { to, at: new Date().toISOString() } })
    await route.continue()
  }, { times: 1 })
  await blocked.focus()
  for (const key of [' ', 'ArrowLeft', 'ArrowLeft', ' ']) await page.keyboard.press(key)
  await page.locator('.conflict-table [data-moved]').waitFor()
  await see('board-8-conflict', 'dialog[open]')
  await page.locator('dialog[open] .dialog-actions [data-look=secondary]').click()
  const theirs = page.locator(`[data-column="2"] [data-repair="${id}"]`)
  await theirs.waitFor()
  // What others do moves the card under the hand: the keys stay with it.
  await theirs.focus()
  await asked(url, authority, `/api/repairs/${id}/state`, { method: 'POST', body: { to: 'on_site', at: new Date().toISOString() } })
  await page.locator(`[data-column="3"] [data-repair="${id}"]`).waitFor()
  expect(await page.evaluate(() => document.activeElement?.getAttribute('data-repair'))).toBe(id)
}

/** The keys and the palette of the desk are those of the pages beside it, too: what fits is narrowed, and one key leads back. */
async function keysBeside(page: Page): Promise<void> {
  const cards = page.locator('.state-board .board-card')
  const all = await cards.count()
  await page.locator('.board-filters input[type=search]').fill('щщщ')
  await page.locator('.board-nothing').waitFor()
  await page.locator('.board-nothing .button').click()
  await expect.poll(() => cards.count()).toBeGreaterThanOrEqual(all) // the other language works on the same board
  await cards.first().focus()
  // The words of the other language may come after they are typed: Enter waits for them.
  await page.route(/\/assets\/.*\.js$/, async (route) => {
    await new Promise((resolve) => setTimeout(resolve, 400))
    await route.continue()
  })
  await page.keyboard.press('Control+k')
  await page.locator('dialog.palette[open] [role=option]').first().waitFor()
  await page.keyboard.type('numbers') // English on either screen
  await page.keyboard.press('Enter')
  await page.unroute(/\/assets\/.*\.js$/)
  await page.locator('.numbers-facts').waitFor()
  await page.keyboard.press('b')
  await page.locator('.board-card').first().waitFor()
}

/** Looks at the board and the plan of crews; a repair is planned by keys alone, and one that is let go stays where it was. */
async function lookAtBoard({ page, see }: Looking, url: string): Promise<void> {
  await page.goto(`${url}/desk/board`)
  await page.locator('.board-card').first().waitFor()
  await see('board-1-states')
  const card = page.locator('.board-card').first()
  const id = await card.getAttribute('data-repair')
  const column = () => page.locator(`[data-repair="${id}"]`).evaluate((one) => one.closest('[data-column]')?.getAttribute('data-column'))
  const before = await column()
  await card.focus()
  for (const key of [' ', 'ArrowRight']) await page.keyboard.press(key)
  expect(await column()).not.toBe(before)
  await page.keyboard.press('Escape')
  expect(await column()).toBe(before)
  await blockOnBoard({ page, see }, url)
  await keysBeside(page)
  await page.goto(`${url}/desk/board?view=day`)
  await page.locator('.plan-tray .board-card').first().waitFor()
  const waiting = await page.locator('.plan-tray .board-card').first().getAttribute('data-repair')
  await page.locator('.plan-tray .board-card').first().focus()
  for (const key of [' ', 'ArrowRight', 'ArrowRight', ' ']) await page.keyboard.press(key)
  await page.locator(`.plan-block [data-repair="${waiting}"]`).waitFor()
  await see('board-2-day')
  await lookAtRounds({ page, see }, url)
}
