import { For, Show } from 'solid-js'
import type { Safety, ServiceState } from '../../geo/damages/grades.ts'
import { Cause, Hazard, Need } from '../../geo/reports/report.ts'
import { KINDS } from '../../geo/sites/kinds.ts'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { ChoiceCards } from '../ui/choice-cards.tsx'
import { SelectField, TextArea, TextField } from '../ui/field.tsx'
import { FUNCTION_LOOKS, SAFETY_LOOKS, SeverityMark } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { ComponentList } from './component-list.tsx'
import { GRADES, type Draft } from './draft.ts'
import { fromLocalInput, localInput } from './local-input.ts'
import { VoiceNote } from './voice-note.tsx'

const SAFETIES: readonly Safety[] = ['inspected', 'restricted', 'unsafe', 'unknown']
const SERVICES: readonly ServiceState[] = ['full', 'degraded', 'out', 'unknown']
const SEVERITIES = ['0', '1', '2', '3', '4'] as const

function Ticks<V extends string>(props: { readonly legend: string; readonly all: readonly V[]; readonly on: readonly V[]; readonly word: (value: V) => string; readonly onChange: (on: V[]) => void }) {
  return (
    <fieldset class="ticks">
      <legend>{props.legend}</legend>
      <For each={props.all}>{(value) => (
        <label class="tick">
          <input type="checkbox" checked={props.on.includes(value)} onChange={(event) => props.onChange(event.currentTarget.checked ? [...props.on, value] : props.on.filter((other) => other !== value))} />
          <Icon name="check" size={18} /><span>{props.word(value)}</span>
        </label>
      )}</For>
    </fieldset>
  )
}

/** All that a report may say beside where and how bad. Everything here is optional. */
export function MoreDetails(props: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  const { t } = useI18n()
  const grade = () => (props.draft.grade === null ? null : GRADES[props.draft.grade])
  const kind = () => (props.draft.place?.by === 'site' ? props.draft.place.site.kind : props.draft.kind)
  const severity = () => props.draft.severity ?? grade()?.severity ?? null
  // None seen excludes the dangers, and a danger excludes none seen.
  const hazards = (on: Hazard[]) => props.change({ hazards: on.at(-1) === 'none_seen' ? ['none_seen'] : on.filter((hazard) => hazard !== 'none_seen') })
  return (
    <div class="more-details">
      <Show when={props.draft.place !== null && props.draft.place.by !== 'site'}>
        <SelectField label={t('work.more.kind')} value={props.draft.kind ?? ''} onChange={(event) => props.change({ kind: (event.currentTarget.value || null) as Draft['kind'], components: [] })}>
          <option value="">{t('work.more.kindNone')}</option>
          <For each={['energy', 'communications'] as const}>{(sector) => (
            <optgroup label={t(`codes.sector.${sector}`)}><For each={KINDS[sector]}>{(kind) => <option value={kind}>{t(`codes.kind.${kind}`)}</option>}</For></optgroup>
          )}</For>
        </SelectField>
      </Show>
      <ComponentList kind={kind()} seen={props.draft.components} onChange={(components) => props.change({ components })} />
      <ChoiceCards
        legend={t('work.more.safety')} columns={2} value={props.draft.safety} onChange={(safety) => props.change({ safety })}
        choices={SAFETIES.map((value) => ({ value, label: t(`grades.safety.label.${value}`), picture: <Icon name={SAFETY_LOOKS[value].icon} size={32} />, ...(value === 'unknown' ? {} : { colour: SAFETY_LOOKS[value].tone }) }))}
      />
      <ChoiceCards
        legend={t('work.more.severity')} columns={1} value={severity() === null ? null : (String(severity()) as (typeof SEVERITIES)[number])} onChange={(value) => props.change({ severity: Number(value) })}
        choices={SEVERITIES.map((value) => ({ value, label: t(`grades.severity.label.${value}`), help: t(`grades.severity.help.${value}`), picture: <SeverityMark severity={Number(value)} size={36} />, colour: `severity-${value}` }))}
      />
      <ChoiceCards
        legend={t('work.more.function')} columns={2} value={props.draft.function ?? grade()?.function ?? null} onChange={(value) => props.change({ function: value })}
        choices={SERVICES.map((value) => ({ value, label: t(`grades.function.label.${value}`), picture: <Icon name={FUNCTION_LOOKS[value].icon} size={32} />, ...(value === 'unknown' ? {} : { colour: FUNCTION_LOOKS[value].tone }) }))}
      />
      <Ticks legend={t('work.more.hazards')} all={Hazard.options} on={props.draft.hazards} word={(value) => t(`codes.hazard.${value}` as Key)} onChange={hazards} />
      <SelectField label={t('work.more.cause')} value={props.draft.cause} onChange={(event) => props.change({ cause: event.currentTarget.value as Draft['cause'] })}>
        <For each={Cause.options}>{(cause) => <option value={cause}>{t(`codes.cause.${cause}` as Key)}</option>}</For>
      </SelectField>
      <Ticks legend={t('work.more.needs')} all={Need.options} on={props.draft.needs} word={(value) => t(`codes.need.${value}` as Key)} onChange={(needs) => props.change({ needs })} />
      <TextArea label={t('work.more.note')} hint={t('work.more.noteHint')} maxlength={2000} value={props.draft.note} onInput={(event) => props.change({ note: event.currentTarget.value })} />
      <VoiceNote onWords={(words) => props.change({ note: [props.draft.note.trim(), words].filter(Boolean).join(' ').slice(0, 2000) })} />
      <TextField type="datetime-local" label={t('work.more.seenAt')} hint={t('work.more.seenAtHint')} value={props.draft.seenAtMs === null ? '' : localInput(props.draft.seenAtMs)} onChange={(event) => props.change({ seenAtMs: fromLocalInput(event.currentTarget.value) })} />
    </div>
  )
}
