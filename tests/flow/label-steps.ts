import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { shoot } from '../kit/browser.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Looks at the labels of one site, as they are printed, and of all in its area. */
export async function lookAtLabels({ page, see }: Looking, url: string, site: string): Promise<void> {
  await page.goto(`${url}/labels?site=${site}`)
  await page.locator('.site-label').waitFor()
  await see('labels-1-one')
  await page.locator('.labels-act .button').last().click()
  await page.locator('.site-label').nth(1).waitFor()
  await page.emulateMedia({ media: 'print' })
  await shoot(page, 'labels-printed')
  expect(await page.locator('.labels-choice, .top-bar').filter({ visible: true }).count(), 'nothing but labels is printed').toBe(0)
  await page.emulateMedia({ media: 'screen' })
  await see('labels-2-area')
  await page.goto(`${url}/labels`)
  await page.locator('.empty-state').waitFor()
  await see('labels-3-none')
}
