import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRoot } from 'solid-js'
import { COMMANDS, isPressed, keyOf, LIST_KEYS, writtenKey, type CommandName, type Press, type Pressed } from '../../../web/desk/palette/commands.ts'
import { groupsOf, lineOf } from '../../../web/desk/palette/entries.ts'
import { matching } from '../../../web/desk/palette/match.ts'
import { createOffers, idOf, type Offer, type Say } from '../../../web/desk/palette/offers.ts'
import { makeRecent } from '../../../web/desk/palette/recent.ts'
import { en } from '../../../web/i18n/en.ts'
import { uk } from '../../../web/i18n/uk.ts'
import { createFinder, type Found } from '../../../web/store/finder.ts'

const sayIn = (texts: object): Say => (key, args = {}) => Object.entries(args).reduce(
  (said, [name, value]) => said.replaceAll(`{{${name}}}`, String(value)),
  String(key.split('.').reduce<unknown>((at, part) => (at as Record<string, unknown>)[part], texts)))
const [inEnglish, inUkrainian] = [sayIn(en), sayIn(uk)]
const names = Object.keys(COMMANDS) as CommandName[]
const nothing = () => {}
const pressed = (key: string, more: Partial<Pressed> = {}): Pressed => ({ key, code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, ...more })

describe('the keys of the desk', () => {
  const keys: readonly Press[] = [...names.flatMap((name) => keyOf(name) ?? []), ...Object.values(LIST_KEYS)]

  test('are each written once and stand for one thing', () => {
    expect(new Set(keys.map(({ shown }) => shown)).size).toBe(keys.length)
    for (const { code, char, ctrl } of keys) {
      const event = pressed(char ?? '', { code: code ?? '', ctrlKey: ctrl === true })
      expect(keys.filter((key) => isPressed(key, event)).length).toBe(code === undefined && char === undefined ? 0 : 1)
    }
  })

  test('are found by their place in the Ukrainian layout, and leave the browser what is the browser\'s', () => {
    const [map, help, palette] = [COMMANDS.map.key, COMMANDS.help.key, COMMANDS.palette.key]
    expect(isPressed(map, pressed('ь', { code: 'KeyM' }))).toBe(true)
    expect(isPressed(map, pressed('M', { code: 'KeyM', shiftKey: true }))).toBe(false)
    expect(isPressed(map, pressed('m', { code: 'KeyM', ctrlKey: true }))).toBe(false)
    expect(isPressed(help, pressed('?', { code: 'Digit7', shiftKey: true }))).toBe(true)
    expect(isPressed(palette, pressed('л', { code: 'KeyK', metaKey: true }))).toBe(true)
    expect(isPressed(COMMANDS.previous.key, pressed('л', { code: 'KeyK', ctrlKey: true }))).toBe(false)
    expect([writtenKey(palette, 'MacIntel'), writtenKey(palette, 'Linux x86_64'), writtenKey(map, 'MacIntel')]).toEqual(['⌘ K', 'Ctrl K', 'M'])
  })

  test('do something only as long as a part of the screen offers it', () => createRoot((dispose) => {
    const offers = createOffers()
    const done: string[] = []
    createRoot((leave) => {
      offers.offer(() => [{ name: 'map', run: () => done.push('map') }])
      offers.pressed(pressed('m', { code: 'KeyM' }))?.run()
      leave()
    })
    expect(offers.pressed(pressed('m', { code: 'KeyM' }))).toBeUndefined()
    expect([done, offers.all()]).toEqual([['map'], []])
    dispose()
  }))
})

describe('what is typed into the palette', () => {
  const line = (offer: Offer) => ({ offer, line: lineOf(offer, inUkrainian, inEnglish) })
  const offers = names.map((name) => line({ name, run: nothing }))
  const first = (text: string, recent: readonly string[] = []) => groupsOf(offers, [], text, recent)[0]?.lines[0]?.id

  test('is understood in both languages and in the letters of either', () => {
    expect(first('мап')).toBe('map')
    expect(first('to the map')).toBe('map')
    expect(first('ekspl')).toBeUndefined()
    expect([first('обхід'), first('plan a round'), first('obkhid'), first('виїзд')]).toEqual(['round', 'round', 'round', 'visit'])
    expect([first('бригад'), first('Bryhad'), first('send a crew')]).toEqual(['assign', 'assign', 'assign'])
  })

  test('finds every command by its own words in either language', () => {
    for (const { line: one } of offers) for (const said of one.words) expect(matching(offers.map(({ line: all }) => all), said, []).map(({ id }) => id)).toContain(one.id)
  })

  test('leaves only what all of its words fit, the best first, what was used lately before its equals', () => {
    const entries = [{ id: 'inside', words: ['over the repair'] }, { id: 'later', words: ['plan repair'] }, { id: 'first', words: ['repair'] }, { id: 'other', words: ['repair of another'] }, { id: 'not', words: ['crew'] }]
    expect(matching(entries, 'repair', []).map(({ id }) => id)).toEqual(['first', 'other', 'inside', 'later'])
    expect(matching(entries, 'repair', ['later', 'other']).map(({ id }) => id)).toEqual(['other', 'first', 'later', 'inside'])
    expect(matching(entries, 'repair plan', []).map(({ id }) => id)).toEqual(['later'])
    expect(matching(entries, 'pai', []).map(({ id }) => id)).toEqual(['inside', 'later', 'first', 'other'])
    expect(matching(entries, 'pa', [])).toEqual([])
  })

  test('never breaks the search, and nothing typed leaves everything', () => {
    const entries = offers.map(({ line: one }) => one)
    fc.assert(fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (text) => { expect(matching(entries, text, []).length).toBeLessThanOrEqual(entries.length) }))
    expect(matching(entries, '  ', [])).toEqual(entries)
  })

  test('stands under what was used lately when it is nothing, and each line stands once', () => {
    const groups = groupsOf(offers, [], '', ['board', 'gone', 'theme'])
    expect(groups.map(({ name }) => name)).toEqual(['recent', 'do', 'go'])
    expect(groups[0]!.lines.map(({ id }) => id)).toEqual(['board', 'theme'])
    const all = groups.flatMap(({ lines }) => lines.map(({ id }) => id))
    expect(new Set(all).size).toBe(all.length)
    expect(all.length).toBe(offers.length)
  })
})

describe('what was used lately', () => {
  test('is kept, the latest first, without repeats, and outlives what it does not understand', () => {
    const kept = new Map<string, string>()
    const recent = makeRecent({ getItem: (key) => kept.get(key) ?? null, setItem: (key, value) => void kept.set(key, value) })
    expect(recent.read()).toEqual([])
    for (const id of ['a', 'b', 'a', 'c', 'd', 'e', 'f', 'g']) recent.use(id)
    expect(recent.read()).toEqual(['g', 'f', 'e', 'd', 'c', 'a'])
    kept.set('vidnova.palette', '{"not": "ours"}')
    expect(recent.read()).toEqual([])
    recent.use(idOf({ name: 'order', of: 'latest', run: nothing }))
    expect(recent.read()).toEqual(['order:latest'])
  })
})

describe('what is found', () => {
  /** Asks that are answered when the test says so. */
  function makeAsks() {
    const asks: { text: string; signal: AbortSignal; answer: (found: Found) => void; fail: (error: Error) => void }[] = []
    return { asks, source: (text: string, signal: AbortSignal) => new Promise<Found>((answer, fail) => { asks.push({ text, signal, answer, fail }) }) }
  }
  const found = (id: string) => ({ sites: [{ id }], damages: [] }) as unknown as Found

  test('is of the last words that were typed, whatever comes late', async () => {
    const { asks, source } = makeAsks()
    const finder = createFinder(source)
    const looks = [finder.look('Зна'), finder.look('Знам ')]
    asks[1]!.answer(found('second'))
    asks[0]!.answer(found('first'))
    await Promise.all(looks)
    expect(asks.map(({ text, signal }) => [text, signal.aborted])).toEqual([['Зна', true], ['Знам', false]])
    expect(finder.state).toMatchObject({ found: { sites: [{ id: 'second' }] }, text: 'Знам', phase: 'ready' })
    await finder.look('З')
    expect(finder.state.found.sites).toEqual([])
    expect(asks.length).toBe(2)
  })

  test('is nothing, and said so, when the server does not answer', async () => {
    const { Unreachable } = await import('../../../web/call.ts')
    const { asks, source } = makeAsks()
    const finder = createFinder(source)
    const look = finder.look('Знам')
    asks[0]!.fail(new Unreachable('no network'))
    await look
    expect(finder.state).toMatchObject({ phase: 'failed', problem: 'unreachable', found: { sites: [] } })
  })
})
