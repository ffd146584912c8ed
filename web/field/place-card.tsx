import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { isElsewhere, type Place } from './place.ts'
import { PlaceSketch } from './place-sketch.tsx'
import { kindOf, metres, siteName } from './words.ts'

const WORST = ['outside', 'jumped', 'coarse'] as const

/** Where it is, as far as it is known, and the way to say otherwise. */
export function PlaceCard(props: { readonly place: Place | null; readonly onChange: () => void; readonly missing: boolean }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const site = () => (props.place?.by === 'site' ? props.place.site : null)
  const doubt = () => (props.place === null || props.place.by === 'fix' ? WORST.find((one) => field.doubts().includes(one)) : undefined)
  const accuracy = () => metres(i18n, Math.max(1, field.fix()?.accuracyM ?? 1))

  const title = () => {
    const place = props.place
    if (place === null) return field.finding() ? t('field.place.finding') : t('field.place.none')
    if (place.by === 'site') return siteName(i18n, place.site)
    if (place.by === 'words') return place.words
    if (place.by === 'fix') return t('field.place.here')
    return place.written || t('field.place.pinned')
  }
  const under = () => {
    const place = props.place
    if (place === null) return field.finding() ? '' : t('field.place.noneHelp')
    if (place.by === 'site') {
      const away = place.site.distanceM === null ? '' : ` · ${t('field.place.away', { distance: metres(i18n, place.site.distanceM) }).replaceAll(' ', '\u00a0')}`
      const how = place.supposed ? t('field.place.supposed') : place.scanned ? t('field.place.scanned') : ''
      return `${how && `${how} · `}${kindOf(i18n, place.site)}${away}`
    }
    if (place.by === 'words') return t('field.place.words')
    const [lon, lat] = place.by === 'fix' ? place.fix.position : place.position
    const within = place.by === 'fix' ? ` · ${t('field.place.accuracy', { m: accuracy() })}` : ''
    return `${lat.toFixed(5)}, ${lon.toFixed(5)}${within}`
  }
  return (
    <section class="place-card" data-missing={props.missing ? '' : undefined} aria-label={t('field.place.title')}>
      <button type="button" class="place-button" onClick={() => props.onChange()}>
        <PlaceSketch fix={field.fix()} doubtful={field.doubts().length > 0} sites={isElsewhere(field.doubts()) ? [] : field.near()} chosen={site()?.id ?? null} />
        <span class="place-words"><span class="place-name">{title()}</span><span class="place-under">{under()}</span></span>
        <span class="place-change">{props.place === null ? t('field.place.choose') : t('field.place.change')}<Icon name="chevron_right" size={18} /></span>
      </button>
      <Show when={doubt()}>{(reason) => <p class="place-note" data-tone="warn"><Icon name="warning" size={20} /><span>{t(`field.place.doubt.${reason()}`, { m: accuracy() })}</span></p>}</Show>
      <p class="visually-hidden" role="status">{t('field.place.filled', { place: title(), under: under() })}</p>
      <Show when={site()?.openDamage && !field.told().damages.some(({ id }) => id === site()?.openDamage)}><p class="place-note"><Icon name="info" size={20} /><span>{t('field.place.openDamage')}</span></p></Show>
    </section>
  )
}
