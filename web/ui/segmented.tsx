import { createUniqueId, For, Show } from 'solid-js'
import type { GlyphName } from './glyphs.ts'
import { Icon } from './icon.tsx'
import './segmented.css'

type Choice<V extends string> = { readonly value: V; readonly label: string; readonly icon?: GlyphName }
type Props<V extends string> = {
  readonly label: string
  readonly choices: readonly Choice<V>[]
  readonly value: V
  readonly onChange: (value: V) => void
  /** Only pictures; the words are said. */
  readonly pictures?: boolean
}

/** One of a few, side by side: native radio buttons, so arrow keys and screen readers know it. */
export function Segmented<V extends string>(props: Props<V>) {
  const name = createUniqueId()
  return (
    <fieldset class="segmented">
      <legend class="visually-hidden">{props.label}</legend>
      <For each={props.choices}>{(choice) => (
        <label class="segmented-choice" title={props.pictures ? choice.label : undefined}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === props.value} onChange={() => props.onChange(choice.value)} />
          <Show when={choice.icon}>{(icon) => <Icon name={icon()} size={16} />}</Show>
          <span classList={{ 'visually-hidden': props.pictures ?? false }}>{choice.label}</span>
        </label>
      )}</For>
    </fieldset>
  )
}
