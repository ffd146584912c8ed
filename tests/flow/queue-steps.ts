import type { Page } from 'playwright-core'

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
  await page.locator('.saved-button').click()
  await own.locator('.icon-button').last().click()
  await own.waitFor({ state: 'detached' })
  await page.keyboard.press('Escape')
  await groupedBy.selectOption('')
  await groups.waitFor({ state: 'detached' })
}
