import type { Locale } from './sections.ts'

/** A moment as the screens get it: ISO 8601, milliseconds, or a Date. */
export type Moment = string | number | Date

const STEPS: readonly (readonly [Intl.RelativeTimeFormatUnit, number])[] = [
  ['year', 31_557_600_000], ['month', 2_629_800_000], ['day', 86_400_000], ['hour', 3_600_000], ['minute', 60_000],
]

function once<T>(make: () => T): () => T {
  let made: T | undefined
  return () => (made ??= make())
}

/** Numbers, dates and spans written by the rules of a language. */
export function makeFormat(locale: Locale, now: string) {
  const tag = locale === 'en' ? 'en-GB' : 'uk-UA'
  // Each is made when it is first used: together they took a fifth of the first task of a page.
  const date = once(() => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', year: 'numeric' }))
  const dateTime = once(() => new Intl.DateTimeFormat(tag, { day: 'numeric', month: 'short', hour: '2-digit', minute: '2-digit' }))
  const clock = once(() => new Intl.DateTimeFormat(tag, { hour: '2-digit', minute: '2-digit' }))
  const relative = once(() => new Intl.RelativeTimeFormat(tag, { numeric: 'auto', style: 'short' }))
  const plurals = once(() => new Intl.PluralRules(tag))
  const numbers = new Map<string, Intl.NumberFormat>()
  const number = (value: number, options: Intl.NumberFormatOptions = {}) => {
    const key = JSON.stringify(options)
    const format = numbers.get(key) ?? new Intl.NumberFormat(tag, options)
    numbers.set(key, format)
    return format.format(value)
  }
  const unit = (value: number, name: string) => number(value, { style: 'unit', unit: name, unitDisplay: locale === 'en' ? 'narrow' : 'short', maximumFractionDigits: 0 })
  return {
    number,
    /** Which plural form a number takes. */
    form: (count: number) => plurals().select(count),
    date: (at: Moment) => date().format(new Date(at)),
    dateTime: (at: Moment) => dateTime().format(new Date(at)),
    /** The time of day alone. */
    clock: (at: Moment) => clock().format(new Date(at)),
    /** How long ago or ahead, in the largest fitting unit; under a minute it is now. */
    relative: (at: Moment, from: Moment = Date.now()) => {
      const span = new Date(at).getTime() - new Date(from).getTime()
      const step = STEPS.find(([, ms]) => Math.abs(span) >= ms)
      return step ? relative().format(Math.round(span / step[1]), step[0]) : now
    },
    /** A span in its two largest units: `2d 3h`, `1h 5m`, `40m`. */
    duration: (ms: number) => {
      const minutes = Math.round(Math.abs(ms) / 60_000)
      const [days, hours, rest] = [Math.floor(minutes / 1440), Math.floor((minutes % 1440) / 60), minutes % 60]
      const parts = days > 0 ? [[days, 'day'], [hours, 'hour']] as const : [[hours, 'hour'], [rest, 'minute']] as const
      const said = parts.filter(([value]) => value > 0).map(([value, name]) => unit(value, name))
      return said.length > 0 ? said.join(' ') : unit(0, 'minute')
    },
  }
}
