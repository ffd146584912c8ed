import { createReadStream } from 'node:fs'
import { pipeline, Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'

/** A file that cannot be read further; what was read before it stands. */
export class BrokenFile extends Error {}

/** Opens a file anew for each pass over it, unpacked where it is gzip. */
export type Open = () => AsyncIterable<Buffer>

async function* raw(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const chunk of createReadStream(file)) {
    onRead((chunk as Buffer).length)
    yield chunk as Buffer
  }
}

async function* unpacked(file: string, onRead: (bytes: number) => void): AsyncGenerator<Buffer> {
  const magic: Buffer[] = []
  for await (const chunk of createReadStream(file, { start: 0, end: 1 })) magic.push(chunk as Buffer)
  if (!Buffer.concat(magic).equals(Buffer.from([0x1f, 0x8b]))) return yield* raw(file, onRead)
  try {
    // pipeline, unlike pipe, hands a failure of the file on to the reader.
    yield* pipeline(Readable.from(raw(file, onRead)), createGunzip(), () => {}) as AsyncIterable<Buffer>
  } catch (error) {
    throw new BrokenFile((error as Error).message, { cause: error })
  }
}

/** Opens a file by its path; gzip is known by its first bytes, not by its name. `onRead` hears of the bytes read of the file itself. */
export const openFile = (file: string, onRead: (bytes: number) => void = () => {}): Open => () => unpacked(file, onRead)

/** The text of a file in pieces, without byte order mark. Throws BrokenFile where it is not UTF-8. */
export async function* textOf(open: Open): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true })
  let read = 0
  for await (const chunk of open()) {
    const text = decode(() => decoder.decode(chunk, { stream: true }), read)
    read += chunk.length
    if (text !== '') yield text
  }
  const rest = decode(() => decoder.decode(), read)
  if (rest !== '') yield rest
}

function decode(read: () => string, at: number): string {
  try {
    return read()
  } catch (error) {
    throw new BrokenFile(`the file is not UTF-8 after byte ${at}`, { cause: error })
  }
}

const LONGEST_LINE = 64 * 1024 * 1024

/** The lines of a file, without their ends. */
export async function* linesOf(open: Open): AsyncGenerator<string> {
  let rest = ''
  for await (const text of textOf(open)) {
    const lines = (rest + text).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > LONGEST_LINE) throw new BrokenFile(`a line is longer than ${LONGEST_LINE} characters`)
    for (const line of lines) yield line
  }
  if (rest !== '') yield rest
}
