import { Show } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState } from '../ui/states.tsx'
import './failed.css'

const HERE = '/desk' // whoever was sent away from a page of the desk comes back to it

/**
 * What did not come: what it is, why, and the way on that fits the reason: once more, or signing in again. It takes the place of the
 * whole part, or is a line in it where the rest still stands.
 */
export function Failed(props: { readonly what: string; readonly problem: string | null; readonly onRetry: () => void; readonly as?: 'whole' | 'line'; /** The heading that it stands below. */ readonly under?: 'h1' }) {
  const { t } = useI18n()
  const why = () => t(`desk.problem.${props.problem ?? 'other'}` as Key) || t('desk.problem.other')
  const signedOut = () => props.problem === 'not-signed-in'
  const wayOn = () => (
    <Show when={signedOut()} fallback={<Button size="s" icon="sync" onClick={() => props.onRetry()}>{t('common.action.retry')}</Button>}>
      <a class="button" data-look="primary" data-size="s" href={`/sign-in?to=${encodeURIComponent(HERE)}`}>{t('common.signIn')}</a>
    </Show>
  )
  return (
    <Show when={props.as === 'line'} fallback={
      <div role="alert"><EmptyState icon={props.problem === 'unreachable' ? 'offline' : signedOut() ? 'person' : 'warning'} title={props.what} actions={wayOn()} {...(props.under === undefined ? {} : { under: props.under })}>{why()}</EmptyState></div>
    }>
      <div class="failed-line" role="alert"><Icon name={props.problem === 'unreachable' ? 'offline' : 'warning'} size={18} /><p>{props.what}. {why()}</p>{wayOn()}</div>
    </Show>
  )
}
