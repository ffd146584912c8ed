import type { Page } from 'playwright-core'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Looks at the rooms of administration and at what is filled in there: people, crews, keys with one that is shown once, phones; and at one's own account. */
export async function lookAtAdministration({ page, see }: Looking, url: string): Promise<void> {
  const to = async (section: string, shows: string) => {
    await page.goto(`${url}/admin/${section}`)
    await page.locator(shows).first().waitFor()
  }
  const form = async (button: string, name: string) => {
    await page.locator(button).last().click()
    await page.locator('dialog[open] .dialog-content').waitFor()
    await see(name, 'dialog[open]')
  }
  await to('people', '.row')
  await see('admin-1-people')
  await form('.row > .button', 'admin-2-person')
  await page.keyboard.press('Escape')
  await form('.listing-head .button', 'admin-3-person-form')
  await to('crews', '.row')
  await see('admin-4-crews', '.admin-room')
  await form('.listing-head .button', 'admin-5-crew-form')
  await to('devices', '.row')
  await see('admin-6-phones', '.admin-room')
  await to('keys', '.listing-head')
  await form('.listing-head .button', 'admin-7-key-form')
  await page.locator('dialog[open] input').first().fill('101')
  await page.locator('dialog[open] select').nth(1).selectOption({ index: 1 })
  await page.locator('dialog[open] [type=submit]').click()
  await page.locator('.shown-once code').waitFor()
  await see('admin-8-key-once', 'dialog[open]')
  await page.locator('dialog[open] .dialog-actions .button').click()
  await page.locator('.row').first().waitFor()
  await see('admin-9-keys', '.admin-room')
  await page.goto(`${url}/account`)
  await page.locator('form').first().waitFor()
  await see('account')
}
