import { execFileSync, spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { Page } from 'playwright-core'
import { expect, test } from 'vitest'
import { formatSms } from '../../geo/reports/sms.ts'
import { projectRoot } from '../../api/root.ts'
import { DESKTOP, PHONE, shoot, withBrowser } from '../kit/browser.ts'
import { withServer, type Server } from '../kit/server.ts'

const WCAG = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa']
const PASSWORD = 'the first administrator'
const SECRET = 'not a secret: every server of the tests has it'

async function accessible(page: Page, where: string) {
  const { violations } = await new AxeBuilder({ page }).withTags(WCAG).analyze()
  expect(violations.map((violation) => `${where}: ${violation.id}: ${violation.nodes.map((node) => `${node.html} ${node.failureSummary}`).join(' ')}`)).toEqual([])
}

const box = (west: number, south: number, east: number, north: number) => ({ type: 'Polygon', coordinates: [[[west, south], [east, south], [east, north], [west, north], [west, south]]] })
const collection = (features: readonly { properties: object; geometry: object }[]) => JSON.stringify({ type: 'FeatureCollection', features: features.map((feature) => ({ type: 'Feature', ...feature })) })

/** Runs a compiled command on the server's database, as an operator does; the embedded one must not be open meanwhile. */
const command = (server: Server, name: string, args: readonly string[], env: Record<string, string> = {}) => {
  const { DATABASE_URL: _, TEST_DATABASE_URL: __, ...inherited } = process.env
  return [process.execPath, [join(projectRoot, '.build/server/api', name), ...args], {
    cwd: projectRoot, encoding: 'utf8', stdio: 'pipe',
    env: { ...inherited, DEMO: 'no', DATA_DIR: server.dataDir, AUTH_SECRET: SECRET, ...(server.databaseUrl ? { DATABASE_URL: server.databaseUrl } : {}), ...env },
  }] as const
}

function importAreas(server: Server) {
  const put = (level: string, features: Parameters<typeof collection>[0]) => {
    const file = join(server.dataDir, `${level}.geojson`)
    writeFileSync(file, collection(features))
    execFileSync(...command(server, 'imports/main.js', ['--what', 'areas', '--format', 'geojson', '--file', file, '--area-level', level, '--source', 'test', '--licence', 'CC0-1.0', '--attribution', 'made for a test', '--map', 'code=code', '--map', 'parent=parent']))
  }
  put('country', [{ properties: { code: 'C', name_uk: 'Країна', name_en: 'Country' }, geometry: box(30, 46, 34, 52) }])
  put('oblast', [
    { properties: { code: 'N', name_uk: 'Північна', name_en: 'Northern', parent: 'C' }, geometry: box(30, 49, 34, 52) },
    { properties: { code: 'S', name_uk: 'Південна', name_en: 'Southern', parent: 'C' }, geometry: box(30, 46, 34, 49) },
  ])
  put('hromada', [{ properties: { code: 'N1', name_uk: 'Перша', name_en: 'First', parent: 'N' }, geometry: box(30, 49, 32, 52) }])
}

test('an administrator makes an organisation, a crew and its member, who signs in and finds the phone\'s page', withServer({ env: { DEMO: 'no' } }, (server) => withBrowser(async (openPage) => {
  await server.stop()
  const makeAdmin = (password: string) => spawnSync(...command(server, 'access/create-person.js', ['--email', 'Admin@Example.org', '--name', 'Адміністратор', '--role', 'admin'], { PASSWORD: password }))
  expect(makeAdmin('short').status).toBe(2)
  expect(makeAdmin(PASSWORD).stdout).toContain('admin admin@example.org made')
  const again = makeAdmin(PASSWORD)
  expect([again.status, again.stderr]).toEqual([1, expect.stringContaining('Someone with this e-mail exists already')])
  importAreas(server)
  await server.restart()

  const { page, context } = await openPage({ viewport: DESKTOP, reducedMotion: 'reduce', expectErrors: [/409/] })
  await context.grantPermissions(['clipboard-read', 'clipboard-write'])
  await page.goto(server.url)
  await page.getByLabel('E-mail').fill('admin@example.org')
  await page.getByLabel('Password').fill(PASSWORD)
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('**/admin')
  await page.getByRole('heading', { name: 'Before work can begin' }).waitFor()
  await page.getByText('admin@example.org').waitFor()
  await accessible(page, 'first steps')
  await shoot(page, 'admin-1-first-steps')

  const dialog = page.getByRole('dialog')
  await page.getByRole('link', { name: 'Crews', exact: true }).click()
  await page.getByText('No organisation yet').waitFor()
  await accessible(page, 'no crews')
  await page.getByRole('button', { name: 'New organisation' }).click()
  await dialog.getByLabel('Name in English', { exact: true }).fill('Northern Power')
  await dialog.getByLabel('Kind', { exact: true }).selectOption('energy_utility')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Northern Power').first().waitFor()

  await page.getByRole('button', { name: 'New crew' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('Lines 1')
  await dialog.getByLabel('Organisation', { exact: true }).selectOption({ label: 'Northern Power' })
  await dialog.getByLabel('Area', { exact: true }).selectOption({ label: 'Country' })
  await dialog.getByLabel('Within Country', { exact: true }).selectOption({ label: 'Northern' })
  await dialog.getByLabel('Within Northern', { exact: true }).selectOption({ label: 'First' })
  await dialog.getByLabel(/^Base/).fill('somewhere')
  await page.getByText('This is no place that can be read').waitFor()
  await dialog.getByLabel(/^Base/).fill('50.5, 31.2')
  await dialog.getByLabel('Overhead lines', { exact: true }).check()
  await dialog.getByLabel(/^Numbers for SMS/).fill('+380 50 123 45 67\n050 1')
  await dialog.getByLabel(/^Numbers for SMS/).blur()
  await page.getByText('This is no number that can be read: 050 1').waitFor()
  await accessible(page, 'the crew form')
  await shoot(page, 'admin-2-crew-form')
  await dialog.getByLabel(/^Numbers for SMS/).fill('+380 50 123 45 67')
  await page.getByRole('button', { name: 'Save' }).click()
  await page.getByText('Northern Power · First').waitFor()
  await shoot(page, 'admin-2-crews')

  // What the gateway hands in from the number of the crew is a report of the crew.
  await page.getByRole('link', { name: 'Keys', exact: true }).click()
  await page.getByRole('button', { name: 'New key' }).click()
  await dialog.getByLabel('What it is for', { exact: true }).selectOption({ label: 'Handing in SMS' })
  await dialog.getByLabel('Who uses it', { exact: true }).fill('Gateway 1')
  await dialog.getByLabel('Whose crews’ SMS it hands in', { exact: true }).selectOption({ label: 'Country' })
  await accessible(page, 'the key form')
  await shoot(page, 'admin-2-key-form')
  await page.getByRole('button', { name: 'Make key' }).click()
  await page.getByText(`${server.url}/api/sms`).waitFor()
  const key = (await page.locator('.shown-once code').textContent())!
  const handedIn = await fetch(`${server.url}/api/sms`, { method: 'POST', headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' }, body: JSON.stringify({ id: '1', from: '+380501234567', text: formatSms({ position: [31.2, 50.5] }, 3) }) })
  expect(await handedIn.json()).toMatchObject({ outcome: 'kept' })
  await page.getByRole('button', { name: 'Done' }).click()

  await page.getByRole('link', { name: 'People', exact: true }).click()
  await page.getByRole('button', { name: 'New person' }).click()
  await dialog.getByLabel('Name', { exact: true }).fill('Olena')
  await dialog.getByLabel('E-mail', { exact: true }).fill('olena@example.org')
  await dialog.getByLabel('Role', { exact: true }).selectOption({ label: 'Field crew' })
  await dialog.getByLabel('Crew', { exact: true }).selectOption({ label: 'Lines 1 · Northern Power · First' })
  await accessible(page, 'the person form')
  await page.getByRole('button', { name: 'Make person' }).click()
  await page.getByText('Olena can sign in').waitFor()
  const password = (await page.locator('.shown-once code').textContent())!
  await page.getByRole('button', { name: 'Copy' }).click()
  await page.getByRole('button', { name: 'Copied' }).waitFor()
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(password)
  await accessible(page, 'the password shown once')
  await shoot(page, 'admin-3-password')
  await page.getByRole('button', { name: 'Done' }).click()
  expect(await page.content()).not.toContain(password)
  await page.getByText('Field crew · Lines 1 · First').waitFor()

  const phone = await openPage({ viewport: PHONE, hasTouch: true, isMobile: true, locale: 'uk-UA', expectErrors: [/401/] })
  await phone.page.goto(`${server.url}/sign-in`)
  await phone.page.getByLabel('Електронна пошта').fill('olena@example.org')
  await phone.page.getByLabel('Пароль').fill(password)
  await phone.page.getByRole('button', { name: 'Увійти' }).tap()
  await phone.page.waitForURL('**/field')
  await phone.page.locator('.photo-take').waitFor()
  await shoot(phone.page, 'admin-4-phone')

  // Signed out everywhere by the administrator, the phone's session is over.
  await page.reload()
  await page.getByRole('button', { name: 'Open Olena' }).click()
  await page.getByText('Signed in on 1 device').waitFor()
  await accessible(page, 'a person')
  await shoot(page, 'admin-5-person')
  await page.getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.locator('.sure').getByRole('button', { name: 'Sign out everywhere' }).click()
  await page.getByText('Not signed in anywhere now').waitFor()
  expect(await phone.page.evaluate(async () => (await fetch('/api/me')).status)).toBe(401)

  await page.keyboard.press('Escape')
  await page.getByRole('button', { name: 'Open Адміністратор' }).click()
  await page.getByRole('button', { name: 'End' }).click()
  const refused = page.waitForResponse((answer) => answer.request().method() === 'DELETE')
  await page.locator('.sure').getByRole('button', { name: 'End' }).click()
  expect((await refused).status()).toBe(409)
  await page.getByText('This administrator has to stay').waitFor()
  await accessible(page, 'refused')

  // The same rooms on a phone, in the dark.
  await page.setViewportSize(PHONE)
  await page.emulateMedia({ colorScheme: 'dark', reducedMotion: 'reduce' })
  for (const [section, words] of [['people', 'Olena'], ['crews', 'Lines 1'], ['keys', 'Gateway 1'], ['devices', 'Lines 1 ·']] as const) {
    await page.goto(`${server.url}/admin/${section}`)
    await page.getByText(words).first().waitFor()
    await accessible(page, `${section} in the dark`)
    expect(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), `${section} fits the width`).toBe(0)
  }
  await shoot(page, 'admin-6-phones-dark')
  await page.goto(`${server.url}/account`)
  await page.getByLabel('Present password').fill(PASSWORD)
  await page.getByLabel('New password').fill('a password of their own')
  await accessible(page, 'the account in the dark')
  await page.getByRole('button', { name: 'Change password' }).click()
  await page.getByText('Password changed').waitFor()
})()), 240_000)
