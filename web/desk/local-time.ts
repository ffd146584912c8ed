/** A moment as `<input type="datetime-local">` takes it: the device's own time, to the minute. */
export function toLocalInput(at: Date): string {
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The moment that such an input holds, as RFC 3339; undefined when it holds none. */
export function fromLocalInput(text: string): string | undefined {
  const at = new Date(text)
  return text === '' || Number.isNaN(at.getTime()) ? undefined : at.toISOString()
}

/** A moment some hours after another, on the next full quarter of an hour. */
export function inHours(hours: number, from: number): Date {
  const quarterMs = 15 * 60_000
  return new Date(Math.ceil((from + hours * 3_600_000) / quarterMs) * quarterMs)
}
