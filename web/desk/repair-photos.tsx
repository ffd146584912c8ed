import { createSignal, For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import { isPartName } from '../../geo/repairs/parts.ts'
import type { Repair } from '../../geo/repairs/repair.ts'
import { Stage } from '../../geo/reports/report.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { shownOf } from './photo-pair.ts'
import { PhotoThumb } from './photo-thumb.tsx'
import { PhotoViewer } from './photo-viewer.tsx'
import { useWords } from './words.ts'

/** What the crew brought back from a repair: photos before and after the work side by side, and the parts it used. */
export function RepairPhotos(props: { readonly damage: DamageWhole; readonly repair: Repair }) {
  const { t, number, dateTime } = useI18n()
  const words = useWords()
  const [open, setOpen] = createSignal<string | null>(null)
  const taken = (stage: Stage) => props.damage.filed.filter((report) => report.repair === props.repair.id && report.stage === stage).flatMap((report) => report.photos.map((photo) => ({ photo, report })))
  const all = () => Stage.options.flatMap((stage) => taken(stage).filter(({ photo }) => shownOf(photo) !== 'missing').map(({ photo, report }) => ({ sha256: photo.sha256, early: shownOf(photo) === 'early', words: `${words.work('stage', stage)} · ${dateTime(report.observedAt)}` })))
  return (
    <>
      <Show when={Stage.options.some((stage) => taken(stage).length > 0)}>
        <div class="before-after">
          <For each={Stage.options}>{(stage) => (
            <section aria-label={words.work('stage', stage)}>
              <h4>{words.work('stage', stage)}</h4>
              <div class="photos"><For each={taken(stage)} fallback={<p class="part-note">{t('desk.repair.noPhotos')}</p>}>{({ photo, report }, n) => <PhotoThumb photo={photo} nth={n() + 1} report={report} onOpen={() => setOpen(photo.sha256)} />}</For></div>
            </section>
          )}</For>
        </div>
        <PhotoViewer photos={all()} open={open()} onMove={setOpen} />
      </Show>
      <Show when={props.repair.parts.length > 0}>
        <p><span class="part-note">{t('desk.repair.parts')}</span> {props.repair.parts.map((part) => `${isPartName(part.name) ? words.work('part', part.name) : part.name} ${number(part.quantity)} ${words.work('unit', part.unit)}`).join('; ')}</p>
      </Show>
    </>
  )
}
