import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { encodeQR } from 'qr'
import { chromium } from 'playwright-core'
import { watch, type PageOptions, type Tab } from './browser.ts'
import { chromiumLaunch } from './chromium.ts'

const SIDE = 480

/** A film (YUV4MPEG2) that shows QR codes one after the other, a fifth of a second each. */
function filmOf(texts: readonly string[]): Buffer {
  const grey = Buffer.alloc((SIDE * SIDE) / 2, 128)
  const frames = texts.flatMap((text) => {
    const dots = encodeQR(text, 'raw', { border: 4, scale: 1, ecc: 'medium' })
    const scale = Math.floor(SIDE / dots.length)
    const edge = Math.floor((SIDE - scale * dots.length) / 2)
    const light = Buffer.alloc(SIDE * SIDE, 235)
    dots.forEach((row, y) => row.forEach((dark, x) => {
      if (dark) for (let line = 0; line < scale; line += 1) light.fill(16, (edge + y * scale + line) * SIDE + edge + x * scale, (edge + y * scale + line) * SIDE + edge + (x + 1) * scale)
    }))
    return [Buffer.from('FRAME\n'), light, grey]
  })
  return Buffer.concat([Buffer.from(`YUV4MPEG2 W${SIDE} H${SIDE} F5:1 Ip A1:1 C420jpeg\n`), ...frames])
}

/** Gives a test pages of a browser of its own, whose camera sees the codes of some texts over and over. An error that the test did not expect fails it. */
export async function withCamera(texts: readonly string[], test: (openPage: (options?: PageOptions) => Promise<Tab>) => Promise<void>): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'vidnova-film-'))
  const film = join(folder, 'codes.y4m')
  await writeFile(film, filmOf(texts))
  const launch = chromiumLaunch()
  const browser = await chromium.launch({ headless: true, ...launch, args: [...launch.args, '--use-fake-ui-for-media-stream', '--use-fake-device-for-media-stream', `--use-file-for-fake-video-capture=${film}`] })
  const errors: string[] = []
  try {
    await test(async ({ expectErrors = [], permissions = [], ...options } = {}) => {
      const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'UTC', permissions: [...permissions, 'camera'], ...options })
      context.on('page', (page) => watch(page, expectErrors, errors))
      return { context, page: await context.newPage() }
    })
  } finally {
    await browser.close()
    await rm(folder, { recursive: true, force: true })
  }
  if (errors.length > 0) throw new Error(`the page reported errors:\n${errors.join('\n')}`)
}
