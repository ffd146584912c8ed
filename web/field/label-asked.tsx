import { useNavigate } from '@solidjs/router'
import { createResource, Show } from 'solid-js'
import { siteSaid } from '../../geo/sites/label.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { beginWith } from './begin-with.ts'
import { EMPTY } from './draft.ts'
import { useField } from './field-state.ts'
import { unpackDraft } from './keep-draft.ts'
import { labelledSite } from './labelled-site.ts'

/** Begins the report at the site whose label led here, by its number or id; says so when that cannot be. */
export function LabelAsked(props: { readonly written: string }) {
  const { t } = useI18n()
  const field = useField()
  const navigate = useNavigate()
  const leave = () => navigate('/field', { replace: true })

  /** What stands against it, in words; null when the report begins there. */
  async function begin(written: string): Promise<string | null> {
    const said = siteSaid(written)
    if (said === null) return t('work.label.foreign.code')
    const { store } = field.phone
    const [told, kept] = await Promise.all([store.told(), store.draft('report')])
    const site = await labelledSite(said, told.sites)
    if (!site) return t(site === null ? 'work.label.unknown' : 'work.label.unasked', { what: 'number' in said ? `№ ${said.number}` : said.id })
    const draft = kept ? unpackDraft(kept) : EMPTY
    // What is half filled in is of the place that it says: another label does not move it.
    if (draft.place !== null && !(draft.place.by === 'site' && draft.place.site.id === site.id)) return t('work.label.kept')
    beginWith({ ...draft, place: { by: 'site', site, supposed: false, scanned: true } })
    leave()
    return null
  }
  const [trouble] = createResource(() => props.written, begin)
  return (
    <Show when={trouble.latest}>{(why) => (
      <div class="field-notice" data-tone="warn" role="alert"><Icon name="warning" size={20} /><span>{why()}</span><IconButton icon="close" label={t('common.action.close')} onClick={leave} /></div>
    )}</Show>
  )
}
