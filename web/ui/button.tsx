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

/** A button. `look` primary at most once on a screen. */
export function Button(props: Props) {
  const [own, rest] = splitProps(props, ['look', 'size', 'icon', 'busy', 'class', 'children', 'onClick'])
  return (
    <button
      type="button" {...rest} class={`button ${own.class ?? ''}`} data-look={own.look ?? 'secondary'} data-size={own.size ?? 'm'}
      aria-busy={own.busy ? 'true' : undefined} aria-disabled={own.busy ? 'true' : rest['aria-disabled']}
      onClick={(event) => {
        if (own.busy) event.preventDefault()
        else if (typeof own.onClick === 'function') own.onClick(event)
      }}
    >
      <Show when={own.icon}>{(name) => <Icon name={own.busy ? 'sync' : name()} size={own.size === 'l' ? 24 : 18} />}</Show>
      <span class="button-text">{own.children}</span>
    </button>
  )
}

/** A button that is only a picture; its label is said and shown on hover. */
export function IconButton(props: Omit<Props, 'children' | 'icon'> & { readonly icon: GlyphName; readonly label: string }) {
  const [own, rest] = splitProps(props, ['icon', 'label', 'class', 'look', 'size', 'busy'])
  return (
    <button type="button" {...rest} class={`button icon-button ${own.class ?? ''}`} data-look={own.look ?? 'quiet'} data-size={own.size ?? 'm'} aria-label={own.label} title={own.label}>
      <Icon name={own.icon} size={own.size === 'l' ? 24 : 20} />
    </button>
  )
}
