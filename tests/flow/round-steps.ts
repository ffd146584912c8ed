import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Plans a round on the form, moves it by keys alone, opens it and skips one of its stops; it stands in the plan beside the repairs. */
export async function lookAtRounds({ page, see }: Looking, url: string): Promise<void> {
  expect(page.url()).toContain(`${url}/desk/board`)
  await page.locator('.plan-block[data-noun=round]').first().waitFor()
  // What speaks against something is said once, however often it holds.
  const lines = (await page.locator('.plan-conflicts li').allTextContents()).map((line) => line.split('; '))
  expect(lines.filter((said) => said.some((one, nth) => said.slice(nth + 1).some((other) => one.endsWith(other))))).toEqual([])
  // As the command palette of the desk leads there: with the form open, once, and not again on a reload.
  await page.goto(`${url}/desk/board?view=day&new=round`)
  await page.locator('dialog[open] input[type=search]').waitFor()
  expect(new URL(page.url()).search).toBe('?view=day')
  for (const number of ['11', '12']) {
    await page.locator('dialog[open] input[type=search]').fill(number)
    await page.locator('.round-site').first().click()
  }
  await page.locator('dialog[open] select').last().selectOption('each')
  await see('board-3-round-form', 'dialog[open]')
  const [made] = await Promise.all([page.waitForResponse((answer) => answer.request().method() === 'PUT' && answer.url().includes('/api/rounds/')), page.locator('dialog[open] [data-look=primary]').click()])
  const { id, planned } = (await made.json()) as { id: string; planned: { from: string } }
  const block = page.locator(`[data-round="${id}"]`)
  await block.focus()
  const [moved] = await Promise.all([page.waitForResponse((answer) => answer.url().endsWith(`${id}/amendment`)), (async () => { for (const key of [' ', 'ArrowRight', ' ']) await page.keyboard.press(key) })()])
  expect(Date.parse(((await moved.json()) as { planned: { from: string } }).planned.from) - Date.parse(planned.from)).toBe(15 * 60_000)
  await block.focus()
  await page.keyboard.press('Enter')
  await page.locator('dialog[open] .round-buttons [aria-expanded]').first().click()
  await page.locator('dialog[open] .round-why [type=submit]').click()
  await page.locator('.round-stop[data-state=skipped]').waitFor()
  await see('board-4-round', 'dialog[open]')
  await page.locator('dialog[open] .dialog-actions .button').first().click()
  await page.locator('dialog[open] #round-cancel textarea').fill('…')
  await page.locator('dialog[open] #round-cancel [type=checkbox]').check()
  await page.locator('dialog[open] [data-look=danger]').click()
  await block.waitFor({ state: 'detached' })
}
