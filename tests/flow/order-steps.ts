import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { DESKTOP, PHONE } from '../kit/browser.ts'
import { lookAtRepair } from './repair-steps.ts'

type Step = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** All that the panel says of a place and the form that moves it by hand; the weights of the order, with what others would move; the numbers. */
export async function lookAtOrder({ page, see }: Step, url: string, damage: string): Promise<void> {
  await page.goto(`${url}/desk?damage=${damage}`)
  await page.locator('.why-details').waitFor()
  await page.locator('.why-details summary').click()
  await page.locator('.why-buttons button').last().click()
  await page.locator('.hand-form .radio-option').last().click()
  await page.locator('.why').evaluate((why) => why.scrollIntoView())
  await see('order-1-why', '.panel')
  await page.locator('.tool-weights').click()
  await page.locator('.weights').waitFor()
  await page.locator('.weight input').nth(2).fill('5')
  await page.locator('.weights button').click()
  await page.locator('.weights-preview').waitFor()
  await see('order-2-weights', 'dialog[open]')
  await lookAtRepair({ page, see }, url)
  await page.goto(`${url}/desk/numbers?days=30`)
  await lookAtNumbers({ page, see })
  await lookAtSituation({ page, see }, url)
}

/** The situation of the country: kept with a number, on a phone and as it is now, with what makes a PDF of it. */
async function lookAtSituation({ page, see }: Step, url: string): Promise<void> {
  await page.goto(`${url}/desk/report`)
  await page.locator('.sheet').waitFor()
  await page.locator('.situation-asked select').first().selectOption({ index: 1 })
  await page.locator('.situation-actions .button[data-look=primary]:enabled').click()
  await page.locator('.situation-actions a[href*=pdf]').waitFor()
  await see('order-5-situation-phone')
  await page.setViewportSize(DESKTOP)
  const answer = await page.request.get(new URL((await page.locator('.situation-actions a[href*=pdf]').getAttribute('href'))!, url).href)
  expect(answer.headers()['content-type']).toBe('application/pdf')
  await see('order-6-situation')
}

/** The numbers of a month, wide and on a phone, with a table open. */
async function lookAtNumbers({ page, see }: Step): Promise<void> {
  await page.locator('.chart').first().waitFor()
  await see('order-3-numbers')
  await page.setViewportSize(PHONE)
  await page.locator('.chart-table summary').first().click()
  await see('order-4-numbers-phone')
}
