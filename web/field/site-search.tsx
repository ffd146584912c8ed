import { createMemo, createSignal, onCleanup } from 'solid-js'
import { distanceM } from '../../geo/space/distance.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { call, Refused, Unreachable } from '../call.ts'
import { lightSites } from '../sync/light.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { TextField } from '../ui/field.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import { sitesNamed } from './sites-named.ts'
import { SiteChoices } from './site-choices.tsx'

const PAUSE_MS = 250

/** Finds a site by a part of its name: at once among those on the phone, then among all the server knows. */
export function SiteSearch(props: { readonly onChoose: (site: NearSite) => void }) {
  const { t } = useI18n()
  const field = useField()
  const [text, setText] = createSignal('')
  const [asked, setAsked] = createSignal<readonly NearSite[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let asking = new AbortController()
  onCleanup(() => { clearTimeout(timer); asking.abort() })

  async function ask(wanted: string) {
    asking.abort()
    asking = new AbortController()
    const { signal } = asking
    try {
      const { sites } = await call(lightSites, { query: { text: wanted, limit: 20 } }, signal)
      setAsked(sites)
    } catch (error) {
      if (!(signal.aborted || error instanceof Refused || error instanceof Unreachable)) throw error // the phone's own list stands
    }
  }
  function type(next: string) {
    setText(next)
    setAsked([])
    clearTimeout(timer)
    asking.abort() // an answer that is late is not one to what is typed now
    if (next.trim().length > 1) timer = setTimeout(() => void ask(next.trim()), PAUSE_MS)
  }
  const found = createMemo(() => {
    const known = sitesNamed(field.told().sites, text())
    const fix = field.fix()
    const all = [...known, ...asked().filter((site) => !known.some((own) => own.id === site.id))]
    return fix === null ? all : all.map((site) => ({ ...site, distanceM: distanceM(fix.position, site.position) }))
  })
  return (
    <>
      <TextField label={t('work.picker.searchLabel')} type="search" autocomplete="off" value={text()} onInput={(event) => type(event.currentTarget.value)} />
      <SiteChoices sites={found()} onChoose={props.onChoose} empty={text().trim().length > 1 ? <EmptyState icon="search" title={t('work.picker.nothing')}>{t('work.picker.nothingHelp')}</EmptyState> : null} />
    </>
  )
}
