import { z } from 'zod'
import type { MappedLevel } from '../../geo/areas/contract.ts'

/** What the map of the desk can show, each on or off. */
export const LAYERS = ['damages', 'repairs', 'sites', 'lines', 'crews', 'hazards', 'alerts', 'clearances', 'areas'] as const
/** One of the layers. */
export type Layer = (typeof LAYERS)[number]

/** Those that are on until somebody turns them off. */
export const PLAIN_LAYERS: readonly Layer[] = ['damages', 'repairs', 'sites', 'lines', 'hazards', 'alerts', 'clearances']

/** The level at which areas are compared until somebody asks for another. */
export const PLAIN_LEVEL: MappedLevel = 'oblast'

const Known = z.enum(LAYERS)

/** The layers of an address; what it does not understand it leaves out. `none` is a map without any. */
export function layersOf(text: string | null): readonly Layer[] {
  if (text === null) return PLAIN_LAYERS
  const asked = text.split(',')
  return LAYERS.filter((layer) => asked.some((name) => Known.safeParse(name).data === layer))
}

/** The layers as an address keeps them; undefined for the plain ones. */
export function layersText(layers: readonly Layer[]): string | undefined {
  const inOrder = LAYERS.filter((layer) => layers.includes(layer))
  if (inOrder.join() === PLAIN_LAYERS.join()) return undefined
  return inOrder.join() || 'none'
}

/** What the server is asked to show for the layers that are on; undefined when none of its own is. */
export function shownOf(layers: readonly Layer[]): 'all' | 'damages' | 'sites' | undefined {
  const [damages, sites] = [layers.includes('damages'), layers.includes('sites') || layers.includes('lines')]
  return damages && sites ? 'all' : damages ? 'damages' : sites ? 'sites' : undefined
}
