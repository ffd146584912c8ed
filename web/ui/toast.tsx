import { createContext, createSignal, For, onCleanup, Show, useContext, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { Tone } from './badge.tsx'
import { IconButton } from './button.tsx'
import { Icon } from './icon.tsx'
import './toast.css'

type Toast = { readonly id: number; readonly text: string; readonly tone: Tone; readonly action?: { readonly label: string; readonly run: () => void } }

const SHOWN_MS = 6_000
const ICONS = { good: 'check', warn: 'warning', bad: 'warning', neutral: 'info', accent: 'info' } as const
const Context = createContext<(toast: Omit<Toast, 'id'>) => void>()

/** Shows short messages over the screens below it, and says them to a screen reader. What is bad stays until it is closed. */
export function ToastProvider(props: { readonly children: JSX.Element }) {
  const { t } = useI18n()
  const [toasts, setToasts] = createSignal<readonly Toast[]>([])
  const timers = new Set<ReturnType<typeof setTimeout>>()
  let last = 0
  const drop = (id: number) => setToasts((all) => all.filter((toast) => toast.id !== id))
  const show = (toast: Omit<Toast, 'id'>) => {
    const id = (last += 1)
    setToasts((all) => [...all.slice(-2), { ...toast, id }])
    if (toast.tone !== 'bad') timers.add(setTimeout(() => drop(id), SHOWN_MS))
  }
  onCleanup(() => timers.forEach(clearTimeout))
  return (
    <Context.Provider value={show}>
      {props.children}
      <section class="toasts" aria-label={t('common.notifications')} aria-live="polite">
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
