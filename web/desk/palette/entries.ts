import type { Area } from '../../../geo/areas/area.ts'
import type { Crew } from '../../../geo/crews/contract.ts'
import { isGlyph, type GlyphName } from '../../ui/glyphs.ts'
import type { Found } from '../../store/finder.ts'
import { COMMANDS, keyOf, type Press } from './commands.ts'
import { matching } from './match.ts'
import { idOf, labelOf, type Offer, type Say } from './offers.ts'

/** A line of the palette, in the words on the screen and, to be found by, in those of the other language. */
export type Line = {
  readonly id: string; readonly label: string; readonly detail: string; readonly icon: GlyphName; readonly on: boolean | undefined; readonly key: Press | undefined
  readonly words: readonly string[]
  /** A command, which is remembered, or something found, which is not. */
  readonly isCommand: boolean
  readonly run: () => void
}

/** The groups of the palette, in the order in which they stand while nothing is typed. */
export type Group = { readonly name: 'recent' | 'do' | 'go' | 'find'; readonly lines: readonly Line[] }

/** An offer as a line. */
export function lineOf(offer: Offer, say: Say, other: Say): Line {
  const saidIn = (one: Say) => `${labelOf(offer, one)} ${offer.detail?.(one) ?? ''}`
  return {
    id: idOf(offer), label: labelOf(offer, say), detail: offer.detail?.(say) ?? '', icon: COMMANDS[offer.name].icon, on: offer.on, key: keyOf(offer.name),
    words: [saidIn(say), saidIn(other)], isCommand: true, run: offer.run,
  }
}

/** The groups that what was typed leaves, the group with the best line first; nothing typed: what was used lately, then all there is. */
export function groupsOf(offers: readonly { readonly offer: Offer; readonly line: Line }[], found: readonly Line[], text: string, recent: readonly string[]): readonly Group[] {
  const kept = (groups: readonly Group[]) => groups.filter(({ lines }) => lines.length > 0)
  const of = (name: 'go' | 'do') => offers.filter(({ offer }) => COMMANDS[offer.name].group === name).map(({ line }) => line)
  if (text.trim() === '') {
    const used = recent.flatMap((id) => offers.find(({ line }) => line.id === id)?.line ?? [])
    const rest = (name: 'go' | 'do') => ({ name, lines: of(name).filter((line) => !used.includes(line)) })
    return kept([{ name: 'recent', lines: used }, rest('do'), rest('go')])
  }
  const best = matching(offers.map(({ line }) => line), text, recent)
  const first = offers.find(({ line }) => line === best[0])?.offer
  const names = first !== undefined && COMMANDS[first.name].group === 'go' ? ['go', 'do'] as const : ['do', 'go'] as const
  return kept([...names.map((name) => ({ name, lines: best.filter((line) => of(name).includes(line)) })), { name: 'find' as const, lines: found }])
}

type Names = { readonly uk: string | null; readonly en: string | null }
type Naming = { readonly named: (names: Names) => string | null; readonly say: Say; readonly code: (list: 'kind', value: string) => string; readonly damage: (damage: Found['damages'][number]) => string }
/** Where each thing that was found leads to. */
export type Leading = { readonly area: (code: string) => void; readonly crew: (id: string) => void; readonly site: (site: Found['sites'][number]) => void; readonly damage: (id: string) => void }

const AREAS_AT_MOST = 5

/** What is found of some words: areas and crews among those at hand, sites and damages as the server told them. */
export function foundLines(text: string, at: { readonly areas: readonly Area[]; readonly crews: readonly Crew[]; readonly found: Found }, naming: Naming, lead: Leading): readonly Line[] {
  if (text.trim() === '') return []
  const { named, say } = naming
  const line = (id: string, label: string, detail: string, icon: GlyphName, run: () => void, words: readonly string[] = []): Line => ({ id, label, detail, icon, on: undefined, key: undefined, words, isCommand: false, run })
  const areas = at.areas.map((area) => line(`area:${area.code}`, named(area.names) ?? area.code, say('palette.area'), 'map', () => lead.area(area.code), [area.names.uk ?? '', area.names.en ?? '']))
  const crews = at.crews.map((crew) => line(`crew:${crew.id}`, crew.name, say('palette.crew'), 'crew', () => lead.crew(crew.id), [crew.name]))
  const kindOf = (kind: string | null): GlyphName => (kind !== null && isGlyph(kind) ? kind : 'pin')
  return [
    ...matching(areas, text, []).slice(0, AREAS_AT_MOST),
    ...matching(crews, text, []).slice(0, AREAS_AT_MOST),
    ...at.found.damages.map((damage) => line(`damage:${damage.id}`, naming.damage(damage), [say('palette.damage.is'), named(damage.areaNames)].filter(Boolean).join(' · '), kindOf(damage.kind), () => lead.damage(damage.id))),
    ...at.found.sites.map((site) => line(`site:${site.id}`, named(site.names) ?? naming.code('kind', site.kind), [say('palette.site'), naming.code('kind', site.kind)].join(' · '), kindOf(site.kind), () => lead.site(site))),
  ]
}
