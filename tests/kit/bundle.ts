import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { build } from 'vite'
import { projectRoot } from '../../api/root.ts'

// An origin that nobody serves: every request to it is answered by the test. As localhost it is trusted with keys and locks.
const ORIGIN = 'http://localhost:4999'
const bundles = new Map<string, Promise<string>>()

/** Our own modules as one script for a page: `entry` is a path from the root of the project. */
export function bundleOf(entry: string): Promise<string> {
  const made = bundles.get(entry) ?? build({
    configFile: false, root: projectRoot, logLevel: 'error', publicDir: false,
    build: { write: false, minify: false, target: 'es2022', lib: { entry: join(projectRoot, entry), formats: ['es'], fileName: 'entry' }, rolldownOptions: { output: { codeSplitting: false } } },
  }).then((result) => {
    const [output] = Array.isArray(result) ? result : [result]
    if (output === undefined || !('output' in output)) throw new Error('the bundler watched instead of building')
    return output.output[0].code
  })
  bundles.set(entry, made)
  return made
}

/** Opens an empty page of ours, on which the exports of `entry` are `globalThis.kit`: real IndexedDB, locks and keys, no server. */
export async function openWith(page: Page, entry: string): Promise<void> {
  const script = await bundleOf(entry)
  await page.route(`${ORIGIN}/**`, (route) => {
    const isScript = route.request().url().endsWith('.js')
    return route.fulfill(isScript ? { contentType: 'text/javascript', body: script } : {
      contentType: 'text/html', body: '<!doctype html><html lang="en"><title>kit</title><link rel="icon" href="data:,"><script type="module">import * as kit from "/kit.js"; globalThis.kit = kit</script></html>',
    })
  })
  await page.goto(`${ORIGIN}/`)
  await page.waitForFunction(() => 'kit' in globalThis)
}
