import { createMemo, createSignal, onCleanup } from 'solid-js'
import { distanceM } from '../../geo/space/distance.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { call } from '../call.ts'
import { lightSites } from '../sync/light.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { TextField } from '../ui/field.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import { createSiteFinder } from './site-finder.ts'
import { sitesNamed } from './sites-named.ts'
import { SiteChoices } from './site-choices.tsx'

/** Finds a site by a part of its name: at once among those on the phone, then among all the server knows. */
export function SiteSearch(props: { readonly onChoose: (site: NearSite) => void }) {
  const { t } = useI18n()
  const field = useField()
  const [text, setText] = createSignal('')
  const finder = createSiteFinder(async (wanted, signal) => (await call(lightSites, { query: { text: wanted, limit: 20 } }, signal)).sites)
  onCleanup(finder.end)
  function type(next: string) {
    setText(next)
    finder.type(next)
  }
  const found = createMemo(() => {
    const known = sitesNamed(field.told().sites, text())
    const fix = field.fix()
    const all = [...known, ...finder.found().filter((site) => !known.some((own) => own.id === site.id))]
    return fix === null ? all : all.map((site) => ({ ...site, distanceM: distanceM(fix.position, site.position) }))
  })
  return (
    <>
      <TextField label={t('work.picker.searchLabel')} type="search" autocomplete="off" value={text()} onInput={(event) => type(event.currentTarget.value)} />
      <SiteChoices sites={found()} onChoose={props.onChoose} empty={text().trim().length > 1 ? <EmptyState icon="search" title={t('work.picker.nothing')}>{t('work.picker.nothingHelp')}</EmptyState> : null} />
    </>
  )
}
