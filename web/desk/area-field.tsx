import { createEffect, For, Show, untrack } from 'solid-js'
import type { Area } from '../../geo/areas/area.ts'
import { useI18n } from '../i18n/i18n.tsx'
import type { Areas } from '../store/areas.ts'
import { SelectField } from '../ui/field.tsx'
import { useWords } from './words.ts'

/** The choice of an area down to the hromada: oblasts with their raions first, then what lies in the raion that is chosen. An empty value is everywhere. */
export function AreaField(props: { readonly areas: Areas; readonly value: string; readonly label: string; readonly onChange: (code: string) => void }) {
  const { t } = useI18n()
  const words = useWords()
  const name = (area: Area) => words.named(area.names) ?? area.code
  const of = (level: Area['level']) => props.areas.state.areas.filter((area) => area.level === level)
  const raions = (code: string) => of('raion').filter((area) => area.parent === code)
  const parentless = () => of('raion').filter((area) => props.areas.find(area.parent ?? '') === undefined)
  const chosen = () => props.areas.find(props.value)
  // A hromada whose raion is beyond reach stands among the first.
  const under = () => { const one = chosen(); return one?.level !== 'hromada' ? one : props.areas.find(one.parent ?? '') }
  const coarse = () => under()?.code ?? props.value
  const hromadas = () => { const raion = under(); return raion?.level === 'raion' ? of('hromada').filter((area) => area.parent === raion.code) : [] }
  const loose = () => of('hromada').filter((area) => props.areas.find(area.parent ?? '') === undefined)
  // What an address names that is no oblast and no raion, and what lies in a raion, is read when it is needed.
  createEffect(() => { if (props.areas.state.phase === 'ready' && (under()?.level === 'raion' || (props.value !== '' && chosen() === undefined) || of('oblast').length + of('raion').length === 0)) void untrack(props.areas.refreshFine) })
  return (
    <>
      <SelectField label={props.label} value={coarse()} onChange={(event) => props.onChange(event.currentTarget.value)}>
        <option value="">{t('desk.filter.everywhere')}</option>
        <For each={of('oblast')}>{(oblast) => (
          <optgroup label={name(oblast)}>
            <option value={oblast.code} selected={coarse() === oblast.code}>{name(oblast)}</option>
            <For each={raions(oblast.code)}>{(raion) => <option value={raion.code} selected={coarse() === raion.code}>{name(raion)}</option>}</For>
          </optgroup>
        )}</For>
        <For each={[...parentless(), ...loose()]}>{(area) => <option value={area.code} selected={coarse() === area.code}>{name(area)}</option>}</For>
      </SelectField>
      <Show when={hromadas().length > 0}>
        <SelectField label={t('desk.filter.hromada')} value={chosen()?.level === 'hromada' ? props.value : ''} onChange={(event) => props.onChange(event.currentTarget.value || coarse())}>
          <option value="">{t('desk.filter.wholeRaion')}</option>
          <For each={hromadas()}>{(area) => <option value={area.code} selected={props.value === area.code}>{name(area)}</option>}</For>
        </SelectField>
      </Show>
    </>
  )
}
