/** A time in ms as the value of a `datetime-local` input: the phone's own wall clock, to the minute. */
export function localInput(ms: number): string {
  const at = new Date(ms)
  const two = (value: number) => String(value).padStart(2, '0')
  return `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}T${two(at.getHours())}:${two(at.getMinutes())}`
}

/** The time in ms that such an input holds; null while it holds none. */
export function fromLocalInput(value: string): number | null {
  const ms = value === '' ? NaN : new Date(value).getTime()
  return Number.isNaN(ms) ? null : ms
}
