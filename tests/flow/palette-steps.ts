import type { Page } from 'playwright-core'
import { expect } from 'vitest'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

const options = (page: Page) => page.locator('.palette [role=option]')

/** Opens the palette by its key and types, until the server has been asked. */
async function type(page: Page, text: string): Promise<void> {
  await page.keyboard.press('Control+k')
  await page.locator('dialog.palette[open]').waitFor()
  await page.keyboard.type(text)
}

/** The palette, by keys alone, in whichever language: to the map and back to it, what was used first, what nothing fits, at 200 % text, the form of a decision; a row of the queue. */
export async function lookAtPalette({ page, see }: Looking, url: string, damage: string, site: string): Promise<void> {
  await page.goto(`${url}/desk?damage=${damage}`)
  await page.locator('#desk-verify').waitFor()
  await page.locator('.tool-palette').click()
  await page.locator('dialog.palette[open]').waitFor()
  await page.keyboard.type('map') // written alike in both languages, once folded
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.matches('.map-canvas'))
  await type(page, '')
  await expect.poll(() => options(page).first().getAttribute('id')).toMatch(/-map$/)
  expect(await page.locator('.palette [id$="-verify"], .palette [id$="-doubt"]').count()).toBeGreaterThan(0)
  await page.keyboard.press('ArrowUp')
  await page.keyboard.press('ArrowDown')
  expect(await page.locator('.palette-input').getAttribute('aria-activedescendant')).toBe(await options(page).first().getAttribute('id'))
  await see('desk-32-palette', 'dialog[open]')
  const ids = await options(page).evaluateAll((all) => all.map(({ id }) => id))
  expect(ids.filter((id, at) => ids.indexOf(id) !== at), 'every command stands there once').toEqual([])
  await page.keyboard.press('Escape')
  expect(await page.evaluate(() => document.activeElement?.matches('.map-canvas'))).toBe(true)
  await type(page, site)
  await page.locator('.palette [id*="site:"]').first().waitFor()
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  await see('desk-33-palette-found', 'dialog[open]')
  await page.keyboard.type(' щщщ')
  await page.locator('.palette-none p').first().waitFor()
  await see('desk-34-palette-none', 'dialog[open]')
  await page.evaluate(() => { document.documentElement.style.fontSize = '' })
  await page.keyboard.press('Escape')
  await type(page, 'believed') // English on either screen
  await page.keyboard.press('Enter')
  await page.waitForFunction(() => document.activeElement?.closest('.part-form') !== null)
}
