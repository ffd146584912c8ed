import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import { makeArchive, makeWorldTile } from '../kit/pmtiles.ts'
import { onPhone } from './desk-steps.ts'

type Step = { readonly page: Page; readonly see: (name: string, within?: string) => Promise<void> }

/** Settings of a server with two base maps of its own: an archive of one vector tile, and one that is not there. */
export function withBaseMaps(): { readonly BASE_MAPS: string } {
  const folder = mkdtempSync(join(tmpdir(), 'vidnova-base-maps-'))
  const archive = join(folder, 'world.pmtiles')
  writeFileSync(archive, makeArchive(1, [{ z: 0, x: 0, y: 0, bytes: makeWorldTile() }]))
  const one = (id: string, uk: string, en: string, path: string) => ({ kind: 'pmtiles', id, names: { uk, en }, attribution: '© OpenStreetMap contributors', archive: path })
  return { BASE_MAPS: JSON.stringify([one('streets', 'Вулиці', 'Streets', archive), one('imagery', 'Знімки', 'Imagery', join(folder, 'none.pmtiles'))]) }
}

/** Puts another base map under the symbols, then one that does not answer: it is said, and the one that ships is there. */
async function lookAtBaseMaps({ page, see }: Step): Promise<void> {
  await onPhone(page, 'last')
  await page.locator('.legend summary').click()
  const tile = page.waitForResponse((answer) => answer.url().includes('/api/base-maps/streets/tiles/0/0/0') && answer.ok())
  await page.locator('.legend-bases input').nth(1).check()
  await tile
  await page.locator('.legend-bases input').nth(2).check()
  await page.locator('.legend-quiet').waitFor()
  await page.locator('.toast').filter({ hasText: /Знімки|Imagery/ }).waitFor() // clocks that were missed may be told beside it
  await see('desk-26-base-map', '.legend')
  await page.locator('.legend-bases input').first().check()
  await page.locator('.legend summary').click()
  await onPhone(page, 'first')
}

/** The desk as it was: a day back by keys alone; read only; its address, a moment too far back, and now again. */
async function lookAtPast({ page, see }: Step, url: string): Promise<void> {
  await page.goto(`${url}/desk`)
  await page.locator('.queue-row').first().waitFor()
  const now = Number(/\d+/.exec((await page.locator('.queue-count').textContent()) ?? '')?.[0])
  await page.locator('#desk-queue-title').focus()
  await page.keyboard.press('h')
  await page.waitForFunction(() => document.activeElement?.id === 'time-slider')
  await page.keyboard.press('PageDown')
  await page.keyboard.press('ArrowLeft')
  await page.locator('.past-row').first().waitFor()
  await page.locator('.past[aria-busy=false]').waitFor()
  const then = Number((await page.locator('.past-figures dd').first().textContent())?.replace(/\D/g, ''))
  expect(then).toBeGreaterThan(0)
  expect(then).toBeLessThan(now)
  await page.locator('.past-row:enabled').first().click()
  await page.locator('.site-card').waitFor()
  expect(await page.locator('.panel, .zones-button, .select-button, .queue-pick').count()).toBe(0)
  await see('desk-27-past', '.desk')
  expect(page.url()).toMatch(/[?&]at=\d{4}-\d\d-\d\dT\d\d:00:00Z/)
  await page.goto(`${url}/desk?at=2020-01-01T00:00:00Z`)
  await page.locator('.past .empty-state').waitFor()
  await see('desk-29-past-outside', '.past')
  await page.locator('.past .empty-state .button').click()
  await page.locator('.queue-row').first().waitFor()
  expect(page.url()).not.toContain('at=')
  await page.keyboard.press('Escape')
}

/** What the map can do beside the present and the map that ships. */
export async function lookAtMap(step: Step, url: string): Promise<void> {
  await lookAtPast(step, url)
  await lookAtBaseMaps(step)
}
