import { For, Show, type JSX } from 'solid-js'

/** A text with `{{name}}` places filled by elements, in the order that the language wants. */
export function Rich(props: { readonly text: string; readonly parts: Readonly<Record<string, () => JSX.Element>> }) {
  const pieces = () => props.text.split(/\{\{(\w+)\}\}/).map((piece, index) => ({ piece, hole: index % 2 === 1 }))
  return <For each={pieces()}>{({ piece, hole }) => <Show when={hole} fallback={piece}>{props.parts[piece]?.()}</Show>}</For>
}
