import { flatten, type BaseRecordDict } from '@solid-primitives/i18n'
import { batch, createSignal } from 'solid-js'
import { SECTIONS, type Locale, type Section } from './sections.ts'

const STORED = 'vidnova.locale'
const LOCALES: readonly Locale[] = ['uk', 'en']

/** The language to begin with: the one chosen before, else the first of the browser's that we have, else Ukrainian. */
export function firstLocale(chosen: string | null, languages: readonly string[]): Locale {
  const known = (tag: string) => LOCALES.find((locale) => tag.toLowerCase().split('-')[0] === locale)
  return (chosen && known(chosen)) || languages.map(known).find(Boolean) || 'uk'
}

const [locale, setLocaleNow] = createSignal<Locale>('uk')
const [texts, setTexts] = createSignal<Readonly<Record<string, unknown>>>({})
const wanted = new Set<Section>()

async function sectionsIn(into: Locale, sections: readonly Section[]): Promise<Record<string, unknown>> {
  const loaded = await Promise.all(sections.map(async (section) => [section, await SECTIONS[into][section]()] as const))
  return flatten(Object.fromEntries(loaded) as BaseRecordDict)
}

/** The language on the screen. */
export { locale, texts }

/** Loads a section in the language on the screen; a lazy route waits for this before it shows. */
export async function loadTexts(...sections: readonly Section[]): Promise<void> {
  const missing = sections.filter((section) => !wanted.has(section))
  if (missing.length === 0) return
  const into = locale()
  const loaded = await sectionsIn(into, missing)
  for (const section of missing) wanted.add(section)
  if (into !== locale()) return switchTo(locale()) // the language changed while the section was on its way
  setTexts((now) => ({ ...now, ...loaded }))
}

async function switchTo(next: Locale): Promise<void> {
  const loaded = await sectionsIn(next, [...wanted])
  batch(() => {
    setLocaleNow(next)
    setTexts(loaded)
  })
  document.documentElement.lang = next
}

/** All texts that are loaded, in the language that is not on the screen: what somebody types may be in either. */
export const otherTexts = (): Promise<Readonly<Record<string, unknown>>> => sectionsIn(locale() === 'uk' ? 'en' : 'uk', [...wanted])

/** Changes the language once all its texts are there, so that the screen is never half and half; the choice is kept. */
export async function chooseLocale(next: Locale): Promise<void> {
  await switchTo(next)
  localStorage.setItem(STORED, next)
}

/** Loads what every screen needs; call it once, before the first render. */
export async function startTexts(): Promise<void> {
  setLocaleNow(firstLocale(localStorage.getItem(STORED), navigator.languages))
  document.documentElement.lang = locale()
  await loadTexts('common')
}
