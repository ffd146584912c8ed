import { createWriteStream, type WriteStream } from 'node:fs'
import type { Refused } from './rows.ts'
import { totalOf, type Tally } from './tally.ts'

/** Where a run is shown: a terminal or a log. */
export type Screen = {
  refused(row: Refused): void
  progress(tally: Tally): void
  /** The last words; resolves when the file of refused rows is whole. */
  end(tally: Tally, dryRun: boolean): Promise<void>
}

type Out = { readonly isTTY?: boolean; write(text: string): unknown }

const EVERY_MS = 200
const EVERY_LOGGED_MS = 5000
const BAR = 24

const figure = (value: number) => value.toLocaleString('en-GB')

function bar(done: number | undefined): string {
  if (done === undefined) return ''
  const filled = Math.round(Math.min(1, done) * BAR)
  return `[${'#'.repeat(filled)}${'.'.repeat(BAR - filled)}] ${String(Math.floor(Math.min(1, done) * 100)).padStart(3)} %  `
}

/** Shows a run: a bar on a terminal, a line every five seconds in a log, and a line for each refused row in both. `done` gives the part of the input that was read, 0 to 1. */
export function makeScreen(out: Out, now: () => number, done: () => number | undefined, rejected?: string): Screen {
  const file: WriteStream | undefined = rejected === undefined ? undefined : createWriteStream(rejected)
  const began = now()
  let shown = -Infinity
  let drawn = false
  const erase = () => {
    if (drawn) out.write('\r\u001b[K')
    drawn = false
  }
  return {
    refused({ at, refused }) {
      erase()
      out.write(`refused  ${at}: ${refused}\n`)
      file?.write(`${at}\t${refused.replaceAll(/[\t\r\n]+/g, ' ')}\n`)
    },
    progress(tally) {
      if (now() - shown < (out.isTTY ? EVERY_MS : EVERY_LOGGED_MS)) return
      shown = now()
      const { read, refused } = totalOf(tally)
      const line = `${bar(done())}${figure(read)} rows${refused > 0 ? `, ${figure(refused)} refused` : ''}`
      erase()
      out.write(out.isTTY ? line : `${line}\n`)
      drawn = out.isTTY === true
    },
    async end(tally, dryRun) {
      erase()
      for (const [noun, { read, new: fresh, changed, same, refused }] of tally.counts) {
        out.write(`${noun.padEnd(9)}${figure(read)} read: ${figure(fresh)} new, ${figure(changed)} changed, ${figure(same)} unchanged, ${figure(refused)} refused\n`)
      }
      if (tally.unread > 0) out.write(`${'other'.padEnd(9)}${figure(tally.unread)} refused before they became rows\n`)
      for (const [why, count] of tally.skipped) out.write(`${'passed'.padEnd(9)}${figure(count)}: ${why}\n`)
      const total = totalOf(tally)
      const verdict = dryRun ? 'dry run: nothing was written' : total.new + total.changed === 0 ? 'nothing changed' : 'done'
      out.write(`${verdict}, in ${((now() - began) / 1000).toFixed(1)} s\n`)
      if (file !== undefined) await new Promise<void>((resolve, reject) => file.on('error', reject).end(resolve))
    },
  }
}
