import { Show, splitProps, type JSX } from 'solid-js'
import type { GlyphName } from './glyphs.ts'
import { Icon } from './icon.tsx'
import './button.css'

type Props = JSX.ButtonHTMLAttributes<HTMLButtonElement> & {
  readonly look?: 'primary' | 'secondary' | 'quiet' | 'danger'
  readonly size?: 's' | 'm' | 'l'
  readonly icon?: GlyphName
  /** At work: it keeps its width, says so, and does nothing when pressed again. */
  readonly busy?: boolean
}

/** What a button at work says of itself, and that it does nothing when pressed again. */
const atWork = (own: Pick<Props, 'busy' | 'onClick' | 'aria-disabled'>) => ({
  get 'aria-busy'() { return own.busy ? 'true' as const : undefined },
  get 'aria-disabled'() { return own.busy ? 'true' as const : own['aria-disabled'] },
  onClick(event: Parameters<JSX.EventHandler<HTMLButtonElement, MouseEvent>>[0]) {
    if (own.busy) event.preventDefault()
    else if (typeof own.onClick === 'function') own.onClick(event)
  },
})

/** A button. `look` primary at most once on a screen. */
export function Button(props: Props) {
  const [own, rest] = splitProps(props, ['look', 'size', 'icon', 'busy', 'class', 'children', 'onClick', 'aria-disabled'])
  return (
    <button type="button" {...rest} class={`button ${own.class ?? ''}`} data-look={own.look ?? 'secondary'} data-size={own.size ?? 'm'} {...atWork(own)}>
      <Show when={own.icon}>{(name) => <Icon name={own.busy ? 'sync' : name()} size={own.size === 'l' ? 24 : 18} />}</Show>
      <span class="button-text">{own.children}</span>
    </button>
  )
}

/** A button that is only a picture; its label is said and shown on hover. */
export function IconButton(props: Omit<Props, 'children' | 'icon'> & { readonly icon: GlyphName; readonly label: string }) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'class', 'look', 'size', 'busy', 'onClick', 'aria-disabled'])
  return (
    <button type="button" {...rest} class={`button icon-button ${own.class ?? ''}`} data-look={own.look ?? 'quiet'} data-size={own.size ?? 'm'} aria-label={own.label} title={own.label} {...atWork(own)}>
      <Icon name={own.busy ? 'sync' : own.icon} size={own.size === 'l' ? 24 : 20} />
    </button>
  )
}
