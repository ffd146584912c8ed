import { createContext, createMemo, useContext, type Accessor, type JSX } from 'solid-js'
import { resolveTemplate, type BaseTemplateArgs } from '@solid-primitives/i18n'
import { chooseLocale, locale, texts } from './dictionary.ts'
import type { en } from './en.ts'
import { makeFormat, type Moment } from './format.ts'
import { createMoment } from './moment.ts'
import type { Locale } from './sections.ts'
import type { PluralKey, TextKey } from './texts.ts'

/** A dotted path to a text, as `common.action.send`. */
export type Key = TextKey<typeof en>
/** A dotted path to a text with plural forms, as `common.unit.people`. */
export type CountedKey = PluralKey<typeof en>

/** What `useI18n` gives. */
export type I18n = {
  /** The text at a key, with `{{name}}` filled from `args`. A section that is not loaded yet gives an empty text. */
  readonly t: (key: Key, args?: BaseTemplateArgs) => string
  /** The form of a counted text that fits the number. */
  readonly plural: (key: CountedKey, count: number) => string
  readonly locale: Accessor<Locale>
  readonly setLocale: (next: Locale) => Promise<void>
  readonly number: (value: number, options?: Intl.NumberFormatOptions) => string
  readonly date: (at: Moment) => string
  readonly dateTime: (at: Moment) => string
  readonly clock: (at: Moment) => string
  readonly relative: (at: Moment, from?: Moment) => string
  /** The moment in milliseconds, by which a screen tells what is late; what reads it follows as time goes on. */
  readonly now: () => number
  /** A span of milliseconds in words. */
  readonly duration: (ms: number) => string
}

const Context = createContext<I18n>()

/** Gives the screens below it their words, numbers and dates. */
export function I18nProvider(props: { readonly children: JSX.Element }) {
  const text = (key: string) => {
    const found = texts()[key]
    return typeof found === 'string' ? found : ''
  }
  const format = createMemo(() => makeFormat(locale(), text('common.now')))
  const now = createMoment()
  const i18n: I18n = {
    t: (key, args) => (args ? resolveTemplate(text(key), args) : text(key)),
    plural: (key, count) => resolveTemplate(text(`${key}.${format().form(count)}`) || text(`${key}.other`), { count: format().number(count) }),
    locale,
    setLocale: chooseLocale,
    number: (value, options) => format().number(value, options),
    date: (at) => format().date(at),
    dateTime: (at) => format().dateTime(at),
    clock: (at) => format().clock(at),
    relative: (at, from) => format().relative(at, from ?? now()),
    now,
    duration: (ms) => format().duration(ms),
  }
  return <Context.Provider value={i18n}>{props.children}</Context.Provider>
}

/** The words, numbers and dates of the language on the screen. Throws outside `I18nProvider`. */
export function useI18n(): I18n {
  const i18n = useContext(Context)
  if (!i18n) throw new Error('useI18n outside I18nProvider')
  return i18n
}
