import { Show, type JSX } from 'solid-js'
import type { GlyphName } from './glyphs.ts'
import { Icon } from './icon.tsx'
import './badge.css'

/** A meaning that a colour stands for. */
export type Tone = 'good' | 'warn' | 'bad' | 'neutral' | 'accent'

/** A short word about a thing: its state or its kind. */
export function Badge(props: { readonly tone?: Tone; readonly icon?: GlyphName; readonly children: JSX.Element }) {
  return (
    <span class="badge" data-tone={props.tone ?? 'neutral'}>
      <Show when={props.icon}>{(name) => <Icon name={name()} size={14} />}</Show>{props.children}
    </span>
  )
}
