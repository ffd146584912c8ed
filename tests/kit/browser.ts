import { mkdirSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { chromium, type Browser, type BrowserContext, type BrowserContextOptions, type Page } from 'playwright-core'
import { projectRoot } from '../../api/root.ts'
import { chromiumLaunch } from './chromium.ts'

/** The viewport of a small phone, in CSS pixels. */
export const PHONE = { width: 360, height: 740 }
/** The viewport of a tablet on its side, in CSS pixels. */
export const TABLET = { width: 1024, height: 768 }
/** The viewport of a desk, in CSS pixels. */
export const DESKTOP = { width: 1440, height: 900 }

/** Everything playwright knows of a context, and which console errors a test expects (a refused request logs one). */
export type PageOptions = BrowserContextOptions & { readonly expectErrors?: readonly RegExp[] }

/** A page in a context of its own. */
export type Tab = { readonly page: Page; readonly context: BrowserContext }

// Everything ships with the app: a request to another host is a mistake, even one that would be answered.
const OUTSIDE = /^(https?|wss?):\/\/(?!(127\.0\.0\.1|localhost)[:/])/

let running: Promise<Browser> | undefined

/** Starts a browser; close it after. Most tests want `withBrowser`, which shares one. */
export const launch = (): Promise<Browser> => chromium.launch({ headless: true, ...chromiumLaunch() })

async function shared(): Promise<Browser> {
  const browser = await (running ??= launch())
  if (browser.isConnected()) return browser
  running = launch()
  return running
}

/** Notes in `found` every error of a page that is not expected, and every request to another host. */
export function watch(page: Page, expected: readonly RegExp[], found: string[]) {
  const note = (text: string) => { if (!expected.some((pattern) => pattern.test(text))) found.push(`${page.url()}: ${text}`) }
  page.on('pageerror', (error) => note(error.stack ?? error.message))
  page.on('request', (request) => { if (OUTSIDE.test(request.url())) note(`asked an outside host: ${request.url()}`) })
  page.on('crash', () => note('the page crashed'))
  page.on('console', (message) => { if (message.type() === 'error') note(`${message.text()} ${message.location().url}`) })
}

const ENDS_WITHIN_MS = 10_000

/** What stood on each page when a test failed, in words and as tests/artefacts/failed-<n>.png: a machine that one cannot look into says it so. */
async function seenAtLast(contexts: readonly BrowserContext[]): Promise<string> {
  const pages = contexts.flatMap((context) => context.pages())
  const told = await Promise.all(pages.map(async (page, nth) => {
    const words = Promise.all([
      page.evaluate(() => {
        const shown = (document.querySelector('dialog[open]') ?? document.body).cloneNode(true) as Element
        for (const long of shown.querySelectorAll('select, script, style')) long.remove()
        return `${document.activeElement?.outerHTML.slice(0, 200)}\n${(shown.textContent ?? '').replaceAll(/\s+/g, ' ').slice(0, 2000)}`
      }),
      shoot(page, `failed-${nth + 1}`, { timeout: ENDS_WITHIN_MS }),
    ]).then(([text]) => text, (error: unknown) => `could not be asked: ${String(error).split('\n')[0]}`)
    return `\n--- ${page.url()} at last, the focus first ---\n${await Promise.race([words, wait(ENDS_WITHIN_MS, 'did not answer', { ref: false })])}`
  }))
  return told.join('')
}

/** Closes the pages of a test. A browser that does not close them is given up: the next test starts another. */
async function closed(browser: Browser, contexts: readonly BrowserContext[]): Promise<void> {
  const all = Promise.all(contexts.map((context) => context.close()))
  if (await Promise.race([all, wait(ENDS_WITHIN_MS, 'late' as const, { ref: false })]) !== 'late') return
  running = undefined
  await Promise.race([browser.close(), wait(ENDS_WITHIN_MS, undefined, { ref: false })])
}

/**
 * Gives a test pages, each in a context of its own (cookies and storage are not shared; `tab.context.newPage()` shares them).
 * An error on any page that the test did not expect fails it.
 */
export const withBrowser = (test: (openPage: (options?: PageOptions) => Promise<Tab>) => Promise<void>) => async () => {
  const browser = await shared()
  const errors: string[] = []
  const contexts: BrowserContext[] = []
  try {
    await test(async ({ expectErrors = [], ...options } = {}) => {
      const context = await browser.newContext({ viewport: DESKTOP, locale: 'en-GB', timezoneId: 'UTC', ...options })
      contexts.push(context)
      context.on('page', (page) => watch(page, expectErrors, errors))
      // What a script tries and catches is refused in silence: the page says it aloud.
      await context.addInitScript(() => { addEventListener('securitypolicyviolation', ({ violatedDirective, blockedURI, sourceFile }) => { console.error(`refused by the content security policy: ${violatedDirective} ${blockedURI} ${sourceFile}`) }) })
      return { context, page: await context.newPage() }
    })
  } catch (error) {
    if (error instanceof Error) error.message += await seenAtLast(contexts)
    throw error
  } finally {
    await closed(browser, contexts)
  }
  if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`)
}

/** Keeps a picture of the page as tests/artefacts/<name>.png and gives its path. */
export async function shoot(page: Page, name: string, options: { fullPage?: boolean; timeout?: number } = {}): Promise<string> {
  const path = join(projectRoot, 'tests/artefacts', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  await page.screenshot({ path, animations: 'disabled', ...options })
  return path
}
