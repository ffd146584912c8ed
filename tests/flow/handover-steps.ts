import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect } from 'vitest'
import type { Looks } from '../kit/looks.ts'
import { asked, signIn } from '../kit/people.ts'
import { lookAtLabels } from './label-steps.ts'

type Looking = { readonly page: Page; readonly see: (name: string, within?: string, how?: Looks) => Promise<void> }
type Organisations = { organisations: { id: string; kind: string }[] }

const within = async (page: Page, path: string) => (await page.evaluate(async (at) => (await fetch(at)).json(), path)) as { damages: { id: string }[] }

/** Looks at handing a damage over: the form with what its receiver may see, and what it says until it is answered. */
export async function lookAtHandover({ page, see }: Looking, url: string): Promise<void> {
  // Both languages look at once, each at its own.
  const { damages } = await within(page, '/api/damages?order=age&limit=8')
  const nth = await page.evaluate(() => (document.documentElement.lang === 'uk' ? 0 : -1))
  await page.goto(`${url}/desk?damage=${damages.at(nth)!.id}`)
  await page.locator('.handover .part-head .button').last().click()
  await page.locator('.handover-form select').selectOption({ index: 1 })
  await page.locator('.handover-part input').first().uncheck()
  await page.locator('.handover-form textarea').fill('…')
  await see('handover-1-form', '.panel', { about: '.handover' })
  await page.locator('.handover-form [type=submit]').click()
  await page.locator('.handover-open').waitFor()
  await see('handover-2-asked', '.panel', { about: '.handover' })
}

/** Looks at what the desk of one oblast has for itself: what is handed to it, and the labels of its sites. */
export async function lookFromOneOblast(step: Looking, url: string, site: string): Promise<void> {
  await lookAtHanded(step, url)
  await lookAtLabels(step, url, site)
}

/** Looks at what another organisation hands to the desk of one oblast from beyond it: only what is shared; takes it, and works on it from there. */
async function lookAtHanded({ page, see }: Looking, url: string): Promise<void> {
  const authority = await signIn(url, 'authority')
  const { organisations } = await asked<Organisations>(url, authority, '/api/organisations')
  const { damages } = await asked<{ damages: { id: string; area: string | null }[] }>(url, authority, '/api/damages?repair=none&limit=100')
  const beyond = damages.filter(({ area }) => area?.startsWith('UA63') === false).at(await page.evaluate(() => (navigator.language.startsWith('uk') ? 1 : -1)))!
  const { version } = await asked<{ version: number }>(url, authority, `/api/damages/${beyond.id}/responsibility`)
  const id = randomUUID()
  await asked(url, authority, `/api/handovers/${id}`, { method: 'PUT', body: { damage: beyond.id, to: organisations.find(({ kind }) => kind === 'emergency_service')!.id, reason: '…', shared: ['reports', 'people'], version } })
  await page.goto(`${url}/desk?handed=yes`)
  const item = page.locator(`[data-handover="${id}"]`)
  const worked = `[data-handover="${id}"] .handed-work`
  await item.locator('.handed-head .button').click()
  await item.locator('.handed-whole dl').waitFor()
  expect(await page.evaluate(async (at) => (await fetch(at)).status, `/api/damages/${beyond.id}`)).toBe(404)
  await see('handover-3-handed', 'dialog[open]')
  await item.locator('.handover-answers [data-look=primary]').click()
  await item.locator('.handed-work select').selectOption({ index: 1 })
  await item.locator('.handed-work [type=submit]').click()
  await item.locator('.handed-move').waitFor()
  await item.locator('.handed-etr input').fill('2027-01-05T12:00')
  await item.locator('.handed-etr [type=submit]').click()
  await expect.poll(async () => (await asked<{ about: { repair: { etr: string | null } } }>(url, authority, `/api/handovers/${id}`)).about.repair.etr).not.toBeNull()
  // Handed on with no more than is seen here, and taken back.
  await item.locator('.handed-work + .part-buttons .button').click()
  await item.locator('.handover-form select').selectOption({ index: 1 })
  expect(await item.locator('.handover-part').count()).toBe(2)
  await item.locator('.handover-form textarea').fill('…')
  await see('handover-5-onward', 'dialog[open]', { about: worked })
  const [given] = await Promise.all([page.waitForResponse((answer) => answer.url().includes(`${id}/onward/`)), item.locator('.handover-form [type=submit]').click()])
  const { id: next } = (await given.json()) as { id: string }
  await page.locator(`[data-handover="${next}"] .handover-answers .button`).click()
  await item.locator('.handed-work + .part-buttons .button').waitFor()
  await see('handover-4-ours', 'dialog[open]', { about: worked })
}
