import { createEffect, createMemo, createSignal, createUniqueId, For, Show } from 'solid-js'
import type { StoredReport } from '../../geo/reports/report.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { SelectField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { comparisonOf, shownOf, type Taken } from './photo-pair.ts'
import { photoAddress } from './photo-viewer.tsx'
import { useWords } from './words.ts'
import './photo-compare.css'

const MIDDLE = 50

/** Two photos, one over the other: the line between them is dragged, or moved by arrow keys, page keys, Home and End. */
function Laid(props: { readonly earlier: Taken; readonly later: Taken; readonly label: (one: Taken) => string }) {
  const { t, number } = useI18n()
  const [split, setSplit] = createSignal(MIDDLE)
  const [failed, setFailed] = createSignal<readonly string[]>([])
  let frame: HTMLDivElement | undefined
  // By its hash, so that a panel that was read anew does not load the picture again.
  const address = ({ photo }: Taken) => photoAddress(photo.sha256, shownOf(photo) === 'early' ? 'thumb' : 'screen')
  const [under, over] = [createMemo(() => address(props.later)), createMemo(() => address(props.earlier))]
  const isHere = () => !failed().includes(under()) && !failed().includes(over())
  const fail = (src: string) => setFailed((all) => [...all, src])
  createEffect(() => { if (isHere()) frame?.style.setProperty('--split', `${split()}%`) })
  return (
    <Show when={isHere()} fallback={<p class="compare-failed"><Icon name="warning" size={18} />{t('panel.photos.failed')}</p>}>
      <div class="compare-frame" ref={frame}>
        <img class="compare-photo" data-over="" src={over()} alt={t('panel.photos.earlier', { what: props.label(props.earlier) })} loading="lazy" decoding="async" draggable={false} onError={() => fail(over())} />
        <img class="compare-photo" src={under()} alt={t('panel.photos.later', { what: props.label(props.later) })} loading="lazy" decoding="async" draggable={false} onError={() => fail(under())} />
        <span class="compare-line" aria-hidden="true" />
        <input
          type="range" min="0" max="100" step="1" value={split()} aria-label={t('panel.photos.line')} aria-valuetext={t('panel.photos.share', { share: number(split() / 100, { style: 'percent' }) })}
          onInput={(event) => { event.stopPropagation(); setSplit(event.currentTarget.valueAsNumber) }} // who compares is not writing
        />
      </div>
    </Show>
  )
}

/** The photos of a damage before and after the work, else its first and its last, laid over one another; which two can be chosen. */
export function PhotoCompare(props: { readonly filed: readonly StoredReport[] }) {
  const { t, dateTime } = useI18n()
  const words = useWords()
  const id = createUniqueId()
  const found = createMemo(() => comparisonOf(props.filed))
  const [chosen, setChosen] = createSignal<readonly [earlier: string | null, later: string | null]>([null, null])
  const side = (n: 0 | 1) => found()?.all.find(({ photo }) => photo.sha256 === chosen()[n]) ?? found()?.pair?.[n]
  const label = ({ photo, report, at }: Taken) => [
    report.stage === null ? null : words.work('stage', report.stage), dateTime(at), report.crewName, shownOf(photo) === 'early' ? t('desk.report.early') : null,
  ].filter(Boolean).join(' · ')
  const nth = (one: Taken) => (found()?.all.indexOf(one) ?? 0) + 1
  return (
    <Show when={found()}>{(now) => (
      <figure class="compare" aria-labelledby={id}>
        <figcaption id={id}>{t(now().ofWork ? 'panel.photos.work' : 'panel.photos.time')}</figcaption>
        <Show when={now().waitsFor}>{(stage) => <p class="part-note compare-waits"><Icon name="sync" size={16} />{t(`panel.photos.waits.${stage()}`)}</p>}</Show>
        <Show when={now().all.length > 2}>
          <div class="compare-choice">
            <For each={[0, 1] as const}>{(n) => (
              <SelectField label={t(n === 0 ? 'panel.photos.left' : 'panel.photos.right')} onChange={(event) => { const { value } = event.currentTarget; setChosen(([earlier, later]) => (n === 0 ? [value, later] : [earlier, value])) }}>
                <Show when={side(n) === undefined}><option value="">–</option></Show>
                <For each={now().all}>{(one) => <option value={one.photo.sha256} selected={one.photo.sha256 === side(n)?.photo.sha256}>{`${nth(one)}. ${label(one)}`}</option>}</For>
              </SelectField>
            )}</For>
          </div>
        </Show>
        <Show when={side(0)}>{(earlier) => <Show when={side(1)}>{(later) => (
          <>
            <Laid earlier={earlier()} later={later()} label={label} />
            <p class="compare-labels" aria-hidden="true"><span>{label(earlier())}</span><span>{label(later())}</span></p>
          </>
        )}</Show>}</Show>
      </figure>
    )}</Show>
  )
}
