import { createMemo } from 'solid-js'
import { labelOf } from '../../geo/sites/label.ts'
import type { NearSite } from '../../geo/sites/site.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { qrPath } from '../ui/qr-path.ts'

/** What a label needs of a site. */
export type Labelled = Pick<NearSite, 'id' | 'number' | 'kind' | 'names' | 'area'>

/** A label as it is printed: the code, the number for who has no camera, the name; black on white whatever the theme. */
export function SiteLabel(props: { readonly site: Labelled }) {
  const { t, locale } = useI18n()
  const code = createMemo(() => qrPath(labelOf(location.origin, props.site.number)))
  const name = () => props.site.names[locale()] ?? props.site.names[locale() === 'uk' ? 'en' : 'uk'] ?? t(`codes.kind.${props.site.kind}`)
  return (
    <li class="site-label" data-site={props.site.id}>
      <svg class="label-code" viewBox={`0 0 ${code().size} ${code().size}`} shape-rendering="crispEdges" role="img" aria-label={t('labels.code', { number: props.site.number })}><path d={code().path} /></svg>
      <div class="label-words">
        <p class="label-brand">{t('common.name')}</p>
        <p class="label-number">{t('labels.number', { number: props.site.number })}</p>
        <p class="label-name">{name()}</p>
        <p class="label-kind">{t(`codes.kind.${props.site.kind}`)}</p>
      </div>
    </li>
  )
}
