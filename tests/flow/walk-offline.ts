import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Files a report on the crew's page without a network, looks at the list and at its SMS, and waits until it went with the next network. */
export async function walkOffline(page: Page, see: (name: string, within?: string) => Promise<void>): Promise<void> {
  await page.context().setOffline(true)
  await page.locator('.choice-card').nth(3).tap()
  await page.locator('.send-button').tap()
  await page.locator('.just-filed [data-standing=waiting]').waitFor()
  await page.locator('.field-tab').nth(2).tap()
  await page.locator('.field-scroll .op-card').nth(1).waitFor()
  await see('crew-10-list')
  await page.locator('.field-scroll .op-sms').tap()
  // The site that the phone supposed, by its number, and the fourth picture.
  await page.locator('.sms-text').getByText(/^D \d+ 4 [A-Y]$/).waitFor()
  expect(await page.locator('dialog[open] a.button').getAttribute('href')).toMatch(/^sms:\?&body=D%20\d+%204%20[A-Y]$/)
  await see('crew-10-sms', 'dialog[open]')
  await page.keyboard.press('Escape')
  await page.context().setOffline(false)
  await page.locator('.field-scroll [data-standing=waiting]').waitFor({ state: 'detached' })
}
