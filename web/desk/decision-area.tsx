import { createEffect, createSignal, For, on } from 'solid-js'
import type { Area } from '../../geo/areas/area.ts'
import { listAreas } from '../../geo/areas/contract.ts'
import { call } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { problemOf } from '../store/loading.ts'
import { SelectField } from '../ui/field.tsx'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

type Named = Pick<Area, 'code' | 'names'>

/** The area that a decision is made for, from the whole country down; whoever has but a community finds it among their own. Begins with the one that the queue is narrowed to. */
export function DecisionArea(props: { readonly open: boolean; readonly label: string; readonly value: string; readonly onChange: (code: string) => void; readonly onProblem: (problem: string) => void }) {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [country, setCountry] = createSignal<readonly Named[] | null>(null)
  const named = (one: Named) => words.named(one.names) ?? one.code
  const ofLevel = (level: 'oblast' | 'raion'): readonly Named[] => desk.areas.state.areas.filter((one) => one.level === level)
  const granted = () => (desk.me.state.me?.grants ?? []).flatMap(({ area: code, areaNames }): Named[] => (code === null || country()?.some((one) => one.code === code) || ['oblast', 'raion'].includes(desk.areas.find(code)?.level ?? '') ? [] : [{ code, names: areaNames }]))
  const narrowed = () => { const one = desk.areas.find(desk.view().filter.area ?? ''); return one?.level === 'hromada' && !granted().some(({ code }) => code === one.code) ? [one] : [] }
  const groups = () => [
    { label: t('targets.country'), areas: country() ?? [] }, { label: t('targets.area'), areas: [...granted(), ...narrowed()] }, { label: t('targets.oblasts'), areas: ofLevel('oblast') }, { label: t('targets.raions'), areas: ofLevel('raion') },
  ].filter(({ areas }) => areas.length > 0)
  createEffect(on(() => props.open, (open) => {
    if (open && country() === null) void call(listAreas, { query: { level: 'country' } }).then(({ areas }) => setCountry(areas), (error: unknown) => props.onProblem(problemOf(error)))
  }))
  createEffect(on([() => props.open, () => groups().length], ([open]) => {
    if (open && props.value === '') props.onChange(desk.view().filter.area ?? ofLevel('oblast')[0]?.code ?? groups()[0]?.areas[0]?.code ?? '')
  }))
  return (
    <SelectField label={props.label} value={props.value} onChange={(event) => props.onChange(event.currentTarget.value)}>
      <For each={groups()}>{(group) => <optgroup label={group.label}><For each={group.areas}>{(one) => <option value={one.code} selected={one.code === props.value}>{named(one)}</option>}</For></optgroup>}</For>
    </SelectField>
  )
}
