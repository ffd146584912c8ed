import type { Page } from 'playwright-core'
import { describe, expect, test } from 'vitest'
import { withProfile } from '../kit/profile.ts'
import { withWeb } from '../kit/web-origin.ts'

// The API is not there in these tests, and each request for it says so on the console.
const expectErrors = [/Failed to load resource/]

/** The form can be used. */
const usable = (page: Page) => page.locator('.send-button:enabled').waitFor()
/** All files are on the phone. */
const ready = (page: Page) => page.locator('.status-ready[data-ready=yes]').waitFor({ timeout: 30_000 })

describe('the crew\'s page', () => {
  test('opens from the phone alone after the browser was killed and with no server', withWeb((web) => withProfile(async (open) => {
    const first = await open({ expectErrors })
    await first.page.goto(`${web.url}/field`)
    await usable(first.page)
    await ready(first.page)
    expect(web.asked.filter((path) => /desk-page|admin-page/.test(path)), 'nothing of the desk is taken along').toEqual([])
    await first.kill()
    await web.stop()

    const { page } = await open({ expectErrors })
    await page.goto(`${web.url}/field`)
    await usable(page)
    for (const [from, to] of [['/', '/field'], ['/field/jobs', '/field/jobs'], ['/sign-in?to=/field', '/sign-in']] as const) {
      await page.goto(web.url + from)
      expect(new URL(page.url()).pathname).toBe(to)
      await page.locator('#root > *').first().waitFor()
    }
  })()))
})
