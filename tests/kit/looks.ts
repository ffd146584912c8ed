import { mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { AxeBuilder } from '@axe-core/playwright'
import type { CDPSession, Page } from 'playwright-core'
import { projectRoot } from '../../api/root.ts'
import { DESKTOP, PHONE, TABLET } from './browser.ts'

/** The languages of the screens, and the locale of a browser that prefers each. */
export const LANGUAGES = { uk: 'uk-UA', en: 'en-GB' } as const
/** A language of the screens. */
export type Language = keyof typeof LANGUAGES

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']
const THEMES = ['light', 'dark'] as const

// Written alike in both languages: marks, standards, keys, units of the web.
const KNOWN_IN_LATIN = 'Vidnova Ctrl ENG SMS MGRS Plus Code WGS OGC API Features QGIS GIS WFS EMS UNDP Copernicus FEMA PDA UNOSAT GeoJSON Enter default bearer'.split(' ')
// Whose data it is stands in its own language, as the licences ask; so does what a person wrote; what is to be copied is no language.
const NO_LANGUAGE = '.map-sources, .map-sources-box, .start-sources, .report-note, .report-where, .part-quote, .said, .active-filter, kbd, code, input, textarea'

/** What a person would see to be wrong, in sentences: a page that scrolls where it should not, text that is cut, a dialog whose way out is gone, words of another language. */
async function faultsOf(page: Page, language: Language, names: readonly string[]): Promise<string[]> {
  return page.evaluate(({ language, names, known, skip }) => {
    const faults: string[] = []
    const root = document.documentElement
    if (root.scrollWidth > innerWidth) faults.push(`scrolls sideways: ${root.scrollWidth} of ${innerWidth} px`)
    const modal = document.querySelector('dialog[open]')
    const within: Element = modal ?? document.body
    if (document.querySelector('.app-shell[data-fill]') && root.scrollHeight > innerHeight) faults.push(`the window itself scrolls: ${root.scrollHeight} of ${innerHeight} px`)
    const way = modal?.querySelector('.dialog-head .icon-button')?.getBoundingClientRect()
    if (modal && way && (way.top < modal.getBoundingClientRect().top || way.bottom > modal.getBoundingClientRect().bottom)) faults.push('the way out of the dialog is out of sight')
    const isSeen = (element: Element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && element.closest('.visually-hidden, .skip-link') === null && element.getBoundingClientRect().width > 1
    const short = (element: Element) => `<${element.tagName.toLowerCase()} class="${element.getAttribute('class') ?? ''}"> “${(element.textContent ?? '').trim().slice(0, 60)}”`

    const walker = document.createTreeWalker(within, NodeFilter.SHOW_TEXT)
    const words: [string, Element][] = []
    const holders = new Set<Element>()
    for (let node = walker.nextNode(); node; node = walker.nextNode()) {
      const parent = node.parentElement
      if (!parent || !node.textContent?.trim()) continue
      if (parent.closest(skip) === null) words.push([node.textContent, parent])
      if (isSeen(parent)) holders.add(parent)
    }
    for (const element of within.querySelectorAll('[aria-label], [title], [alt], [placeholder]')) {
      if (element.closest('.map-sources, .map-sources-box, .active-filter') !== null) continue
      for (const name of ['aria-label', 'title', 'alt', 'placeholder']) words.push([element.getAttribute(name) ?? '', element])
    }

    // Text that is shortened by dots is whole in a title; any other that is wider than its box is cut.
    const clips = (style: CSSStyleDeclaration) => style.overflowX === 'hidden' || style.overflowX === 'clip'
    for (const element of holders) {
      const style = getComputedStyle(element)
      const box = style.display === 'inline' ? element.closest('button, a, summary, label, h1, h2, h3, legend') : element
      if (box && getComputedStyle(box).display !== 'inline' && box.scrollWidth > box.clientWidth + 1 && box.clientWidth > 0) {
        const dots = getComputedStyle(box).textOverflow === 'ellipsis'
        if (!(dots && box.closest('[title]')) && !/auto|scroll/.test(getComputedStyle(box).overflowX)) faults.push(`cut off: ${short(box)} ${box.scrollWidth} of ${box.clientWidth} px`)
      }
      if (clips(style) && style.overflowY !== 'visible' && element.scrollHeight > element.clientHeight + 2) faults.push(`cut below: ${short(element)}`)
      const range = document.createRange()
      range.selectNodeContents(element)
      const { left, right, width } = range.getBoundingClientRect()
      const scroller = element.closest('.photos, .chips, .map-view, .more-details pre, .table-scroll')
      const dots = getComputedStyle(element).textOverflow === 'ellipsis' // what lies behind them is clipped, and judged above
      // What a box above it hides counts as cut too, up to the first that scrolls; the whole is then in a title.
      for (let above: Element | null = element; above !== null && width > 0 && !scroller && element.closest('[title]') === null; above = above.parentElement) {
        const { overflowX, position } = getComputedStyle(above)
        const box = above.getBoundingClientRect()
        if (/auto|scroll/.test(overflowX) || box.width <= 1) break // said, not shown
        if (above !== element && /hidden|clip/.test(overflowX) && right > box.right + 1) faults.push(`hidden at the edge: ${short(element)}`)
        if (position === 'fixed') break
      }
      if (width > 0 && !scroller && !dots && (right > innerWidth + 1 || left < -1)) faults.push(`out of the window: ${short(element)}`)
    }

    // Codes are written in capitals in any language; a word has small letters.
    const foreign = language === 'en' ? /[\u0400-\u04ff]{2,}/ : /(?<![\w@.-])(?=[A-Za-z]*[a-z])[A-Za-z]{3,}(?![\w@])/
    for (const [text, element] of words) {
      let rest = text.replaceAll(/https?:\/\/\S+/g, ' ')
      for (const name of language === 'en' ? names : known) rest = rest.replaceAll(name, ' ')
      const found = foreign.exec(rest)
      if (found && !['УКР', 'ENG', 'Українська', 'English'].includes(text.trim())) faults.push(`not in ${language}: “${found[0]}” of “${text.trim().slice(0, 80)}” in ${short(element)}`)
    }
    return [...new Set(faults)]
  }, { language, names, known: KNOWN_IN_LATIN, skip: NO_LANGUAGE })
}

/** Waits until a window that was resized is laid out, which is with the next frame but one, and colours have come over from the last theme. */
async function settled(page: Page): Promise<void> {
  await page.evaluate(async () => {
    await new Promise((drawn) => { requestAnimationFrame(() => { requestAnimationFrame(drawn) }) })
    await Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map(({ finished }) => finished))
  })
}

// Of a page that was judged once: another theme only changes colours; a narrower window moves things together, or makes them scroll;
// another language names things, and moves them as a window does.
const ASKED = {
  all: { type: 'tag', values: TAGS },
  words: { type: 'rule', values: ('aria-command-name aria-dialog-name aria-input-field-name aria-meter-name aria-progressbar-name aria-toggle-field-name aria-tooltip-name button-name document-title empty-heading '
    + 'empty-table-header html-has-lang html-lang-valid image-alt input-button-name label link-name role-img-alt select-name summary-name svg-img-alt valid-lang target-size scrollable-region-focusable').split(' ') },
  colours: { type: 'rule', values: ['color-contrast', 'link-in-text-block'] },
  narrow: { type: 'rule', values: ['target-size', 'scrollable-region-focusable'] },
} as const
// Four rows of the queue stand for all of them: the other fifty took two thirds of the time.
const MANY = '.queue-row:nth-child(n+5)'

type Axe = { run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }> }

/** What the rules of accessibility find: all of them, or those that another theme or a narrower window may break. */
async function violationsOf(page: Page, asked: keyof typeof ASKED, within: string | undefined): Promise<string[]> {
  // The builder brings the rules into the page, once (0.2 s); asked without it, which talks to the page five times, they take a fifth less.
  if (!await page.evaluate(() => 'axe' in globalThis)) await new AxeBuilder({ page }).setLegacyMode(true).withRules(['bypass']).analyze()
  return page.evaluate(async ({ runOnly, include, exclude }) => {
    // Only what is wrong is written out (0.4 s on the desk).
    const { violations } = await (globalThis as unknown as { axe: Axe }).axe.run({ include: [include], exclude: [exclude] }, { runOnly, resultTypes: ['violations'] })
    return violations.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `axe ${id}: ${html.slice(0, 200)} ${failureSummary?.split('\n')[1]?.trim() ?? ''}`))
  }, { runOnly: ASKED[asked], include: within ?? 'html', exclude: MANY })
}

const sessions = new WeakMap<Page, Promise<CDPSession>>()

/** Keeps a picture under screens/. The browser is asked itself: what playwright does around it took half of the time, and the densest packing the other. */
async function keep(page: Page, name: string): Promise<void> {
  const session = sessions.get(page) ?? page.context().newCDPSession(page)
  sessions.set(page, session)
  const { data } = await (await session).send('Page.captureScreenshot', { format: 'png', optimizeForSpeed: true })
  const path = join(projectRoot, 'tests/artefacts/screens', `${name}.png`)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, data, 'base64')
}

/** Looks at a page in the two themes of the field beside light and dark: full sun, and the discipline of the dark. Gives what cannot be read. */
export async function lookInField(page: Page, name: string, within?: string): Promise<string[]> {
  const faults: string[] = []
  const before = await page.evaluate(() => document.documentElement.getAttribute('data-theme'))
  for (const theme of ['sun', 'night']) {
    await page.evaluate((next) => { document.documentElement.setAttribute('data-theme', next) }, theme)
    await settled(page)
    faults.push(...(await violationsOf(page, 'colours', within)).map((fault) => `${name} ${theme}: ${fault}`))
    await keep(page, `${name}-${theme}`)
  }
  await page.evaluate((was) => { if (was === null) document.documentElement.removeAttribute('data-theme'); else document.documentElement.setAttribute('data-theme', was) }, before)
  return faults
}

/** The sizes at which a screen of the desk or of administration is seen. */
export const SIZES = { desktop: DESKTOP, tablet: TABLET, phone: PHONE } as const

/** How a screen is looked at: at all sizes or as it stands, which part of it is brought to the top of what scrolls first, and whether it is judged in another language too: then only what a language changes is asked. */
export type Looks = { readonly sizes?: boolean | undefined; readonly about?: string | undefined; readonly elsewhere?: boolean | undefined }

/**
 * Looks at a page in both themes, keeps a picture of each under screens/, and gives what is wrong. `names` are data that have one language only;
 * `within` is the part that is new since the last look: the rules of accessibility are not asked about the rest again.
 * With `sizes` the window is changed to the other sizes of `SIZES` and back: what scrolls sideways, is cut or lies too close is looked for at each.
 */
export async function look(page: Page, name: string, language: Language, names: readonly string[] = [], within?: string, { sizes = false, about, elsewhere = false }: Looks = {}): Promise<string[]> {
  const faults: string[] = []
  const own = page.viewportSize()!
  const others = sizes ? Object.entries(SIZES).filter(([, size]) => size.width !== own.width || size.height !== own.height) : []
  const ownName = sizes ? Object.entries(SIZES).find(([, size]) => size.width === own.width)?.[0] : undefined
  const bring = async () => { if (about !== undefined) await page.locator(about).first().evaluate((part) => part.scrollIntoView()) }
  // First as the page is: a map is painted anew with each theme and size, and each look begins where the one before ended.
  const dark = await page.evaluate(() => matchMedia('(prefers-color-scheme: dark)').matches)
  let themes: readonly (typeof THEMES)[number][] = dark ? THEMES.toReversed() : THEMES
  for (const [nth, [size, viewport]] of [[ownName, own] as const, ...others].entries()) {
    const named = [name, ...(size === undefined ? [] : [size]), language].join('-')
    if (nth > 0) await page.setViewportSize(viewport)
    for (const [turn, theme] of themes.entries()) {
      if (turn > 0 || nth === 0) await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' })
      await settled(page)
      if (turn === 0) await bring()
      const found = turn === 0
        ? [...await faultsOf(page, language, names), ...(nth === 0 || viewport === PHONE ? await violationsOf(page, nth > 0 ? 'narrow' : elsewhere ? 'words' : 'all', within) : [])]
        : nth === 0 && !elsewhere ? await violationsOf(page, 'colours', within) : []
      faults.push(...found.map((fault) => `${named} ${theme}: ${fault}`))
      await keep(page, `${named}-${theme}`)
    }
    themes = themes.toReversed()
  }
  if (others.length > 0) {
    await page.setViewportSize(own)
    await settled(page)
    await bring()
  }
  return faults
}
