import { createUniqueId, For, Show, type JSX } from 'solid-js'
import './choice-cards.css'

type Choice<V extends string> = {
  readonly value: V
  readonly label: string
  readonly help?: string
  /** A mark of 36 px: `SeverityMark` or `Icon`. */
  readonly picture: JSX.Element
  /** A token's name that colours the card when chosen, as `severity-3`; its `-soft` twin is the ground. */
  readonly colour?: string
}
type Props<V extends string> = {
  readonly legend: string
  readonly choices: readonly Choice<V>[]
  readonly value: V | null
  readonly onChange: (value: V) => void
  readonly columns?: 1 | 2 | 3 | 4
}

/** Large pictured choices for gloved hands, at least 72 px high: a native radio group. */
export function ChoiceCards<V extends string>(props: Props<V>) {
  const name = createUniqueId()
  return (
    <fieldset class="choice-cards" data-columns={props.columns ?? 2}>
      <legend class="choice-cards-legend">{props.legend}</legend>
      <For each={props.choices}>{(choice) => (
        <label class="choice-card" style={choice.colour ? { '--choice': `var(--${choice.colour})`, '--choice-soft': `var(--${choice.colour}-soft)` } : {}}>
          <input type="radio" name={name} value={choice.value} checked={choice.value === props.value} onChange={() => props.onChange(choice.value)} />
          <span class="choice-card-picture">{choice.picture}</span>
          <span class="choice-card-words"><span class="choice-card-label">{choice.label}</span><Show when={choice.help}><span class="choice-card-help">{choice.help}</span></Show></span>
        </label>
      )}</For>
    </fieldset>
  )
}
