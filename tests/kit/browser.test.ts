import { readFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { describe, expect, test } from 'vitest'
import { PHONE, shoot, withBrowser } from './browser.ts'
import { withProfile } from './profile.ts'

const words = 'Підстанція «Північна»: ґанок, їжак, єнот, 330 кВ'
const inPage = (body: string) => `data:text/html;charset=utf-8,${encodeURIComponent(`<!doctype html><html lang="uk"><body>${body}</body></html>`)}`

const OPEN = 'const asked = indexedDB.open("kept"); asked.onupgradeneeded = () => asked.result.createObjectStore("words"); asked.onerror = () => failed(asked.error)'
const WRITE = `new Promise((done, failed) => { ${OPEN}; asked.onsuccess = () => {
  const tx = asked.result.transaction("words", "readwrite", { durability: "strict" })
  tx.objectStore("words").put("still here", "word")
  tx.oncomplete = () => done()
} })`
const READ = `new Promise((done, failed) => { ${OPEN}; asked.onsuccess = () => {
  const found = asked.result.transaction("words").objectStore("words").get("word")
  found.onsuccess = () => done(found.result)
} })`

describe('the browser that npm brought', () => {
  test('draws Ukrainian letters, and keeps the picture', withBrowser(async (openPage) => {
    const { page } = await openPage({ viewport: PHONE, locale: 'uk-UA', colorScheme: 'dark' })
    await page.goto(inPage(`<p>${words}</p>`))
    const picture = await readFile(await shoot(page, 'kit/ukrainian'))
    await page.goto(inPage('<p>&nbsp;</p>'))
    const blank = await readFile(await shoot(page, 'kit/blank'))

    expect(picture.length, 'text that is invisible makes the same picture as none').toBeGreaterThan(blank.length * 2)
    expect(await page.evaluate(() => [navigator.language, innerWidth, matchMedia('(prefers-color-scheme: dark)').matches])).toEqual(['uk-UA', 360, true])
  }))

  test('fails a test whose page throws', async () => {
    const careless = withBrowser(async (openPage) => {
      const { page } = await openPage()
      await page.goto(inPage('<script>setTimeout(() => { throw new Error("a mistake of the page") })</script>'))
      await page.waitForTimeout(50)
    })
    await expect(careless()).rejects.toThrow('a mistake of the page')
  })

  test('fails a test whose page writes an error to the console, unless the test expects it', async () => {
    const complaining = (expectErrors: RegExp[]) => withBrowser(async (openPage) => {
      const { page } = await openPage({ expectErrors })
      await page.goto(inPage('<script>console.error("not good")</script>'))
      await page.waitForTimeout(50)
    })
    await expect(complaining([])()).rejects.toThrow('not good')
    await expect(complaining([/^not good/])()).resolves.toBeUndefined()
  })

  test('keeps what a page stored for good over a kill, in a profile on disk', withProfile(async (open) => {
    const origin = createServer((_, reply) => { reply.setHeader('content-type', 'text/html').end('<!doctype html><title>kept</title>') })
    await new Promise<void>((listening) => origin.listen(0, '127.0.0.1', listening))
    try {
      const address = `http://127.0.0.1:${(origin.address() as AddressInfo).port}/`
      const first = await open()
      await first.page.goto(address)
      await first.page.evaluate(WRITE)
      await first.kill()
      const second = await open()
      await second.page.goto(address)
      expect(await second.page.evaluate(READ)).toBe('still here')
    } finally {
      origin.closeAllConnections()
      origin.close()
    }
  }))
})
