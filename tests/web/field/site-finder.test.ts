import { createRoot } from 'solid-js'
import { expect, test } from 'vitest'
import type { NearSite } from '../../../geo/sites/site.ts'
import { Unreachable } from '../../../web/call.ts'
import { createSiteFinder } from '../../../web/field/site-finder.ts'
import { idOf } from '../sync/phone-kit.ts'

const site: NearSite = { id: idOf(1), number: 1, sector: 'energy', kind: 'substation', names: { uk: 'ПС Північна', en: 'North' }, position: [36, 50], area: null, voltagesV: [], version: 0, distanceM: null, openDamage: null }
const turn = () => new Promise((resolve) => setTimeout(resolve, 5))

test('an answer that comes late is not one to what is typed now, also while the next gets none', () => createRoot(async (end) => {
  const answers = new Map<string, (sites: readonly NearSite[]) => void>()
  const finder = createSiteFinder((text) => new Promise((resolve) => answers.set(text, resolve)), 0)
  finder.type('ПС')
  await turn()
  finder.type('ъъъ')
  answers.get('ПС')?.([site])
  await turn()
  expect([[...answers.keys()], finder.found()]).toEqual([['ПС', 'ъъъ'], []])
  finder.type('ПС П')
  await turn()
  answers.get('ПС П')?.([site])
  await turn()
  expect(finder.found()).toEqual([site])
  finder.end()
  end()
}))

test('one letter asks nobody, and without the server the phone\'s own list stands', () => createRoot(async (end) => {
  const asked: string[] = []
  const finder = createSiteFinder((text) => {
    asked.push(text)
    return Promise.reject(new Unreachable('cut'))
  }, 0)
  for (const text of ['П', ' П ', 'ПС']) {
    finder.type(text)
    await turn()
  }
  expect([asked, finder.found()]).toEqual([['ПС'], []])
  end()
}))
