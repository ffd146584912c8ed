// Draws the icons that devices want as pixels from web/static/icon.svg, once:
//   node web/build/make-icons.mjs
// A maskable icon may be cut to a circle of 80 %, and a phone of Apple's rounds it itself: both get the ground up to the corners.
import { mkdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import sharp from 'sharp'

const folder = join(dirname(fileURLToPath(import.meta.url)), '../static')
const svg = readFileSync(join(folder, 'icon.svg'), 'utf8')
const whole = svg.replace(/ rx="\d+"/, '')
const GROUND = '#1d5fd1'

/** @param {string} picture @param {number} px */
const drawn = (picture, px) => sharp(Buffer.from(picture), { density: 72 * (px / 32) }).resize(px, px)
/** @param {string} name @param {number} px @param {number} share of the width that the picture takes */
async function onGround(name, px, share) {
  const inner = await drawn(whole, Math.round(px * share)).png().toBuffer()
  await sharp({ create: { width: px, height: px, channels: 3, background: GROUND } }).composite([{ input: inner }]).png({ palette: true }).toFile(join(folder, 'icons', name))
}

mkdirSync(join(folder, 'icons'), { recursive: true })
await drawn(svg, 192).png({ palette: true }).toFile(join(folder, 'icons/icon-192.png'))
await drawn(svg, 512).png({ palette: true }).toFile(join(folder, 'icons/icon-512.png'))
await onGround('maskable-512.png', 512, 0.78)
await onGround('apple-180.png', 180, 0.92)
