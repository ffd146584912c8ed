import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { PHONE } from '../kit/browser.ts'
import { SIZES, type Looks } from '../kit/looks.ts'
import { asked } from '../kit/people.ts'
import { lookAtQueue } from './queue-steps.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string, how?: Looks) => Promise<void> }

/** A file of zones as a partner sends it: one that stands, one whose edges cross, one in metres. */
const FILE = {
  type: 'FeatureCollection', features: [
    { type: 'Feature', properties: { kind: 'fire' }, geometry: { type: 'Polygon', coordinates: [[[31, 47], [31.1, 47], [31.1, 47.1], [31, 47.1], [31, 47]]] } },
    { type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [[[31, 47], [31.1, 47.1], [31.1, 47], [31, 47]]] } },
    { type: 'Feature', properties: {}, geometry: { type: 'Point', coordinates: [3_451_000, 5_942_000] } },
  ],
}

/** Declares mines around a damage of a running server, so that work on it needs a clearance. */
export async function mineAround(url: string, cookie: string, damage: string): Promise<void> {
  const { position } = await asked<{ position: [number, number] }>(url, cookie, `/api/damages/${damage}`)
  await asked(url, cookie, `/api/hazards/${randomUUID()}`, { method: 'PUT', body: { kind: 'mines_confirmed', around: { path: [position], radiusM: 1500 }, from: new Date(Date.now() - 3_600_000).toISOString() } })
}

/** Looks at the zones of the desk: from a damage whose gate is shut (the panel was seen before), the form of a clearance, one zone, the list, the form of a zone, a file. */
export async function lookAtZones({ page, see }: Looking): Promise<void> {
  await page.locator('.gate').waitFor()
  await page.locator('.gate .zone-new .button').click()
  await see('desk-19-clearance', '.zone-panel')
  await page.keyboard.press('Escape')
  await page.locator('.gate-why .button').click()
  await page.locator('.zone-damage').first().waitFor()
  await see('desk-20-zone', '.zone-panel')
  await page.locator('.zone-panel .panel-steps .button').first().click()
  await page.locator('.zone-row').first().waitFor()
  await see('desk-21-zones', '.zone-panel')
  await page.locator('.zone-new .button').first().click()
  await page.locator('input[value=outline]').check()
  await page.locator('.extent-path').fill('37T CN 12345 67890\n…')
  await page.locator('.zone-form [type=submit]').click()
  await page.locator('.extent [data-invalid]').waitFor()
  await see('desk-22-declare', '.zone-panel')
  await page.locator('.zone-panel .segmented-choice').nth(1).click()
  await page.locator('.zone-import input[type=file]').setInputFiles({ name: 'zones.geojson', mimeType: 'application/geo+json', buffer: Buffer.from(JSON.stringify(FILE)) })
  await page.locator('.import-lines').waitFor()
  await see('desk-23-file', '.zone-panel', { about: '.import-lines' })
  await page.keyboard.press('Escape')
}

/** Chooses what a phone shows of the desk, the queue first or the map last, and comes back to the size of before. */
export async function onPhone(page: Page, which: 'first' | 'last'): Promise<void> {
  const before = page.viewportSize()!
  await page.setViewportSize(PHONE)
  await page.locator('.desk-switch label')[which]().click()
  await page.setViewportSize(before)
}

/** Looks at the legend with crews and areas on the map, at the table behind the areas, at what is decided on several at once, and at the queue in groups. */
export async function lookAtLayers({ page, see }: Looking): Promise<void> {
  await onPhone(page, 'last')
  await page.locator('.legend summary').click()
  for (const layer of [4, 8]) await page.locator('.legend-layers input').nth(layer).check()
  await page.locator('.legend-people').waitFor()
  await see('desk-3-legend', '.legend')
  await page.locator('.legend .button').click()
  await page.locator('.people-table tbody tr').first().waitFor()
  await see('desk-24-people', 'dialog[open]')
  await page.keyboard.press('Escape')
  for (const layer of [4, 8]) await page.locator('.legend-layers input').nth(layer).uncheck()
  await page.locator('.legend summary').click()
  await onPhone(page, 'first')
  for (const nth of [0, 1]) await page.locator('.queue-pick').nth(nth).check()
  await page.locator('.select-button').click()
  await see('desk-25-selection', '.bulk-bar')
  await page.keyboard.press('Escape')
  await page.locator('.bulk-head .icon-button').click()
  await lookAtQueue({ page, see })
}

/** Declares a zone by keys alone, the last corner under the cross of the map, reads it, and ends it: the list counts it as long as it stands. */
export async function zoneByKeys(page: Page): Promise<void> {
  const press = async (...keys: string[]) => { for (const key of keys) await page.keyboard.press(key) }
  const tabTo = async (name: string) => {
    for (let tabs = 0; tabs < 40 && await page.evaluate(() => document.activeElement?.textContent?.trim() || document.activeElement?.getAttribute('value')) !== name; tabs += 1) await press('Tab')
  }
  const count = async () => (await page.locator('.zones-button .tool-count').textContent()) ?? ''
  await page.locator('.zones-button .tool-count').getByText(/[1-9]/).waitFor()
  const before = await count()
  await press('z')
  await page.waitForFunction(() => document.activeElement?.id === 'desk-panel-title')
  await tabTo('Declare a zone')
  await press('Enter')
  await page.locator('.extent').waitFor()
  await tabTo('radius')
  await press('ArrowRight', 'ArrowRight')
  await tabTo('Draw on the map')
  await press('Enter', 'Tab')
  await page.keyboard.type('49.5, 31.5\n49.6, 31.6\n')
  await page.locator('.map-canvas').focus()
  await press(' ', 'Enter')
  await page.locator('.draw-bar').waitFor({ state: 'detached' })
  await page.locator('.extent-path').focus()
  await tabTo('Declare a zone')
  await press('Enter')
  await page.locator('.zone-head').waitFor()
  const during = await count()
  await tabTo('End the zone')
  await press('Enter', 'Tab')
  await page.locator('.zone-panel .part-form textarea').focus()
  await page.keyboard.type('demined')
  await tabTo('End the zone')
  await press('Enter')
  await page.locator('.zone-list').waitFor()
  const after = await count()
  await press('Escape')
  expect([Number(during) - Number(before), after]).toEqual([1, before])
}

/** What can be pressed and lies under a message, at each size; rows of a list that scrolls are free to move. */
async function underMessages(page: Page): Promise<string[]> {
  const [found, own] = [[] as string[], page.viewportSize()!]
  for (const [name, size] of Object.entries(SIZES)) {
    await page.setViewportSize(size)
    found.push(...await page.locator('.toast').evaluateAll(async (toasts, name) => {
      await Promise.allSettled(toasts.flatMap((toast) => toast.getAnimations()).map(({ finished }) => finished))
      const pressed = [...document.querySelectorAll('button, a, input, select, summary')].filter((one) => one.closest('.toast, .queue-scroll, .panel-scroll') === null && one.checkVisibility({ visibilityProperty: true }))
      return toasts.flatMap((toast) => {
        const own = toast.getBoundingClientRect()
        return pressed.filter((one) => { const { left, right, top, bottom, width } = one.getBoundingClientRect(); return width > 1 && left < own.right && right > own.left && top < own.bottom && bottom > own.top }).map((one) => `${name}: ${one.textContent?.trim() || one.getAttribute('aria-label')}`)
      })
    }, name))
  }
  await page.setViewportSize(own)
  return found
}

/** Selects by a box on the map, then by keys in the list, verifies those two, reads what is said of it, and takes it back: on a desk of what is unverified. */
export async function decideOnMany(page: Page): Promise<void> {
  await page.locator('.desk-map[aria-busy=false]').waitFor()
  await page.locator('.queue-row').nth(1).waitFor()
  const numberIn = async (selector: string) => Number(/\d+/.exec((await page.locator(selector).textContent()) ?? '')?.[0])
  const unverified = () => numberIn('.chip[data-chip=unverified] .chip-count')
  const settles = async (not: number) => {
    for (let tries = 0; tries < 100 && await unverified() === not; tries += 1) await page.waitForTimeout(100)
    return unverified()
  }
  await page.locator('.select-button').click()
  await page.locator('.select-menu .button').first().click()
  const { x, y, width, height } = (await page.locator('.map-canvas').boundingBox())!
  await page.mouse.move(x + 20, y + 120)
  await page.mouse.down()
  await page.mouse.move(x + width / 2, y + height / 2)
  await page.mouse.move(x + width - 80, y + height - 60)
  await page.mouse.up()
  await page.locator('.bulk-bar').waitFor()
  expect(await numberIn('.bulk-count')).toBeGreaterThan(2)
  await page.locator('.bulk-head .icon-button').click()
  // The same by keys: two corners under the cross, the map moved between them.
  await page.locator('.select-button').focus()
  for (const key of ['Enter', 'Tab', 'Enter']) await page.keyboard.press(key)
  await page.waitForFunction(() => document.activeElement?.matches('.map-canvas'))
  for (const key of [' ', ...Array.from({ length: 4 }, () => 'ArrowRight'), ...Array.from({ length: 3 }, () => 'ArrowDown')]) { await page.keyboard.press(key); await page.waitForTimeout(150) }
  await page.keyboard.press(' ')
  await page.locator('.draw-bar').waitFor({ state: 'detached' })
  await page.locator('.bulk-head .icon-button').click()
  const before = await unverified()
  await page.locator('#desk-queue-title').focus()
  for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
  await page.locator('.bulk-acts .button').first().focus()
  await page.keyboard.press('Enter')
  const between = await settles(before)
  await page.locator('.toast-action').waitFor()
  expect(await underMessages(page)).toEqual([])
  // A key leads to the way back in the message, and away from it.
  await page.locator('.bulk-bar > .button').focus()
  const at = () => page.evaluate(() => document.activeElement?.closest('.toast, .bulk-bar')?.className)
  const went = [await at()]
  for (const _ of [1, 2]) { await page.keyboard.press('F8'); went.push(await at()) }
  expect(went).toEqual(['bulk-bar', 'toast', 'bulk-bar'])
  await page.keyboard.press('Enter')
  expect([between, await settles(between)]).toEqual([before - 2, before])
}

/** Merges a damage that may be the same into the one that is open at one click, and takes it out again: the list counts it, the reports are with it. */
export async function mergeAndPart(page: Page): Promise<void> {
  const reports = () => page.locator('#desk-reports').textContent()
  const count = page.locator('.queue-count')
  const pair = page.locator('.pair')
  await pair.first().waitFor()
  const [hints, before, damages] = [await pair.count(), await reports(), await count.textContent()]
  await pair.first().getByRole('button', { name: 'Merge into this', exact: true }).click()
  const merged = page.getByRole('region', { name: 'Merged into this' })
  await merged.waitFor()
  await expect.poll(() => count.textContent()).not.toBe(damages)
  expect(await reports()).not.toBe(before)
  await page.getByText('merged a duplicate').first().waitFor()

  // One click back, from the message; then once more, with a reason, and out again by its button.
  await page.locator('.toast-action').last().click()
  await merged.waitFor({ state: 'detached' })
  await expect.poll(() => pair.count()).toBe(hints)
  await pair.first().getByRole('button', { name: 'with a reason' }).click()
  await page.getByRole('textbox', { name: 'Reason' }).fill('the same substation')
  await page.getByRole('dialog').getByRole('button', { name: 'Merge into this' }).click()
  await page.getByText('Reason: the same substation').first().waitFor()
  await merged.getByRole('button', { name: 'Take out again', exact: true }).click()
  await merged.waitFor({ state: 'detached' })
  await expect.poll(() => count.textContent()).toBe(damages)
  await expect.poll(() => pair.count()).toBe(hints)
  expect(await reports()).toBe(before)
  expect(await page.locator('dialog[open]').count()).toBe(0)
}

/** On a wall everything is as large as it has to be there, the map with it, and what the pointer is over is what the map says it is. */
export async function readOnWall(page: Page): Promise<void> {
  await page.setViewportSize({ width: 3840, height: 2160 })
  await page.reload()
  await page.locator('.desk-map[aria-busy=false]').waitFor()
  // The map is painted for the wall, not enlarged: a pixel of its canvas for each of the screen.
  expect(await page.locator('.map-canvas canvas').first().evaluate((canvas: HTMLCanvasElement) => canvas.width / canvas.getBoundingClientRect().width)).toBeCloseTo(1, 2)
  const sizes = await page.locator('.queue-name, .chip, .top-bar .button-text, .top-bar .tool-page').evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)))
  expect(Math.min(...sizes)).toBeGreaterThanOrEqual(20)
  await page.locator('.map-canvas').focus()
  await page.keyboard.press('n')
  const tip = page.locator('.map-tip')
  const [said, box] = [await tip.textContent(), (await tip.boundingBox())!]
  await page.keyboard.press('Escape')
  await tip.waitFor({ state: 'detached' })
  await page.mouse.move(box.x + box.width / 2, box.y + box.height + 45)
  await expect.poll(() => tip.textContent({ timeout: 5_000 })).toBe(said)
}
