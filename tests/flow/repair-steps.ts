import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { lookAtRounds } from './round-steps.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Looks at a repair that is followed: who has service back, step by step, and what it waits for. */
export async function lookAtRepair({ page, see }: Looking, url: string): Promise<void> {
  // Both languages look at once, each at its own: the first and the last.
  const id = await page.evaluate(async () => {
    const { damages } = (await (await fetch('/api/damages?repair=in_progress,on_site,temporary_fix')).json()) as { damages: { id: string }[] }
    return damages.map((one) => one.id).sort().at(document.documentElement.lang === 'uk' ? 0 : -1)
  })
  await page.goto(`${url}/desk?damage=${id}`)
  await page.locator('.restoration .etr-change').click()
  await page.locator('.restoration form').waitFor()
  await page.locator('.restoration .restoration-hang .part-note').first().waitFor()
  await page.locator('.restoration form [inputmode=numeric]').fill('1200')
  await page.locator('.restoration').evaluate((part) => part.scrollIntoView())
  await see('repair-1-steps', '.panel')
  await page.locator('.restoration form [type=submit]').click()
  await page.locator('.restoration-steps li').first().waitFor()
  await page.locator('.steps-others .button').filter({ hasText: /Block|Призупин/ }).first().click()
  await page.locator('dialog[open] input[type=radio]').last().check()
  await see('repair-2-block', 'dialog[open]')
  await page.locator('dialog[open] textarea').fill('…')
  await page.locator('dialog[open] .button').last().click()
  await page.locator('.repair-blocked').waitFor()
  await page.locator('.repair-now').evaluate((part) => part.scrollIntoView())
  await see('repair-3-waits', '.panel')
  await lookAtBoard({ page, see }, url)
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
  await page.goto(`${url}/desk/board?view=day`)
  await page.locator('.plan-tray .board-card').first().waitFor()
  const waiting = await page.locator('.plan-tray .board-card').first().getAttribute('data-repair')
  await page.locator('.plan-tray .board-card').first().focus()
  for (const key of [' ', 'ArrowRight', 'ArrowRight', ' ']) await page.keyboard.press(key)
  await page.locator(`.plan-block [data-repair="${waiting}"]`).waitFor()
  await see('board-2-day')
  await lookAtRounds({ page, see }, url)
}
