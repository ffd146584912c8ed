import { Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { GlyphName } from './glyphs.ts'
import { Icon } from './icon.tsx'
import './states.css'

/** What a screen says when it has nothing to show: why, and what to do. `under` is the heading that it stands below. */
export function EmptyState(props: { readonly icon?: GlyphName; readonly title: string; readonly children?: JSX.Element; readonly actions?: JSX.Element; readonly under?: 'h1' | 'h2' }) {
  return (
    <div class="empty-state">
      <span class="empty-state-icon"><Icon name={props.icon ?? 'info'} size={28} /></span>
      <Show when={props.under === 'h1'} fallback={<h3>{props.title}</h3>}><h2>{props.title}</h2></Show>
      <Show when={props.children}><p>{props.children}</p></Show>
      <Show when={props.actions}><div class="empty-state-actions">{props.actions}</div></Show>
    </div>
  )
}

/** Where lines of text will stand once they have come. */
export function Skeleton(props: { readonly lines?: number; readonly tall?: boolean }) {
  return <div class="skeleton" data-tall={props.tall ? '' : undefined} aria-hidden="true">{Array.from({ length: props.lines ?? 3 }, () => <span />)}</div>
}

/** How far something has come, from 0 to 1; without `share` it only says that it goes on. */
export function Progress(props: { readonly label: string; readonly share?: number | undefined }) {
  const { number } = useI18n()
  return (
    <div class="progress">
      <span class="progress-label">{props.label}<Show when={props.share !== undefined}><span>{number(props.share ?? 0, { style: 'percent' })}</span></Show></span>
      <progress aria-label={props.label} {...(props.share === undefined ? {} : { value: props.share })} max={1} />
    </div>
  )
}

/** A screen on its way; it appears only after a moment, so that a quick answer does not flicker. */
export function Wait(props: { readonly label?: string }) {
  const { t } = useI18n()
  return <div class="wait" role="status"><Icon name="sync" size={22} /><span>{props.label ?? t('common.wait')}</span></div>
}
