import type { Page } from 'playwright-core'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Looks at a repair that is followed: who has service back, step by step, and what it waits for. */
export async function lookAtRepair({ page, see }: Looking, url: string): Promise<void> {
  const id = await page.evaluate(async () => ((await (await fetch('/api/damages?repair=in_progress,on_site,temporary_fix&limit=2')).json()) as { damages: { id: string }[] }).damages[document.documentElement.lang === 'uk' ? 0 : 1]?.id) // both languages look at once, each at its own
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
}
