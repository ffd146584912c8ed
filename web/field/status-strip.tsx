import { Match, Show, Switch } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { isReady, standing } from '../offline/standing.ts'
import { Icon } from '../ui/icon.tsx'
import type { GlyphName } from '../ui/glyphs.ts'
import { useField } from './field-state.ts'
import { countsOf, isHeldBack } from './op-state.ts'

type Link = { readonly text: Key; readonly icon: GlyphName; readonly tone: 'good' | 'warn' | 'bad' | 'neutral' }

/** What is on this phone, what was delivered, and whether the server can be reached: always on the screen. */
export function StatusStrip() {
  const { t, plural, number } = useI18n()
  const field = useField()
  const counts = () => countsOf(field.ops(), field.photos())
  const link = (): Link => {
    const { trouble, sending, photo, reachedAtMs } = field.activity()
    if (field.holder().signedIn === false || trouble === 'signed-out') return { text: 'field.link.signedOut', icon: 'person', tone: 'warn' }
    if (trouble === 'someone-else') return { text: 'field.link.someoneElse', icon: 'person', tone: 'warn' }
    if (trouble === 'revoked') return { text: 'field.link.revoked', icon: 'stop', tone: 'bad' }
    if (trouble === 'not-served') return { text: 'field.link.notServed', icon: 'stop', tone: 'bad' }
    if (!field.online()) return { text: 'field.link.offline', icon: 'offline', tone: 'warn' }
    if (trouble === 'unreachable') return { text: 'field.link.unreachable', icon: 'offline', tone: 'warn' }
    if (trouble === 'busy') return { text: 'field.link.busy', icon: 'clock', tone: 'warn' }
    if (isHeldBack(field.ops())) return { text: 'field.link.held', icon: 'shield', tone: 'warn' }
    if (trouble !== null) return { text: 'field.link.fault', icon: 'warning', tone: 'warn' }
    if (sending.size > 0 || (photo && counts().photos > 0)) return { text: 'field.link.sending', icon: 'sync', tone: 'neutral' }
    return reachedAtMs === null ? { text: 'field.link.start', icon: 'sync', tone: 'neutral' } : { text: 'field.link.ready', icon: 'online', tone: 'good' }
  }
  return (
    <div class="status-strip" data-tone={link().tone} role="status">
      <span class="status-counts">
        <b data-some={counts().waiting > 0 ? '' : undefined}>{plural('field.count.waiting', counts().waiting)}</b>
        <span>{plural('field.count.delivered', counts().delivered)}</span>
        <Show when={counts().refused > 0}><b class="status-refused">{plural('field.count.refused', counts().refused)}</b></Show>
        <Show when={counts().photos > 0}><span>{plural('field.count.photos', counts().photos)}</span></Show>
      </span>
      <Switch fallback={<span class="status-link"><Icon name={link().icon} size={18} />{t(link().text)}</span>}>
        <Match when={link().text === 'field.link.signedOut' || link().text === 'field.link.someoneElse'}><a class="status-link" href="/sign-in?to=/field"><Icon name="person" size={18} />{t(link().text)}</a></Match>
      </Switch>
      <Show when={isReady(standing()) === false && standing().works}><span class="status-ready">{t('field.offline.filling', { kept: number(standing().kept ?? 0), all: number(standing().all) })}</span></Show>
      <Show when={standing().justReady}><span class="status-ready" data-ready="yes"><Icon name="check" size={18} />{t('field.offline.ready')}</span></Show>
    </div>
  )
}
