import { execFileSync } from 'node:child_process'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium, type BrowserContext } from 'playwright-core'
import { PHONE, watch, type PageOptions, type Tab } from './browser.ts'
import { chromiumLaunch } from './chromium.ts'

/** A page in a browser whose profile outlives it. */
export type ProfileTab = Tab & {
  /** SIGKILL to all of the browser, as by a phone that needs the memory; resolves when it is gone. */
  readonly kill: () => Promise<void>
  /** Closes the browser as a person would. */
  readonly close: () => Promise<void>
}

/** The processes of the browser on a profile. */
function processesOf(folder: string): number[] {
  const lines = execFileSync('ps', ['-eo', 'pid=,args='], { encoding: 'utf8', maxBuffer: 1 << 24 }).split('\n')
  return lines.filter((line) => line.includes(`--user-data-dir=${folder}`)).map((line) => Number.parseInt(line, 10))
}

async function kill(folder: string, context: BrowserContext) {
  const gone = new Promise((resolve) => context.once('close', resolve))
  for (const pid of processesOf(folder)) {
    try {
      process.kill(pid, 'SIGKILL')
    } catch {
      // it went with the one before it
    }
  }
  await gone
}

/**
 * Gives a test a phone's browser that can be killed and opened again on the same profile: cookies, caches, IndexedDB and service workers
 * are on disk, as they are for an installed app. `open` again only after `kill` or `close`. An error that the test did not expect fails it.
 */
export const withProfile = (test: (open: (options?: PageOptions) => Promise<ProfileTab>) => Promise<void>) => async () => {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-profile-'))
  const errors: string[] = []
  let opened: BrowserContext | undefined
  try {
    await test(async ({ expectErrors = [], ...options } = {}) => {
      const context = await chromium.launchPersistentContext(folder, {
        headless: true, ...chromiumLaunch(), viewport: PHONE, locale: 'en-GB', timezoneId: 'UTC', hasTouch: true, isMobile: true, ...options,
      })
      opened = context
      const page = context.pages()[0] ?? await context.newPage()
      for (const one of context.pages()) watch(one, expectErrors, errors)
      context.on('page', (one) => watch(one, expectErrors, errors))
      return { context, page, kill: () => kill(folder, context), close: () => context.close() }
    })
  } finally {
    await opened?.close()
    await rm(folder, { recursive: true, force: true, maxRetries: 5 })
  }
  if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`)
}
