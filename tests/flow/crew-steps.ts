import type { Page } from 'playwright-core'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Walks through the crew's first job, on the list of jobs, as far as the work on the spot is done. */
export async function lookAtWork({ page, see }: Looking): Promise<void> {
  // Both languages look at one job: what is moved here is never sent.
  await page.context().setOffline(true)
  const step = (nth: number) => page.locator('.job-card').first().locator('.job-moves > .button').nth(nth).tap()
  await step(0)
  await page.locator('.job-card[data-state=en_route]').first().waitFor()
  await step(0)
  await page.locator('.job-card[data-state=on_site]').first().waitFor()
  await step(0)
  await see('crew-12-before', 'dialog[open]')
  await page.locator('.job-step > .button').last().tap()
  await page.locator('.job-card[data-state=in_progress]').first().waitFor()
  await page.locator('.job-place summary').first().tap()
  await see('crew-12-at-work', '.job-card')
  await step(0)
  await page.locator('.parts-list > .button').tap()
  await page.locator('.parts-list .button').last().tap()
  await page.locator('.parts li').waitFor()
  await see('crew-12-after', 'dialog[open]')
  await page.keyboard.press('Escape')
  await page.locator('.job-card').first().locator('.job-moves > .button').filter({ has: page.locator('.icon') }).first().tap()
  await see('crew-12-when-back', 'dialog[open]')
  await page.keyboard.press('Escape')
  await page.locator('.job-card').first().locator('.job-moves > .button').filter({ has: page.locator('.icon') }).nth(1).tap()
  await page.locator('.job-step .block-reason').last().tap()
  await see('crew-12-part-back', 'dialog[open]')
  await page.keyboard.press('Escape')
  await lookAtTour({ page, see })
}

/** Visits the first stop of a round, and looks at why the next would be left out. */
async function lookAtTour({ page, see }: Looking): Promise<void> {
  const tour = page.locator('.tour-card').first()
  await tour.locator('.job-moves [data-look=primary]').first().tap()
  await tour.locator('.tour-stop[data-state=visited]').waitFor()
  await tour.evaluate((card) => card.scrollIntoView())
  await see('crew-12-round', '.tour-card')
  await tour.locator('.tour-stop[data-state=planned] details[open] .job-moves > .button').nth(1).tap()
  await page.locator('dialog[open] .block-reason').last().tap()
  await see('crew-12-round-skip', 'dialog[open]')
  await page.keyboard.press('Escape')
}

/** Looks at the report with a receiver that is jammed, and at twice the size of the text. */
export async function lookAtDoubt({ page, see }: Looking): Promise<void> {
  // Jammed: the receiver is sure of a place where nobody works.
  await page.context().setGeolocation({ longitude: -77, latitude: -12, accuracy: 900 })
  await page.locator('.field-menu').tap()
  await page.locator('.dialog-content > .button').first().tap()
  await page.keyboard.press('Escape')
  await page.locator('.field-tab').nth(0).tap()
  await page.locator('.place-note[data-tone=warn]').waitFor()
  await see('crew-14-doubtful')
  await page.evaluate(() => { document.documentElement.style.fontSize = '200%' })
  await see('crew-15-large')
  await page.locator('.field-tab').nth(1).tap()
  await page.locator('.job-card').first().waitFor()
  await see('crew-16-large-jobs')
}

/** Looks at every way of saying where; `name` is of a site near the phone. */
export async function lookAtPlaces({ page, see }: Looking, name: string): Promise<void> {
  await page.locator('.place-button').tap()
  const way = (nth: number) => page.locator('.picker-ways label').nth(nth).tap()
  await page.locator('.site-choice').first().waitFor()
  await see('crew-2-near', 'dialog[open]')
  await way(0)
  await page.locator('.picker-way .hand-on-says').waitFor() // this browser has no camera
  await page.locator('.label-number').fill('x')
  await page.locator('.field-error .icon').waitFor()
  await see('crew-2-label', 'dialog[open]')
  await way(2)
  await page.locator('.picker-way input').fill(name.slice(0, 5))
  await page.locator('.site-choice').first().waitFor()
  await see('crew-3-search', 'dialog[open]')
  await page.locator('.picker-way input').fill('ъъъ')
  await page.locator('.picker-way .empty-state').waitFor()
  await see('crew-3-search-empty', 'dialog[open]')
  await way(3)
  await page.locator('.map-crosshair').waitFor()
  await see('crew-4-map', 'dialog[open]')
  await way(4)
  await page.locator('.picker-way input').fill('37U CQ 12345 67890')
  await page.locator('.code-read').waitFor()
  await see('crew-5-code', 'dialog[open]')
  await way(5)
  await page.locator('.picker-way textarea').waitFor()
  await see('crew-6-words', 'dialog[open]')
}
