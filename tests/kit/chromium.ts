import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { brotliDecompressSync } from 'node:zlib'
import { projectRoot } from '../../api/root.ts'

const ARGS = [
  '--no-sandbox', // CI runs as root
  '--disable-gpu', // pictures by the processor itself: by a software GPU the screens took nearly twice the CPU
  '--disable-accelerated-2d-canvas', // with it, one click on a canvas map took half a minute in software rendering
  '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-quic', '--no-first-run',
  '--font-render-hinting=none', '--force-color-profile=srgb',
]

const shipped = join(projectRoot, 'node_modules/@sparticuz/chromium')
const cache = join(projectRoot, 'node_modules/.cache')

function unpackInto(folder: string) {
  const packed = (name: string) => brotliDecompressSync(readFileSync(join(shipped, 'bin', name)))
  writeFileSync(join(folder, 'chromium'), packed('chromium.br'), { mode: 0o755 })
  for (const [name, below] of [['fonts.tar.br', 'fonts'], ['swiftshader.tar.br', '.'], ['al2023.tar.br', 'libraries']] as const) {
    const target = join(folder, below)
    mkdirSync(target, { recursive: true })
    execFileSync('tar', ['-xf', '-', '-C', target, '--no-same-owner'], { input: packed(name) })
  }
}

/** The folder of the browser that npm brought, unpacked once (6 to 11 s). Renamed into place, so that a half-unpacked one is never used. */
function unpacked(): string {
  const { version } = JSON.parse(readFileSync(join(shipped, 'package.json'), 'utf8')) as { version: string }
  const folder = join(cache, `chromium-${version}`)
  if (!existsSync(folder)) {
    mkdirSync(cache, { recursive: true })
    const making = mkdtempSync(`${folder}-`)
    unpackInto(making)
    try {
      renameSync(making, folder)
    } catch (error) {
      if (!existsSync(folder)) throw error
      rmSync(making, { recursive: true, force: true }) // another run was quicker
    }
  }
  return folder
}

/** The fonts that npm brought and the machine's own: without this file text is invisible where no font system is installed. */
function writeFontList(folder: string): string {
  const file = join(folder, 'fonts.conf')
  writeFileSync(file, `<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>${folder}/fonts</dir><dir>/usr/share/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>
`)
  return file
}

/** How playwright starts the browser: the one at CHROMIUM_PATH, else the one npm brought. */
export function chromiumLaunch(): { executablePath: string; args: string[]; env: Record<string, string> } {
  const env = Object.fromEntries(Object.entries(process.env).filter((entry): entry is [string, string] => entry[1] !== undefined))
  if (env.CHROMIUM_PATH) return { executablePath: env.CHROMIUM_PATH, args: ARGS, env }
  const folder = unpacked()
  const libraries = [env.LD_LIBRARY_PATH, join(folder, 'libraries/lib'), join(folder, 'libraries'), folder]
  return {
    executablePath: join(folder, 'chromium'),
    args: ARGS,
    env: { ...env, FONTCONFIG_FILE: writeFontList(folder), LD_LIBRARY_PATH: libraries.filter(Boolean).join(':') },
  }
}
