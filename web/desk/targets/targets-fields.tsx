import { For, Show } from 'solid-js'
import { ClockName, type Targets } from '../../../geo/clocks/targets.ts'
import { BlockedBy } from '../../../geo/repairs/lifecycle.ts'
import { SiteKind } from '../../../geo/sites/kinds.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { IconButton } from '../../ui/button.tsx'
import { SelectField } from '../../ui/field.tsx'
import { useWords } from '../words.ts'

const [LEAST_H, MOST_H, MOST_KINDS] = [0.05, 8760, 40]
const TIERS = [0, 1, 2, 3] as const
const isKind = (kind: string) => SiteKind.safeParse(kind).success

/** The four clocks of a tier or a kind, each with its hours; one that may be empty is told as undefined then, one that holds nothing valid as null. */
function HoursFields(props: { readonly hours: { readonly [Name in ClockName]?: number | undefined }; readonly fixed: boolean; readonly mayBeEmpty?: boolean; readonly onHours: (clock: ClockName, hours: number | undefined | null) => void }) {
  const { t } = useI18n()
  const told = (input: HTMLInputElement) => (!input.validity.valid ? null : input.value === '' ? undefined : input.valueAsNumber)
  return (
    <div class="targets-hours">
      <For each={ClockName.options}>{(clock) => (
        <label class="targets-one"><span>{t('targets.hours', { name: t(`repairs.clock.name.${clock}`) })}</span>
          <input class="input" type="number" min={LEAST_H} max={MOST_H} step="any" required={!props.mayBeEmpty} disabled={props.fixed} value={props.hours[clock] ?? ''} onInput={(event) => props.onHours(clock, told(event.currentTarget))} />
        </label>
      )}</For>
    </div>
  )
}

/** All that is promised, to be read or changed: by tier, by kind of site, and what stops the clocks. `null`: a field holds nothing that can be promised. */
export function TargetsFields(props: { readonly targets: Targets; readonly fixed: boolean; readonly onChange: (next: Targets | null) => void }) {
  const { t } = useI18n()
  const words = useWords()
  const kinds = () => Object.keys(props.targets.kinds)
  const setTier = (tier: number, clock: ClockName, hours: number | undefined | null) => props.onChange(hours == null ? null : {
    ...props.targets, tiers: props.targets.tiers.map((one, n) => (n === tier ? { ...one, [clock]: hours } : one)) as Targets['tiers'],
  })
  function setKind(kind: string, clock: ClockName, hours: number | undefined | null) {
    if (hours === null) return props.onChange(null)
    const { [clock]: _, ...rest } = props.targets.kinds[kind] ?? {}
    props.onChange({ ...props.targets, kinds: { ...props.targets.kinds, [kind]: hours === undefined ? rest : { ...rest, [clock]: hours } } })
  }
  const addKind = (kind: string) => props.onChange({ ...props.targets, kinds: { ...props.targets.kinds, [kind]: {} } })
  const removeKind = (kind: string) => props.onChange({ ...props.targets, kinds: Object.fromEntries(Object.entries(props.targets.kinds).filter(([one]) => one !== kind)) })
  const setPausing = (why: BlockedBy, on: boolean) => props.onChange({ ...props.targets, pausing: BlockedBy.options.filter((one) => (one === why ? on : props.targets.pausing.includes(one))) })
  return (
    <>
      <For each={TIERS}>{(tier) => (
        <fieldset class="targets-group"><legend>{t(`desk.tier.${tier}`)}</legend>
          <HoursFields hours={props.targets.tiers[tier]} fixed={props.fixed} onHours={(clock, hours) => setTier(tier, clock, hours)} />
        </fieldset>
      )}</For>
      <Show when={!props.fixed || kinds().length > 0}>
        <section class="targets-kinds" aria-labelledby="targets-kinds">
          <h3 id="targets-kinds">{t('targets.kinds')}</h3>
          <p class="part-note">{t('targets.kindsHelp')}</p>
          <For each={kinds()}>{(kind) => (
            <fieldset class="targets-group"><legend>{words.code('kind', kind)}</legend>
              <HoursFields hours={props.targets.kinds[kind] ?? {}} fixed={props.fixed} mayBeEmpty onHours={(clock, hours) => setKind(kind, clock, hours)} />
              <Show when={!props.fixed}><IconButton class="targets-remove" icon="close" size="s" label={t('targets.removeKind', { kind: words.code('kind', kind) })} onClick={() => removeKind(kind)} /></Show>
            </fieldset>
          )}</For>
          <Show when={!props.fixed && kinds().length < MOST_KINDS}>
            <SelectField label={t('targets.addKind')} value="" onChange={(event) => { const { value } = event.currentTarget; event.currentTarget.value = ''; if (isKind(value)) addKind(value) }}>
              <option value="">{t('targets.choose')}</option>
              <For each={SiteKind.options.filter((kind) => !kinds().includes(kind))}>{(kind) => <option value={kind}>{words.code('kind', kind)}</option>}</For>
            </SelectField>
          </Show>
        </section>
      </Show>
      <fieldset class="targets-group"><legend>{t('targets.pausing')}</legend>
        <div class="targets-pausing"><For each={BlockedBy.options}>{(why) => (
          <label><input type="checkbox" checked={props.targets.pausing.includes(why)} disabled={props.fixed} onChange={(event) => setPausing(why, event.currentTarget.checked)} />{words.code('blockedBy', why)}</label>
        )}</For></div>
        <p class="part-note">{t('targets.pausingHelp')}</p>
      </fieldset>
    </>
  )
}
