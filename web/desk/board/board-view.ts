import { z } from 'zod'

/** How the board is looked at. */
export const VIEWS = ['states', 'day', 'week'] as const
/** What of the repairs is shown. */
export const ONLY = ['all', 'late', 'waits', 'conflicts'] as const

/** What the board shows, as its address says it: an empty area, crew or text narrows nothing. */
export type BoardView = { readonly view: (typeof VIEWS)[number]; readonly only: (typeof ONLY)[number]; readonly area: string; readonly crew: string; readonly text: string }

/** What an address asks for; what it does not understand it leaves out. */
export function boardViewOf(search: string): BoardView {
  const query = new URLSearchParams(search)
  return {
    view: VIEWS.find((one) => one === query.get('view')) ?? 'states', only: ONLY.find((one) => one === query.get('only')) ?? 'all',
    area: (query.get('area') ?? '').slice(0, 40), crew: z.uuid().safeParse(query.get('crew')).data ?? '', text: (query.get('text') ?? '').slice(0, 100),
  }
}

/** The address of a view of the board. */
export function boardAddress(view: BoardView): string {
  const query = new URLSearchParams({ view: view.view })
  if (view.only !== 'all') query.set('only', view.only)
  for (const name of ['area', 'crew', 'text'] as const) if (view[name] !== '') query.set(name, view[name])
  return `/desk/board?${query}`
}
