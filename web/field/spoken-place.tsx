import { Show } from 'solid-js'
import { formatMgrs, neighbourZone } from '../../geo/space/mgrs.ts'
import { formatPlusCode } from '../../geo/space/plus-code.ts'
import type { Position } from '../../geo/space/position.ts'
import { spellMgrs } from '../../geo/space/spelling.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'

/** A place as it is written and said over the radio: MGRS with its spelling, Plus Code, degrees. */
export function SpokenPlace(props: { readonly position: Position }) {
  const { t, locale } = useI18n()
  const mgrs = () => (Math.abs(props.position[1]) > 80 ? '' : formatMgrs(props.position))
  return (
    <>
      <dl class="spoken-place">
        <Show when={mgrs()}><dt>{t('codes.located.mgrs')}</dt><dd>{mgrs()}<span class="spoken" lang={locale()}>{spellMgrs(mgrs(), locale())}</span></dd></Show>
        <dt>{t('codes.located.plus_code')}</dt><dd>{formatPlusCode(props.position)}</dd>
        <dt>{t('work.picker.degrees')}</dt><dd>{props.position[1].toFixed(5)}, {props.position[0].toFixed(5)}</dd>
      </dl>
      <Show when={neighbourZone(props.position)}>{(zones) => <p class="place-note" data-tone="warn"><Icon name="warning" size={20} /><span>{t('work.picker.zoneBorder', zones())}</span></p>}</Show>
    </>
  )
}
