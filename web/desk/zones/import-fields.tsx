import { createMemo, createSignal, For, onCleanup, Show } from 'solid-js'
import { createStore } from 'solid-js/store'
import { declareHazard } from '../../../geo/hazards/contract.ts'
import { zonesOfFile, type Feature } from '../../../geo/hazards/geojson.ts'
import type { HazardKind } from '../../../geo/hazards/hazard.ts'
import { call, Refused } from '../../call.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { problemOf } from '../../store/loading.ts'
import { Button } from '../../ui/button.tsx'
import { TextField } from '../../ui/field.tsx'
import { Icon } from '../../ui/icon.tsx'
import { useDesk } from '../desk-context.tsx'
import { makeIds } from './ids.ts'
import { useZones } from './zones-context.tsx'

const LARGEST_BYTES = 20 * 1024 * 1024

type Props = {
  readonly kind: HazardKind
  readonly times: { readonly from: string; readonly until: string | null } | undefined
  readonly owner: string
  readonly note: string
  readonly onWrongTimes: () => void
}

/** Zones from a GeoJSON file: each feature by itself, and of each that is not taken the reason. */
export function ImportFields(props: Props) {
  const { t, plural, number } = useI18n()
  const desk = useDesk()
  const zones = useZones()
  const [text, setText] = createSignal<string | null>(null)
  const [tooLarge, setTooLarge] = createSignal(false)
  const [radiusM, setRadiusM] = createSignal('300')
  const [busy, setBusy] = createSignal(false)
  /** What the server said to each feature, by its number: the empty text when it stands. */
  const [said, setSaid] = createStore<Record<number, string>>({})
  const idOf = makeIds()
  let gone = false
  onCleanup(() => { gone = true })

  const metres = () => Math.min(50_000, Math.max(10, Number(radiusM().replace(',', '.')) || 300))
  const file = createMemo(() => (text() === null ? null : zonesOfFile(text() ?? '', metres())))
  const features = (): readonly Feature[] => file()?.features ?? []
  const taken = () => features().filter((feature) => feature.refusal === undefined)
  const waiting = () => taken().filter(({ nth }) => said[nth] !== '')

  async function open(input: HTMLInputElement) {
    const [chosen] = input.files ?? []
    if (chosen === undefined) return
    setSaid(Object.fromEntries(Object.keys(said).map((nth) => [nth, undefined])) as never)
    setTooLarge(chosen.size > LARGEST_BYTES)
    setText(chosen.size > LARGEST_BYTES ? null : await chosen.text())
  }

  async function send() {
    const lasts = props.times
    if (lasts === undefined) return props.onWrongTimes()
    setBusy(true)
    for (const feature of waiting()) {
      if (gone || feature.refusal !== undefined) break
      const body = {
        kind: feature.kind ?? props.kind, shape: feature.shape, around: feature.around, zone: null, ...lasts, owner: props.owner,
        note: [feature.note, props.note].filter(Boolean).join('. ').slice(0, 1000),
      }
      try {
        await call(declareHazard, { params: { id: idOf([feature.nth, body]) }, body })
        setSaid(feature.nth, '')
      } catch (error) {
        const problem = problemOf(error)
        // The database says where: "Self-intersection[31.05 47.05]".
        const [, lon, lat] = /\[(-?[\d.]+) (-?[\d.]+)\]/.exec(error instanceof Refused && 'reason' in error.body ? String(error.body['reason']) : '') ?? []
        setSaid(feature.nth, desk.problemText(problem) + (lon === undefined || lat === undefined ? '' : ` (${lat}, ${lon})`))
        if (problem === 'unreachable' || problem === 'not-signed-in') break
      }
    }
    setBusy(false)
    await zones.store.refresh()
  }

  const state = (feature: Feature): 'refused' | 'failed' | 'declared' | 'ready' =>
    feature.refusal !== undefined ? 'refused' : said[feature.nth] === '' ? 'declared' : said[feature.nth] === undefined ? 'ready' : 'failed'
  return (
    <div class="zone-import">
      <label class="field"><span class="field-label">{t('zones.fileLabel')}</span><input type="file" accept=".geojson,.json,application/geo+json,application/json" class="input" onChange={(event) => void open(event.currentTarget)} /><span class="field-hint">{t('zones.fileHint')}</span></label>
      <TextField label={t('zones.fileRadius')} hint={t('zones.fileRadiusHint')} inputmode="numeric" value={radiusM()} onInput={(event) => setRadiusM(event.currentTarget.value)} />
      <Show when={tooLarge() || file()?.problem}><p class="field-error" role="alert"><Icon name="warning" size={16} />{t(tooLarge() ? 'zones.fileProblem.large' : `zones.fileProblem.${file()?.problem ?? 'not-geojson'}`)}</p></Show>
      <Show when={features().length > 0}>
        <p role="status">{plural('zones.fileTaken', taken().length)} {plural('zones.fileRefused', features().length - taken().length)}</p>
        <ul class="import-lines">
          <For each={features()}>{(feature) => (
            <li data-state={state(feature)}>
              <Icon name={{ refused: 'close', failed: 'warning', declared: 'check', ready: 'pin' }[state(feature)] as 'close'} size={16} />
              <span><b>{number(feature.nth)}{feature.name === '' ? '' : `. ${feature.name}`}</b> <Show when={feature.refusal === undefined ? feature : null} fallback={t(`zones.refusal.${feature.refusal ?? 'empty'}`)}>{(one) => <>{said[feature.nth] === undefined || said[feature.nth] === '' ? t(`warn.kind.${one().kind ?? props.kind}`) : said[feature.nth]}</>}</Show></span>
            </li>
          )}</For>
        </ul>
        <div class="part-buttons">
          <Button size="s" look="quiet" onClick={() => zones.choose('list')}>{t('zones.toList')}</Button>
          <Button size="s" look="primary" icon="warning" busy={busy()} disabled={waiting().length === 0} onClick={() => void send()}>{plural('zones.declareMany', waiting().length)}</Button>
        </div>
      </Show>
    </div>
  )
}
