import { For, Show } from 'solid-js'
import type { createBaseMaps } from '../store/base-maps.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { BaseStanding } from '../map/other-base.ts'

/** Which base map lies under the symbols, where the operator added others; said when the chosen one is silent. */
export function BaseChoice(props: { readonly maps: ReturnType<typeof createBaseMaps>; readonly standing: BaseStanding }) {
  const { t, locale } = useI18n()
  const choices = () => [{ id: null, name: t('past.base.shipped') }, ...props.maps.all().map(({ id, names }) => ({ id, name: names[locale()] }))]
  return (
    <Show when={props.maps.all().length > 0}>
      <fieldset class="legend-layers legend-bases">
        <legend class="legend-title">{t('past.base.title')}</legend>
        <For each={choices()}>{({ id, name }) => (
          <label>
            <input type="radio" name="base-map" checked={(props.maps.chosen()?.id ?? null) === id} onChange={() => props.maps.choose(id)} />
            <span>{name}<Show when={id !== null && props.maps.chosen()?.id === id && props.standing === 'silent'}><span class="legend-quiet"> · {t('past.base.quiet')}</span></Show></span>
          </label>
        )}</For>
      </fieldset>
    </Show>
  )
}
