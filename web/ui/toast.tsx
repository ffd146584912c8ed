import { createContext, createSignal, For, onCleanup, Show, useContext, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { Tone } from './badge.tsx'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './toast.css'

type Toast = { readonly id: number; readonly text: string; readonly tone: Tone; readonly action?: { readonly label: string; readonly run: () => void } }

const SHOWN_MS = 6_000
const WITH_ACTION_MS = 12_000
const KEY = 'F8'
const ICONS = { good: 'check', warn: 'warning', bad: 'warning', neutral: 'info', accent: 'info' } as const
const Context = createContext<(toast: Omit<Toast, 'id'>) => void>()

/** Where the key of messages stands in a list of keys. */
export const TOAST_KEY = { shown: KEY, char: KEY } as const

/**
 * Shows short messages over the screens below it, and says them to a screen reader. What is bad stays until it is closed; the rest goes by itself,
 * but not while it is pointed at or has the focus. F8 leads to the latest and, from there, back.
 */
export function ToastProvider(props: { readonly children: JSX.Element }) {
  const { t } = useI18n()
  const [toasts, setToasts] = createSignal<readonly Toast[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let section: HTMLElement | undefined
  let [last, cameFrom]: [number, HTMLElement | null] = [0, null]
  const back = () => { cameFrom?.focus({ preventScroll: true }); cameFrom = null }
  const stop = (id: number) => { clearTimeout(timers.get(id)); timers.delete(id) }
  const drop = (id: number) => {
    stop(id)
    const held = section?.contains(document.activeElement)
    setToasts((all) => all.filter((toast) => toast.id !== id))
    if (held) back()
  }
  const isHeld = () => section?.matches(':hover, :focus-within') ?? false
  const count = (toast: Toast) => {
    stop(toast.id)
    if (toast.tone !== 'bad' && !isHeld()) timers.set(toast.id, setTimeout(() => drop(toast.id), toast.action === undefined ? SHOWN_MS : WITH_ACTION_MS))
  }
  const show = (toast: Omit<Toast, 'id'>) => {
    const made = { ...toast, id: (last += 1) }
    setToasts((all) => [...all.slice(-2), made])
    count(made)
  }
  const hold = () => [...timers.keys()].forEach(stop)
  const release = () => { if (!isHeld()) toasts().forEach(count) }
  const press = (event: KeyboardEvent) => {
    if (event.key !== KEY || event.defaultPrevented || toasts().length === 0) return
    event.preventDefault()
    if (section?.contains(document.activeElement)) return back()
    cameFrom = document.activeElement instanceof HTMLElement ? document.activeElement : null
    section?.querySelector<HTMLElement>('.toast:last-child button')?.focus()
  }
  document.addEventListener('keydown', press)
  onCleanup(() => { document.removeEventListener('keydown', press); hold() })
  return (
    <Context.Provider value={show}>
      {props.children}
      <section
        class="toasts" ref={section} aria-label={t('common.notifications', { key: KEY })} aria-live="polite" onKeyDown={(event) => { if (event.key === 'Escape') { event.preventDefault(); back() } }}
        onPointerEnter={hold} onPointerLeave={release} onFocusIn={hold} onFocusOut={() => queueMicrotask(release)}
      >
        <For each={toasts()}>{(toast) => (
          <div class="toast" data-tone={toast.tone}>
            <Icon name={ICONS[toast.tone]} />
            <span class="toast-text">{toast.text}</span>
            <Show when={toast.action}>{(action) => <button type="button" class="toast-action" onClick={() => { action().run(); drop(toast.id) }}>{action().label}</button>}</Show>
            <IconButton icon="close" size="s" label={t('common.action.dismiss')} onClick={() => drop(toast.id)} />
          </div>
        )}</For>
      </section>
    </Context.Provider>
  )
}

/** Shows a short message. Throws outside `ToastProvider`. */
export function useToast() {
  const show = useContext(Context)
  if (!show) throw new Error('useToast outside ToastProvider')
  return show
}
