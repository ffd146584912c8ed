import { Show } from 'solid-js'
import { GLYPHS, type GlyphName } from './glyphs.ts'
import './icon.css'

/** A picture. Without `label` it is decoration beside a word; with one it says itself. */
export function Icon(props: { readonly name: GlyphName; readonly size?: number; readonly label?: string; readonly class?: string }) {
  return (
    <svg
      class={`icon ${props.class ?? ''}`} viewBox="0 0 24 24" width={props.size ?? 20} height={props.size ?? 20}
      role={props.label ? 'img' : undefined} aria-label={props.label} aria-hidden={props.label ? undefined : 'true'}
    >
      <Show when={props.label}><title>{props.label}</title></Show>
      <path d={GLYPHS[props.name]} />
    </svg>
  )
}
