/** A UUIDv7 (RFC 9562) from a time in ms and ten random bytes: sorts by time, made anywhere. Throws a RangeError when bytes are missing. */
export function uuidv7(nowMs: number, random: Uint8Array): string {
  if (random.length < 10) throw new RangeError('ten random bytes are needed')
  const bytes = new Uint8Array(16)
  let ms = nowMs
  for (let at = 5; at >= 0; at -= 1) {
    bytes[at] = ms % 256
    ms = Math.floor(ms / 256)
  }
  bytes.set(random.subarray(0, 10), 6)
  bytes[6] = 0x70 | (bytes[6]! & 0x0f)
  bytes[8] = 0x80 | (bytes[8]! & 0x3f)
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('')
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`
}
