import { For, Show, type JSX } from 'solid-js'
import type { NearSite } from '../../geo/sites/site.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { isGlyph } from '../ui/glyphs.ts'
import { Icon } from '../ui/icon.tsx'
import { kindOf, metres, siteName } from './words.ts'

/** Sites to choose from, each a large button. */
export function SiteChoices(props: { readonly sites: readonly NearSite[]; readonly onChoose: (site: NearSite) => void; readonly empty: JSX.Element }) {
  const i18n = useI18n()
  const { t } = i18n
  return (
    <Show when={props.sites.length > 0} fallback={props.empty}>
      <ul class="site-choices">
        <For each={props.sites}>{(site) => (
          <li>
            <button type="button" class="site-choice" onClick={() => props.onChoose(site)}>
              <span class="site-picture" data-sector={site.sector}><Icon name={isGlyph(site.kind) ? site.kind : 'pin'} size={26} /></span>
              <span class="place-words"><span class="place-name">{siteName(i18n, site)}</span><span class="place-under">{kindOf(i18n, site)} · № {site.number}</span></span>
              <span class="site-away"><Show when={site.openDamage}><Icon name="warning" size={18} label={t('field.place.openDamage')} /></Show><Show when={site.distanceM !== null}>{metres(i18n, site.distanceM ?? 0)}</Show></span>
            </button>
          </li>
        )}</For>
      </ul>
    </Show>
  )
}
