import { randomUUID } from 'node:crypto'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { DESKTOP, shoot, withBrowser, type Tab } from '../kit/browser.ts'
import { addDamages } from '../kit/many-damages.ts'
import { asked, signIn } from '../kit/people.ts'
import { startServer, withServer, type Server } from '../kit/server.ts'
import { mineAround } from './desk-steps.ts'

/** So many damages beside those of the demonstration; a hundred thousand by the command in tests/README.md. */
const DAMAGES = Number(process.env.SHIFT_DAMAGES ?? 1500)
const OBLAST = 'UA63000000000041885'
const WITHIN_MS = 20_000
const ENV = { DEMO: 'yes' }

type Whole = { id: string; state: string; verification: string; priority: { weights: number }; repair: { id: string; state: string } | null; reports: number; timeline: { verb: string }[] }

const enter = async ({ context, page }: Tab, server: Server, role: string, path: string) => {
  const [name = '', value = ''] = (await signIn(server.url, role)).split(/=(.*)/s)
  await context.addCookies([{ name, value, url: server.url }])
  await page.goto(`${server.url}${path}`)
}
const press = (page: Page, name: string | RegExp, within = '.panel') => page.locator(within).getByRole('button', { name, exact: typeof name === 'string' }).first().click()
const says = (page: Page, text: string | RegExp, within = '.panel') => page.locator(within).getByText(text).filter({ visible: true }).first().waitFor({ timeout: WITHIN_MS })

/** Two servers on one database where there is a server for it, else one. */
async function withBoth(test: (first: Server, second: Server) => Promise<void>) {
  await withServer({ env: ENV }, async (first) => {
    await addDamages(first, DAMAGES, OBLAST)
    if (first.databaseUrl === undefined) return test(first, first)
    const second = await startServer({ databaseUrl: first.databaseUrl, env: ENV })
    await test(first, second).finally(() => second.discard())
  })()
}

test('a shift: filter, triage, merge, verify, re-weigh, assign, block, clear, restore and report, by two people at once', () => withBoth((first, second) => withBrowser(async (openPage) => {
  const took: [string, number][] = []
  const timed = async <T>(what: string, work: () => Promise<T>) => {
    const began = performance.now()
    const made = await work()
    took.push([what, performance.now() - began])
    return made
  }
  const crew = await signIn(first.url, 'crew')
  const file = async (east: number) => {
    const body = {
      id: randomUUID(), observedAt: new Date(Date.now() - 1_200_000).toISOString(), position: [36.3 + east, 49.85], accuracyM: 12, located: 'gps', place: 'Нова Зміна', kind: 'substation',
      severity: 4, function: 'out', note: 'Трансформатор горів', separate: true,
    }
    const { damage } = await asked<{ damage: string }>(first.url, crew, `/api/reports/${body.id}`, { method: 'PUT', body })
    return damage
  }
  const [damage, twin] = [await file(0), await file(0.0006)]
  const whole = () => asked<Whole>(second.url, crew, `/api/damages/${damage}`)

  // Two people open their desks, each on a server of their own.
  const [dispatcher, authority] = [await openPage({ viewport: DESKTOP, expectErrors: [/409|422/] }), await openPage({ viewport: DESKTOP })]
  await enter(dispatcher, first, 'dispatcher', '/desk')
  await enter(authority, second, 'authority', `/desk?damage=${damage}`)
  const [a, b] = [dispatcher.page, authority.page]
  await timed('desk: its queue after opening', async () => {
    await a.reload()
    await a.locator('.queue-row').first().waitFor({ timeout: 60_000 })
  })
  await a.getByText('Live', { exact: true }).waitFor({ timeout: WITHIN_MS })
  await b.getByRole('heading', { name: 'Why here' }).waitFor({ timeout: 60_000 })
  await shoot(a, 'shift-1-queue')

  await timed('filter: of all to the two of one place', async () => {
    await a.getByRole('searchbox', { name: 'Search the queue' }).fill('нова зміна')
    await expect.poll(() => a.locator('.queue-row').count(), { timeout: WITHIN_MS }).toBe(2)
  })

  // Triage: the two are one, and it is true.
  await a.goto(`${first.url}/desk?damage=${damage}`)
  await a.getByRole('button', { name: 'Merge into this', exact: true }).first().waitFor({ timeout: WITHIN_MS })
  // What the merge brought in comes late: what the same person decides right after it is not held to be overtaken by somebody else.
  const late = `**/api/damages/${damage}`
  await a.route(late, async (route) => { await new Promise((later) => { setTimeout(later, 2_000) }); await route.continue() })
  await press(a, 'Merge into this')
  await timed('merged: seen by the other', () => says(b, 'Merged into this'))
  await Promise.all([a.waitForResponse(/\/verification$/, { timeout: WITHIN_MS }), press(a, 'Verify')])
  await a.unroute(late)
  await timed('verified: seen by the other', async () => { await expect.poll(async () => (await b.locator('section[aria-labelledby=desk-verify]').textContent()) ?? '', { timeout: WITHIN_MS }).toMatch(/Verified/) })
  expect(await whole()).toMatchObject({ verification: 'verified', reports: 2 })
  expect((await asked<Whole>(second.url, crew, `/api/damages/${twin}`)).state).toBe('merged')
  await shoot(b, 'shift-2-triaged')

  // The authority re-weighs what a person without power counts.
  await b.locator('.tool-weights').click()
  await b.locator('.weights').waitFor({ timeout: WITHIN_MS })
  await b.locator('dialog[open] select').first().selectOption(OBLAST)
  await b.locator('.weight input').first().waitFor({ timeout: WITHIN_MS })
  await b.locator('.weight input').first().fill('3')
  await timed('weights: what they would move', async () => {
    await b.locator('.weights button[type=submit]').click()
    await b.locator('.weights-preview').waitFor({ timeout: 60_000 })
  })
  await shoot(b, 'shift-3-weights')
  await b.locator('dialog[open] textarea').fill('Без світла гірше за все')
  await press(b, 'Put in force', 'dialog[open]')
  await b.getByText('The weights are in force').first().waitFor({ timeout: 60_000 })
  await timed('weights: the end of the queue follows', async () => { await expect.poll(async () => (await whole()).priority.weights, { timeout: 600_000 }).toBeGreaterThan(0) })
  await b.goto(`${second.url}/desk?damage=${damage}`)

  // A crew is sent, and cannot work: first it waits, then the ground is mined.
  await press(a, 'Open a repair')
  await a.locator('.crews .crew').filter({ hasText: 'Бригада 7' }).first().click()
  await press(a, 'Open and send')
  await timed('assigned: seen by the other', () => says(b, 'Бригада 7'))
  await press(a, 'En route')
  await says(a, 'En route', '.repair-now')
  await press(a, 'Block…')
  await a.locator('dialog[open] .radio-row', { hasText: 'Waiting for parts' }).click()
  await press(a, 'Block', 'dialog[open]')
  await timed('blocked: seen by the other', () => says(b, /Blocked/, '.repair-blocked'))
  await shoot(b, 'shift-4-blocked')
  await press(a, /^Go on/)
  await says(a, 'En route', '.repair-now')

  await mineAround(second.url, await signIn(second.url, 'authority'), damage)
  await a.locator('.gate .zone-new .button').waitFor({ timeout: WITHIN_MS })
  await press(a, 'On site')
  await says(a, 'On site', '.repair-now')
  await press(a, 'Work began')
  await a.getByText('Not saved').first().waitFor({ timeout: WITHIN_MS })
  await says(a, 'On site', '.repair-now')
  expect((await whole()).repair).toMatchObject({ state: 'on_site' })
  await a.locator('.gate .zone-new .button').click()
  await a.locator('.zone-form input[maxlength="200"]').fill('Акт 17')
  await shoot(a, 'shift-5-clearance')
  await a.locator('.zone-form [type=submit]').click()
  await timed('cleared: seen by the other', () => says(b, /Акт 17/, '.gate'))

  for (const [step, state] of [['Work began', 'In progress'], ['Service is back', 'Restored']] as const) {
    await press(a, step)
    await says(a, state, '.repair-now')
  }
  await timed('restored: seen by the other', () => says(b, 'Restored', '.repair-now'))
  await shoot(b, 'shift-6-restored')
  const ended = await whole()
  expect(ended).toMatchObject({ state: 'restored', repair: { state: 'restored' } })
  for (const verb of ['report.filed', 'damage.merged', 'damage.verified', 'repair.opened', 'repair.moved', 'damage.restored']) expect(ended.timeline.map((entry) => entry.verb)).toContain(verb)

  // The shift ends with its report, kept with a number and printed.
  await b.goto(`${second.url}/desk/report?area=${OBLAST}`)
  await timed('report: kept with a number', async () => {
    await press(b, 'Keep it', '.situation-actions')
    await b.getByText(/Kept as no\. \d+/).waitFor({ timeout: 60_000 })
  })
  const href = await b.locator('.situation-actions a[target=_blank]').getAttribute('href', { timeout: WITHIN_MS })
  await shoot(b, 'shift-7-report', { fullPage: true })
  const pdf = await authority.context.request.get(`${second.url}${href}`)
  expect([pdf.status(), pdf.headers()['content-type'], (await pdf.body()).subarray(0, 5).toString()]).toEqual([200, 'application/pdf', '%PDF-'])
  process.stdout.write(`${took.map(([what, ms]) => `  ${what.padEnd(44)} ${Math.round(ms)} ms`).join('\n')}\n`)
})()), 1_200_000)
