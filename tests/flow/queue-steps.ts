import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE } from '../kit/browser.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Looks at the queue in groups, at a filter that is saved under a name, and takes it from the menu: the address says what it did. */
export async function lookAtQueue({ page, see }: Looking): Promise<void> {
  // Both languages walk at once, as one person.
  const name = (await page.locator('html').getAttribute('lang')) === 'uk' ? '110' : '330'
  const [groupedBy, groups, own] = [page.locator('.queue-select select').nth(1), page.locator('.queue-group').first(), page.locator('.saved-one').filter({ hasText: name })]
  await groupedBy.selectOption('oblast')
  await groups.waitFor()
  await page.locator('.saved-button').click()
  await page.locator('.saved-menu > .button').click()
  await page.locator('.saved-menu .input').fill(name)
  await see('desk-26-save-filter', '.saved-menu')
  await page.locator('.saved-menu [type=submit]').click()
  await own.waitFor()
  await page.keyboard.press('Escape')
  await see('desk-27-groups', '.queue')
  await groupedBy.selectOption('')
  await groups.waitFor({ state: 'detached' })
  await page.locator('.saved-button').click()
  await own.locator('.saved-take').click()
  await page.waitForURL(/by=oblast/)
  // The list is read anew as it opens: what the other language's walk has taken out of it lets this row go up.
  const [list] = await Promise.all([page.waitForResponse(/\/api\/filters$/), page.locator('.saved-button').click()])
  await list.finished()
  await page.evaluate(() => new Promise((drawn) => { requestAnimationFrame(() => { requestAnimationFrame(drawn) }) }))
  // While it is on its way out the button says so, and a second press asks nothing.
  let [asked, arrive] = [0, () => {}]
  const away = new Promise<void>((resolve) => { arrive = resolve })
  await page.route('**/api/filters/*', async (route) => { asked += 1; await away; await route.continue() })
  await own.locator('.icon-button').last().click()
  await own.locator('.icon-button[aria-busy=true]').press('Enter')
  arrive()
  await own.waitFor({ state: 'detached' })
  expect(asked).toBe(1)
  await page.unroute('**/api/filters/*')
  await page.keyboard.press('Escape')
  await groupedBy.selectOption('')
  await groups.waitFor({ state: 'detached' })
}

/** Looks at the desk while its answers are on their way, when the queue did not come and is asked for again, and at numbers that a server which is starting cannot give yet. The network is at fault, not the server. */
export async function lookAtStates({ page, see }: Looking, url: string): Promise<void> {
  let arrive = () => {}
  const away = new Promise<void>((resolve) => { arrive = resolve })
  await page.route('**/api/me', async (route) => { await away; await route.continue() })
  await page.goto(`${url}/desk`)
  await page.locator('.queue-skeleton .skeleton').waitFor()
  await see('desk-36-coming')
  // What a phone has no room for is not there at first either.
  const own = page.viewportSize()!
  await page.setViewportSize(PHONE)
  const bar = () => page.locator('.top-bar .segmented:visible').count()
  const coming = await bar()
  await page.route(/\/api\/damages\?/, (route) => route.abort())
  arrive()
  await page.locator('.queue .failed-line').waitFor()
  expect([coming, await bar()]).toEqual([0, 0])
  await page.setViewportSize(own)
  await see('desk-37-queue-failed', '.queue')
  await page.unroute(/\/api\/damages\?/)
  await page.locator('.queue .failed-line .button').click()
  await page.locator('.queue-row').first().waitFor()
  await page.route('**/api/numbers?*', (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: JSON.stringify({ type: '/problems/not-ready', title: 'Not ready', status: 503, detail: '' }) }))
  await page.goto(`${url}/desk/numbers`)
  await page.locator('.numbers .empty-state').waitFor()
  await see('desk-38-numbers-failed')
  await page.unrouteAll()
  await page.locator('.numbers .empty-state .button').click()
  await page.locator('.numbers-facts').waitFor()
}
