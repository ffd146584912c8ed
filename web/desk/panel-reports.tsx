import { createSignal, For, Show } from 'solid-js'
import type { DamageWhole } from '../../geo/damages/damage.ts'
import type { StoredReport } from '../../geo/reports/report.ts'
import { ticketOf } from '../../geo/reports/ticket.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { FunctionBadge, SafetyBadge, SeverityBadge } from '../ui/grade-badge.tsx'
import { Icon } from '../ui/icon.tsx'
import { PhotoCompare } from './photo-compare.tsx'
import { shownOf } from './photo-pair.ts'
import { PhotoThumb } from './photo-thumb.tsx'
import { PhotoViewer, type Viewed } from './photo-viewer.tsx'
import { useWords } from './words.ts'

const LATE_MS = 30 * 60_000 // a report that took longer than this to arrive says so

function Report(props: { readonly report: StoredReport; readonly onPhoto: (photo: string) => void }) {
  const { t, number, relative, dateTime, duration } = useI18n()
  const words = useWords()
  const lateMs = () => Date.parse(props.report.receivedAt) - Date.parse(props.report.observedAt)
  const danger = () => props.report.hazards.filter((hazard) => hazard !== 'none_seen')
  const spot = (position: readonly number[]) => position.toReversed().map((degrees) => number(degrees, { minimumFractionDigits: 4, maximumFractionDigits: 4 })).join('; ')
  const where = () => [
    props.report.place,
    props.report.position === null ? (props.report.site === null ? t('desk.report.unresolved') : '') : spot(props.report.position),
    props.report.accuracyM === null ? '' : t('desk.report.accuracy', { metres: number(Math.round(props.report.accuracyM)) }),
  ].filter(Boolean).join(', ')
  return (
    <li class="report">
      <header class="report-head">
        <b>{props.report.crewName ?? t('desk.report.crewUnknown')}</b>
        <span class="part-note"><time datetime={props.report.observedAt} title={dateTime(props.report.observedAt)}>{t('desk.report.seen', { when: relative(props.report.observedAt) })}</time><Show when={Math.abs(lateMs()) > LATE_MS}> · {lateMs() > 0 ? t('desk.report.late', { span: duration(lateMs()) }) : t('desk.report.received', { when: dateTime(props.report.receivedAt) })}</Show></span>
      </header>
      <div class="report-grades">
        <Show when={props.report.stage === null || props.report.severity !== null}><SeverityBadge severity={props.report.severity} /></Show>
        <Show when={props.report.stage === null || props.report.function !== 'unknown'}><FunctionBadge function={props.report.function} /></Show>
        <Show when={props.report.safety !== 'unknown'}><SafetyBadge safety={props.report.safety} /></Show>
        <Show when={props.report.carriedBy}>{(name) => <Badge icon="phone">{t('desk.report.carriedBy', { name: name() })}</Badge>}</Show>
        <Show when={props.report.acceptedBy}>{(name) => <Badge icon="shield">{t('desk.report.acceptedBy', { name: name() })}</Badge>}</Show>
        <Show when={props.report.via === 'sms'}><span title={t('desk.report.smsHelp')}><Badge icon="device" tone={props.report.joined === null ? 'warn' : 'neutral'}>{t(props.report.joined === null ? 'desk.report.sms' : 'desk.report.joined', { ticket: ticketOf(props.report.id) })}</Badge></span></Show>
        <Show when={props.report.stage}>{(stage) => <Badge icon="wrench">{words.work('stage', stage())}</Badge>}</Show>
        <For each={props.report.doubts}>{(doubt) => <Badge icon="warning" tone="warn">{words.work('fixDoubt', doubt)}</Badge>}</For>
        <Show when={props.report.separate}><Badge icon="info">{t('desk.report.separate')}</Badge></Show>
        <Show when={props.report.corrects}><Badge icon="history" tone="warn">{t('desk.report.corrects')}</Badge></Show>
      </div>
      <Show when={props.report.note}><p class="report-note">{props.report.note}</p></Show>
      <Show when={danger().length > 0}>
        <ul class="report-hazards" aria-label={t('desk.report.hazards')}><For each={danger()}>{(hazard) => <li><Icon name="warning" size={14} />{words.code('hazard', hazard)}</li>}</For></ul>
      </Show>
      <dl class="facts">
        <dt>{t('desk.report.located')}</dt><dd>{words.code('located', props.report.located)}<Show when={where()}> · <span class="report-where">{where()}</span></Show></dd>
        <Show when={props.report.fix !== null && props.report.located !== 'gps' ? props.report.fix : null}>{(fix) => (
          <><dt>{t('desk.report.fix')}</dt><dd class="report-where">{spot(fix().position)}, {t('desk.report.accuracy', { metres: number(Math.round(fix().accuracyM)) })}</dd></>
        )}</Show>
        <Show when={props.report.components.length > 0}>
          <dt>{t('desk.report.components')}</dt><dd>{props.report.components.map(({ part, state, count }) => `${words.work('component', part)}${count === null ? '' : ` × ${number(count)}`}: ${words.work('componentState', state)}`).join('; ')}</dd>
        </Show>
        <Show when={props.report.cause !== 'unknown'}><dt>{t('desk.report.cause')}</dt><dd>{words.code('cause', props.report.cause)}</dd></Show>
        <Show when={props.report.needs.length > 0}><dt>{t('desk.report.needs')}</dt><dd>{props.report.needs.map((need) => words.code('need', need)).join(', ')}</dd></Show>
      </dl>
      <Show when={props.report.photos.length > 0}>
        <div class="photos"><For each={props.report.photos}>{(photo, index) => <PhotoThumb photo={photo} nth={index() + 1} report={props.report} onOpen={() => props.onPhoto(photo.sha256)} />}</For></div>
        <For each={props.report.photos.flatMap((photo, n) => photo.doubts.map((doubt) => ({ ...doubt, nth: n + 1 })))}>{(doubt) => (
          <p class="report-doubt"><Icon name="info" size={14} />{doubt.is === 'elsewhere'
            ? t('desk.report.elsewhere', { nth: doubt.nth, distance: words.distance(doubt.apartM) })
            : t(doubt.apartMs < 0 ? 'desk.report.earlier' : 'desk.report.later', { nth: doubt.nth, span: duration(Math.abs(doubt.apartMs)) })}</p>
        )}</For>
      </Show>
    </li>
  )
}

/** What crews saw, each report whole, with its photos. */
export function PanelReports(props: { readonly damage: DamageWhole }) {
  const { t, plural, dateTime } = useI18n()
  const [open, setOpen] = createSignal<string | null>(null)
  const photos = (): readonly Viewed[] => props.damage.filed.flatMap((report) => report.photos.filter((photo) => shownOf(photo) !== 'missing').map((photo) => ({
    sha256: photo.sha256, early: shownOf(photo) === 'early', words: [report.crewName ?? t('desk.report.crewUnknown'), photo.takenAt === null ? dateTime(report.observedAt) : t('desk.report.taken', { when: dateTime(photo.takenAt) })].join(' · '),
  })))
  return (
    <section class="panel-part" aria-labelledby="desk-reports">
      <h3 id="desk-reports">{plural('desk.report.title', props.damage.filed.length)}</h3>
      <PhotoCompare filed={props.damage.filed} />
      <ul class="reports"><For each={props.damage.filed}>{(report) => <Report report={report} onPhoto={setOpen} />}</For></ul>
      <PhotoViewer photos={photos()} open={open()} onMove={setOpen} />
    </section>
  )
}
