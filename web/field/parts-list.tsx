import { createSignal, For, Show } from 'solid-js'
import { isPartName, PARTS, UNITS, type PartName, type Unit } from '../../geo/repairs/parts.ts'
import type { UsedPart } from '../../geo/repairs/repair.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button, IconButton } from '../ui/button.tsx'
import { SelectField, TextField } from '../ui/field.tsx'

/** Parts that were used up: from the short list, or in the crew's own words. */
export function PartsList(props: { readonly parts: readonly UsedPart[]; readonly onChange: (parts: readonly UsedPart[]) => void }) {
  const { t, number } = useI18n()
  const [adding, setAdding] = createSignal(false)
  const [chosen, setChosen] = createSignal<PartName | 'other'>('insulator')
  const [words, setWords] = createSignal('')
  const [unit, setUnit] = createSignal<Unit>('piece')
  const [quantity, setQuantity] = createSignal('1')
  const name = () => { const part = chosen(); return part === 'other' ? words().trim() : part }
  const unitOf = () => { const part = chosen(); return part === 'other' ? unit() : PARTS[part] }
  const amount = () => Number(quantity().replace(',', '.'))
  const whole = () => name() !== '' && amount() > 0 && amount() <= 100_000
  const nameOf = (part: string) => (isPartName(part) ? t(`work.part.${part}`) : part)
  function add() {
    if (!whole()) return
    props.onChange([...props.parts, { name: name(), quantity: amount(), unit: unitOf() }])
    setAdding(false)
    setWords('')
    setQuantity('1')
  }
  return (
    <fieldset class="parts-list">
      <legend>{t('work.parts.title')}</legend>
      <ul class="parts">
        <For each={props.parts}>{(part, n) => (
          <li><span>{nameOf(part.name)}: {number(part.quantity)} {t(`work.unit.${part.unit}`)}</span><IconButton icon="close" size="l" label={t('work.parts.remove', { part: nameOf(part.name) })} onClick={() => props.onChange(props.parts.filter((_, at) => at !== n()))} /></li>
        )}</For>
      </ul>
      <Show when={adding()} fallback={<Button size="l" icon="plus" onClick={() => setAdding(true)}>{t('work.parts.add')}</Button>}>
        <SelectField label={t('work.parts.which')} value={chosen()} onChange={(event) => setChosen(event.currentTarget.value as PartName | 'other')}>
          <For each={Object.keys(PARTS) as PartName[]}>{(part) => <option value={part} selected={part === chosen()}>{t(`work.part.${part}`)}</option>}</For>
          <option value="other">{t('work.parts.other')}</option>
        </SelectField>
        <Show when={chosen() === 'other'}>
          <TextField label={t('work.parts.words')} maxlength={100} value={words()} onInput={(event) => setWords(event.currentTarget.value)} />
          <SelectField label={t('work.parts.unit')} value={unit()} onChange={(event) => setUnit(event.currentTarget.value as Unit)}>
            <For each={UNITS}>{(one) => <option value={one} selected={one === unit()}>{t(`work.unit.${one}`)}</option>}</For>
          </SelectField>
        </Show>
        <TextField label={`${t('work.parts.quantity')}, ${t(`work.unit.${unitOf()}`)}`} inputmode="decimal" value={quantity()} onInput={(event) => setQuantity(event.currentTarget.value)} />
        <Button size="l" icon="check" disabled={!whole()} onClick={add}>{t('work.parts.take')}</Button>
      </Show>
    </fieldset>
  )
}
