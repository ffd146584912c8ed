import { fileURLToPath } from 'node:url'

/** What of the module graph is asked for here: what a module imports at once, and what when needed. */
export type Graph = { getModuleInfo(id: string): { readonly importedIds: readonly string[]; readonly dynamicallyImportedIds: readonly string[] } | null }

const WEB = fileURLToPath(new URL('..', import.meta.url)).replaceAll('\\', '/')
const PAGES = {
  crew: ['field/field-page.tsx'],
  places: ['field/pin-map.tsx', 'field/place-picker.tsx'],
  phone: ['field/field-page.tsx', 'public/sign-in-page.tsx', 'public/account-page.tsx'],
  desk: ['desk/desk-page.tsx'],
  deskMap: ['desk/desk-map.tsx'],
  panel: ['desk/panel.tsx', 'desk/zones/zone-panel.tsx'],
  rooms: ['desk/board/board-page.tsx', 'desk/numbers-page.tsx', 'desk/situation-page.tsx', 'admin/admin-page.tsx', 'labels/labels-page.tsx'],
} as const

const MAP = /\/node_modules\/(ol|rbush|quickselect)\/|\/web\/map\/(?!base-data|basemap-)/
const SCHEMAS = /\/node_modules\/zod\//

type Reach = ReadonlySet<string>

function reached(graph: Graph, from: readonly string[], whenNeeded: boolean): Reach {
  const seen = new Set<string>()
  const next = [...from]
  for (let id = next.pop(); id !== undefined; id = next.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const info = graph.getModuleInfo(id)
    if (info !== null) next.push(...info.importedIds, ...(whenNeeded ? info.dynamicallyImportedIds : []))
  }
  return seen
}

/**
 * In which file a module of the desk goes: by which pages need it at once, so that the desk comes in few files (left to itself the bundler made
 * seventy-five of it, most of a kilobyte: each costs more than its bytes) and no other page is given what only the desk needs. Null: the bundler's choice.
 */
export function makeGroups(): (id: string, graph: Graph) => string | null {
  let reach: Readonly<Record<keyof typeof PAGES, Reach>> | undefined
  return (id, graph) => {
    if (reach === undefined) {
      const idsOf = (pages: readonly string[]) => pages.map((page) => `${WEB}${page}`)
      const at = (page: Exclude<keyof typeof PAGES, 'phone'>) => reached(graph, idsOf(PAGES[page]), false)
      reach = { crew: at('crew'), places: at('places'), phone: reached(graph, idsOf(PAGES.phone), true), desk: at('desk'), deskMap: at('deskMap'), panel: at('panel'), rooms: at('rooms') }
    }
    const part = (['desk', 'deskMap', 'panel'] as const).find((one) => reach?.[one].has(id))
    if (part === undefined || reach.crew.has(id)) return null
    if (SCHEMAS.test(id)) return 'schemas'
    if (!reach.phone.has(id)) return !reach.rooms.has(id) ? part : part === 'desk' ? 'rooms' : null
    if (MAP.test(id)) return 'map'
    if (part === 'panel') return null
    // The phone's map is to bring no schemas.
    return reach.places.has(id) && ![...reached(graph, [id], false)].some((one) => SCHEMAS.test(one)) ? 'places' : 'near'
  }
}
