import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'

/** Whether the server has all that this phone said of a job. The line is always there: what comes below must not move under the thumb when it has. */
export function ToldLine(props: { readonly waiting: number }) {
  const { t } = useI18n()
  return <p class="job-told" data-waiting={props.waiting > 0 ? '' : undefined}><Icon name={props.waiting > 0 ? 'clock' : 'check'} size={18} />{t(props.waiting > 0 ? 'warn.jobs.waiting' : 'warn.jobs.told')}</p>
}
