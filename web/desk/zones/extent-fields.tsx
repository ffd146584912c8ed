import { createEffect, createSignal, For, onCleanup, Show } from 'solid-js'
import { formatMgrs } from '../../../geo/space/mgrs.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button } from '../../ui/button.tsx'
import { SelectField, TextArea, TextField } from '../../ui/field.tsx'
import { useDesk } from '../desk-context.tsx'
import { useWords } from '../words.ts'
import { draftOf, lineOfPlace, placesOf, type ExtentDraft, type Fault, type Way } from './extent.ts'
import { useZones } from './zones-context.tsx'

type Props = {
  readonly value: ExtentDraft
  readonly onChange: (change: Partial<ExtentDraft>) => void
  readonly ways: readonly Way[]
  readonly fault: Fault | undefined
}

/** Where a zone is: typed as coordinates, MGRS or Plus Codes, or put down on the map, which fills in the same lines. */
export function ExtentFields(props: Props) {
  const { t } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const words = useWords()
  const [lines, setLines] = createSignal(false)
  const drawn = () => props.value.way === 'radius' || props.value.way === 'corridor' || props.value.way === 'outline'
  const near = () => desk.damage.state.whole?.position ?? null

  createEffect(() => zones.setDraft(draftOf(props.value, near())))
  onCleanup(() => { zones.setDraft(null); zones.setDrawing(false) })
  zones.onPlace((position) => {
    const line = lineOfPlace(position)
    if (props.value.way === 'radius') {
      props.onChange({ path: line })
      zones.setDrawing(false)
    } else props.onChange({ path: [props.value.path.trim(), line].filter(Boolean).join('\n') })
    setLines(true)
  })

  const faultText = (among: Fault['problem'][]) => (props.fault !== undefined && among.includes(props.fault.problem) ? t(`zones.fault.${props.fault.problem}`, { line: props.fault.line }) : undefined)
  const chosen = () => {
    const whole = desk.damage.state.whole
    return whole?.position ? { name: words.damage(whole), position: whole.position } : null
  }
  /** What was understood of the first line, to be checked against a paper map. */
  const read = () => {
    const [first] = placesOf(props.value.path, near())
    return first ? formatMgrs(first) : ''
  }
  const oblasts = () => desk.areas.state.areas.filter((area) => area.level === 'oblast')
  const below = (code: string) => desk.areas.state.areas.filter((area) => area.parent === code)
  const parentless = () => desk.areas.state.areas.filter((area) => area.level === 'raion' && !oblasts().some((oblast) => oblast.code === area.parent))
  const option = (area: { code: string; names: { uk: string | null; en: string | null } }) => <option value={area.code} selected={props.value.area === area.code}>{words.named(area.names) ?? area.code}</option>
  return (
    <fieldset class="extent">
      <legend class="field-label">{t('zones.where')}</legend>
      <div class="several-options">
        <For each={props.ways}>{(way) => (
          <label class="radio-option"><input type="radio" name="zone-way" value={way} checked={props.value.way === way} onChange={() => { zones.setDrawing(false); props.onChange({ way }) }} /><span>{t(`zones.way.${way}`)}</span></label>
        )}</For>
      </div>
      <Show when={drawn()}>
        <div class="zone-new">
          <Button size="s" icon="pin" aria-pressed={zones.drawing()} onClick={() => zones.setDrawing(!zones.drawing())}>{t(zones.drawing() ? 'zones.drawStop' : props.value.way === 'radius' ? 'zones.drawPoint' : 'zones.draw')}</Button>
          <Show when={chosen()}>{(damage) => <Button size="s" icon="target" title={damage().name} onClick={() => props.onChange({ path: props.value.way === 'radius' ? lineOfPlace(damage().position) : [props.value.path.trim(), lineOfPlace(damage().position)].filter(Boolean).join('\n') })}>{t('zones.atDamage')}</Button>}</Show>
        </div>
        <Show when={props.value.way === 'radius'} fallback={
          <TextArea label={t('zones.places')} hint={t(props.value.way === 'outline' ? 'zones.outlineHint' : 'zones.corridorHint')} error={faultText(['line', 'few'])} rows={lines() || props.value.path !== '' ? 5 : 3} class="extent-path" spellcheck={false} autocomplete="off" value={props.value.path} onInput={(event) => props.onChange({ path: event.currentTarget.value })} />
        }>
          <TextField label={t('zones.centre')} hint={read() === '' ? t('zones.centreHint') : t('zones.readAs', { mgrs: read() })} error={faultText(['line', 'few'])} class="extent-path" spellcheck={false} autocomplete="off" value={props.value.path} onInput={(event) => props.onChange({ path: event.currentTarget.value })} />
        </Show>
        <Show when={props.value.way !== 'outline'}>
          <TextField label={t(props.value.way === 'radius' ? 'zones.radius' : 'zones.width')} hint={t('zones.radiusHint')} error={faultText(['radius'])} inputmode="numeric" autocomplete="off" value={props.value.radiusM} onInput={(event) => props.onChange({ radiusM: event.currentTarget.value })} />
        </Show>
      </Show>
      <Show when={props.value.way === 'area'}>
        <SelectField label={t('desk.filter.area')} error={faultText(['area'])} value={props.value.area} onChange={(event) => props.onChange({ area: event.currentTarget.value })}>
          <option value="">{t('zones.chooseArea')}</option>
          <For each={oblasts()}>{(oblast) => <optgroup label={words.named(oblast.names) ?? oblast.code}>{option(oblast)}<For each={below(oblast.code)}>{option}</For></optgroup>}</For>
          <For each={parentless()}>{option}</For>
        </SelectField>
      </Show>
      <Show when={props.value.way === 'same'}><p class="part-note">{t('zones.sameText')}</p></Show>
      <Show when={props.value.way === 'site'}><p class="part-note">{t('zones.siteText')}</p></Show>
    </fieldset>
  )
}
