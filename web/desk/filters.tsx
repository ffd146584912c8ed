import { For, Show, type JSX } from 'solid-js'
import { DamageState, Verification } from '../../geo/damages/damage.ts'
import { Safety, ServiceState } from '../../geo/damages/grades.ts'
import { RepairState } from '../../geo/repairs/lifecycle.ts'
import { KINDS, Sector } from '../../geo/sites/kinds.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { SelectField } from '../ui/field.tsx'
import { FUNCTION_LOOKS, SAFETY_LOOKS, SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { Segmented } from '../ui/segmented.tsx'
import { copyText } from '../ui/copy.ts'
import { useToast } from '../ui/toast.tsx'
import { AreaField } from './area-field.tsx'
import { useDesk } from './desk-context.tsx'
import { narrowing, PLAIN, toggled, type Filter } from './filter-url.ts'
import { useWords } from './words.ts'

/** Ages that one asks for, as the contract writes them. */
const AGES = ['-6', '-24', '-72', '24-', '72-', '168-'] as const
const isAge = (age: string): age is (typeof AGES)[number] => (AGES as readonly string[]).includes(age)

/** Several of a list, each a button that is on or off. */
function Several<V extends string | number>(props: {
  readonly legend: string; readonly options: readonly V[]; readonly chosen: readonly V[]; readonly onChange: (chosen: V[]) => void; readonly children: (option: V) => JSX.Element
}) {
  return (
    <fieldset class="several">
      <legend>{props.legend}</legend>
      <div class="several-options">
        <For each={props.options}>{(option) => (
          <button type="button" class="several-option" aria-pressed={props.chosen.includes(option)} onClick={() => props.onChange(toggled(props.chosen, option))}>{props.children(option)}</button>
        )}</For>
      </div>
    </fieldset>
  )
}

/** Everything that narrows the queue; each choice is in the address at once. */
export function Filters() {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const filter = () => desk.view().filter
  const without = (key: 'area' | 'sector' | 'crew' | 'age' | 'bbox'): Filter => {
    const { [key]: _, ...rest } = filter()
    return rest
  }
  const put = (key: 'area' | 'sector' | 'crew' | 'age', value: string) => desk.show({ filter: value === '' ? without(key) : { ...filter(), [key]: value } as Filter }, true)
  return (
    <div class="filters" id="desk-filters">
      <Segmented label={t('desk.filter.state')} value={filter().state} onChange={(state) => desk.narrow({ state })} choices={DamageState.options.filter((state) => state !== 'merged').map((state) => ({ value: state, label: words.code('damageState', state) }))} />
      <div class="filters-pair">
        <AreaField areas={desk.areas} value={filter().area ?? ''} label={t('desk.filter.area')} onChange={(code) => put('area', code)} />
        <SelectField label={t('desk.filter.crew')} value={filter().crew ?? ''} onChange={(event) => put('crew', event.currentTarget.value)}>
          <option value="">{t('desk.filter.anyCrew')}</option>
          <For each={desk.crews.state.crews}>{(crew) => <option value={crew.id} selected={filter().crew === crew.id}>{crew.name}</option>}</For>
        </SelectField>
      </div>
      <Several legend={t('desk.filter.sector')} options={Sector.options} chosen={filter().sector === undefined ? [] : [filter().sector as Sector]} onChange={(chosen) => put('sector', chosen.at(-1) ?? '')}>
        {(sector) => <><Icon name={sector === 'energy' ? 'bolt' : 'mast'} size={16} />{words.code('sector', sector)}</>}
      </Several>
      <Several legend={t('desk.filter.severity')} options={[4, 3, 2, 1, 0]} chosen={filter().severity} onChange={(severity) => desk.narrow({ severity })}>
        {(severity) => <><SeverityMark severity={severity} />{t(`grades.severity.label.${severity as 0 | 1 | 2 | 3 | 4}`)}</>}
      </Several>
      <Several legend={t('desk.filter.function')} options={['out', 'degraded', 'full', 'unknown'] as ServiceState[]} chosen={filter().function} onChange={(chosen) => desk.narrow({ function: chosen })}>
        {(state) => <><Icon name={FUNCTION_LOOKS[state].icon} size={16} />{t(`grades.function.label.${state}`)}</>}
      </Several>
      <Several legend={t('grades.safety.title')} options={['unsafe', 'restricted', 'inspected', 'unknown'] as Safety[]} chosen={filter().safety} onChange={(safety) => desk.narrow({ safety })}>
        {(state) => <><Icon name={SAFETY_LOOKS[state].icon} size={16} />{t(`grades.safety.label.${state}`)}</>}
      </Several>
      <div class="filters-pair">
        <SelectField label={t('queue.kind')} value={filter().kind[0] ?? ''} onChange={(event) => desk.narrow({ kind: event.currentTarget.value === '' ? [] : [event.currentTarget.value] })}>
          <option value="">{t('queue.anyKind')}</option>
          <For each={Sector.options}>{(sector) => (
            <optgroup label={words.code('sector', sector)}><For each={KINDS[sector]}>{(kind) => <option value={kind} selected={filter().kind[0] === kind}>{words.code('kind', kind)}</option>}</For></optgroup>
          )}</For>
        </SelectField>
        <SelectField label={t('queue.age.title')} value={filter().age ?? ''} onChange={(event) => put('age', event.currentTarget.value)}>
          <option value="">{t('queue.age.any')}</option>
          <For each={AGES}>{(age) => <option value={age} selected={filter().age === age}>{t(`queue.age.${age}`)}</option>}</For>
        </SelectField>
      </div>
      <Several legend={t('desk.filter.verification')} options={Verification.options.filter((value) => value !== 'duplicate')} chosen={filter().verification} onChange={(verification) => desk.narrow({ verification })}>
        {(verification) => words.code('verification', verification)}
      </Several>
      <Several legend={t('desk.filter.repair')} options={['none' as const, ...RepairState.options]} chosen={filter().repair} onChange={(repair) => desk.narrow({ repair })}>
        {(state) => (state === 'none' ? t('desk.filter.none') : words.code('repairState', state))}
      </Several>
      <label class="filters-box" title={t('desk.filter.boxHelp')}>
        <input type="checkbox" checked={filter().bbox !== undefined} disabled={desk.box() === null} onChange={(event) => desk.show({ filter: event.currentTarget.checked ? { ...filter(), bbox: desk.box() ?? '' } : without('bbox') }, true)} />{t('desk.filter.box')}
      </label>
      <div class="filters-actions">
        <Button size="s" icon="copy" onClick={() => void copyText(location.href).then((done) => toast(done ? { tone: 'good', text: t('desk.filter.copied') } : { tone: 'warn', text: t('desk.filter.notCopied') }))}>{t('desk.filter.copy')}</Button>
        <Button size="s" look="quiet" disabled={narrowing(filter()) === 0} onClick={() => desk.show({ filter: PLAIN }, true)}>{t('desk.filter.clear')}</Button>
      </div>
    </div>
  )
}

/** The filters that are on, each to be taken off at a click. */
export function ActiveFilters() {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const active = () => {
    const filter = desk.view().filter
    const { area, sector, crew, bbox, text } = filter
    const drop = (key: keyof Filter) => () => {
      const { [key]: _, ...rest } = filter
      desk.show({ filter: rest as Filter }, true)
    }
    const areaNames = area === undefined ? undefined : desk.areas.find(area)?.names
    const tokens: { name: string; off: () => void }[] = []
    if (filter.state !== PLAIN.state) tokens.push({ name: words.code('damageState', filter.state), off: () => desk.narrow({ state: PLAIN.state }) })
    if (text !== undefined) tokens.push({ name: `“${text}”`, off: drop('text') })
    if (area !== undefined) tokens.push({ name: (areaNames && words.named(areaNames)) ?? area, off: drop('area') })
    if (sector !== undefined) tokens.push({ name: words.code('sector', sector), off: drop('sector') })
    if (crew !== undefined) tokens.push({ name: desk.crews.state.crews.find((one) => one.id === crew)?.name ?? t('desk.filter.crew'), off: drop('crew') })
    if (filter.age !== undefined) tokens.push({ name: isAge(filter.age) ? t(`queue.age.${filter.age}`) : t('queue.age.other', { hours: filter.age }), off: drop('age') })
    for (const value of filter.kind) tokens.push({ name: words.code('kind', value), off: () => desk.narrow({ kind: toggled(filter.kind, value) }) })
    for (const value of filter.safety) tokens.push({ name: t(`grades.safety.label.${value}`), off: () => desk.narrow({ safety: toggled(filter.safety, value) }) })
    if (bbox !== undefined) tokens.push({ name: t('desk.filter.boxSet'), off: drop('bbox') })
    for (const value of filter.severity) tokens.push({ name: t(`grades.severity.label.${value as 0 | 1 | 2 | 3 | 4}`), off: () => desk.narrow({ severity: toggled(filter.severity, value) }) })
    for (const value of filter.function) tokens.push({ name: t(`grades.function.label.${value}`), off: () => desk.narrow({ function: toggled(filter.function, value) }) })
    for (const value of filter.verification) tokens.push({ name: words.code('verification', value), off: () => desk.narrow({ verification: toggled(filter.verification, value) }) })
    for (const value of filter.repair) tokens.push({ name: value === 'none' ? t('desk.filter.none') : words.code('repairState', value), off: () => desk.narrow({ repair: toggled(filter.repair, value) }) })
    return tokens
  }
  return (
    <Show when={active().length > 0}>
      <ul class="active-filters">
        <For each={active()}>{(token) => (
          <li><button type="button" class="active-filter" aria-label={t('desk.filter.off', { name: token.name })} onClick={token.off}>{token.name}<Icon name="close" size={14} /></button></li>
        )}</For>
      </ul>
    </Show>
  )
}
