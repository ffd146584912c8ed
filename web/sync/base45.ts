const CHARS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'

/** Bytes in the letters that a QR code packs tightest (RFC 9285). */
export function toBase45(bytes: Uint8Array): string {
  let text = ''
  for (let at = 0; at < bytes.length; at += 2) {
    const pair = at + 1 < bytes.length
    let value = pair ? bytes[at]! * 256 + bytes[at + 1]! : bytes[at]!
    for (let n = 0; n < (pair ? 3 : 2); n += 1) {
      text += CHARS[value % 45]
      value = Math.floor(value / 45)
    }
  }
  return text
}

/** The bytes of such a text; null when it is none. */
export function fromBase45(text: string): Uint8Array<ArrayBuffer> | null {
  const bytes: number[] = []
  for (let at = 0; at < text.length; at += 3) {
    const digits = [...text.slice(at, at + 3)].map((char) => CHARS.indexOf(char))
    if (digits.length === 1 || digits.includes(-1)) return null
    const value = digits.reduceRight((sum, digit) => sum * 45 + digit, 0)
    if (value >= (digits.length === 3 ? 65_536 : 256)) return null
    if (digits.length === 3) bytes.push(value >> 8)
    bytes.push(value & 255)
  }
  return Uint8Array.from(bytes)
}
