import { createSignal, Show } from 'solid-js'
import type { StoredPhoto, StoredReport } from '../../geo/reports/report.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { shownOf } from './photo-pair.ts'
import { photoAddress } from './photo-viewer.tsx'

/** A photo in small, to be opened; the small copy that came before it; or that it is still on its way. */
export function PhotoThumb(props: { readonly photo: StoredPhoto; readonly nth: number; readonly report: StoredReport; readonly onOpen: () => void }) {
  const { t, relative, dateTime } = useI18n()
  const [failed, setFailed] = createSignal(false)
  const since = () => <small title={dateTime(props.report.receivedAt)}>{t('desk.report.missingSince', { when: relative(props.report.receivedAt) })}</small>
  return (
    <Show when={shownOf(props.photo) !== 'missing'} fallback={
      <div class="photo-missing" title={t('desk.report.missingHelp')}><Icon name="sync" size={20} /><span>{t('desk.report.missing')}</span>{since()}</div>
    }>
      <button type="button" class="photo-thumb" onClick={() => props.onOpen()}>
        <Show when={!failed()} fallback={<span class="photo-missing"><Icon name="warning" size={20} /><span>{t('desk.report.photoFailed')}</span></span>}>
          <img
            src={photoAddress(props.photo.sha256, 'thumb')} loading="lazy" decoding="async" onError={() => setFailed(true)}
            alt={t('desk.report.photoOf', { nth: props.nth, crew: props.report.crewName ?? t('desk.report.crewUnknown') })}
          />
        </Show>
        <Show when={shownOf(props.photo) === 'early'}><span class="photo-early" title={t('desk.report.missingHelp')}><Icon name="sync" size={14} /><span>{t('desk.report.early')} {since()}</span></span></Show>
      </button>
    </Show>
  )
}
