import { createContext, createSignal, onMount, useContext, type JSX } from 'solid-js'
import { AreaLevel, type Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import type { Names } from '../../geo/text.ts'
import { call } from '../call.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import type { createMe } from '../store/me.ts'
import { createOrganisations } from '../store/organisations.ts'
import { createPeople } from '../store/people.ts'

/** The highest areas within reach: where a choice of area begins. */
async function topAreas(): Promise<Area[]> {
  for (const level of AreaLevel.options) {
    const { areas } = await call(listAreas, { query: { level } })
    if (areas.length > 0) return areas
  }
  return []
}

function makeAdmin(me: ReturnType<typeof createMe>) {
  const { t, locale } = useI18n()
  const [areas, setAreas] = createSignal<readonly Area[] | null>(null)
  const people = createPeople()
  const organisations = createOrganisations()
  const reaches = () => me.state.me?.grants.filter((grant) => grant.role === 'admin' || grant.role === 'authority') ?? []
  /** A name in the language on the screen, else in the other. */
  const named = (names: Names) => names[locale()] ?? names[locale() === 'uk' ? 'en' : 'uk'] ?? ''
  return {
    me, people, organisations, areas, named,
    admin: () => me.holds(['admin']),
    /** True when one may give what holds everywhere. */
    everywhere: () => reaches().some((grant) => grant.area === null),
    place: (grant: { area: string | null; areaNames: Names }) => (grant.area === null ? t('admin.everywhere') : named(grant.areaNames) || grant.area),
    problemText: (problem: string) => t(`admin.problem.${problem}` as Key) || t('admin.problem.other', { problem }),
    refresh: async () => {
      await Promise.all([
        me.holds(['admin']) ? people.refresh() : undefined,
        organisations.refresh(),
        topAreas().then(setAreas, (error: unknown) => { console.warn('areas did not load', problemOf(error)) }),
      ])
    },
  }
}

/** What administration stands on: who asks, people, organisations with crews, the highest areas. */
export type Admin = ReturnType<typeof makeAdmin>

const Context = createContext<Admin>()

/** Gives administration its stores, and fills them. */
export function AdminProvider(props: { readonly me: ReturnType<typeof createMe>; readonly children: JSX.Element }) {
  const admin = makeAdmin(props.me)
  onMount(() => void admin.refresh())
  return <Context.Provider value={admin}>{props.children}</Context.Provider>
}

/** What administration stands on. Throws outside `AdminProvider`. */
export function useAdmin(): Admin {
  const admin = useContext(Context)
  if (!admin) throw new Error('useAdmin outside AdminProvider')
  return admin
}
