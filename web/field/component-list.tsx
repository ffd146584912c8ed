import { For, Show } from 'solid-js'
import { COMPONENT_STATES, componentsOf, type Component, type ComponentState } from '../../geo/reports/components.ts'
import type { SeenComponent } from '../../geo/reports/report.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** The parts of a kind of site, each answered in one tap, or not at all; how many, where there are several. */
export function ComponentList(props: { readonly kind: string | null; readonly seen: readonly SeenComponent[]; readonly onChange: (seen: readonly SeenComponent[]) => void }) {
  const { t } = useI18n()
  const answer = (part: Component) => props.seen.find((one) => one.part === part)
  const say = (part: Component, state: ComponentState) => {
    const others = props.seen.filter((one) => one.part !== part)
    // A second tap on the same answer takes it back.
    props.onChange(answer(part)?.state === state ? others : [...others, { part, state, count: answer(part)?.count ?? null }])
  }
  const count = (part: Component, text: string) => {
    const whole = Math.round(Number(text))
    props.onChange(props.seen.map((one) => (one.part === part ? { ...one, count: text !== '' && whole >= 1 && whole <= 999 ? whole : null } : one)))
  }
  return (
    <Show when={componentsOf(props.kind).length > 0}>
      <fieldset class="component-list">
        <legend>{t('work.more.components')}</legend>
        <For each={componentsOf(props.kind)}>{(part) => (
          <div class="component" role="group" aria-label={t(`work.component.${part}`)}>
            <span class="component-name">{t(`work.component.${part}`)}</span>
            <Show when={answer(part) !== undefined && answer(part)?.state !== 'ok'}>
              <label class="component-count"><span>{t('work.more.count')}</span>
                <input class="input" type="number" inputmode="numeric" min="1" max="999" value={answer(part)?.count ?? ''} onInput={(event) => count(part, event.currentTarget.value)} />
              </label>
            </Show>
            <div class="component-states">
              <For each={COMPONENT_STATES}>{(state) => (
                <button type="button" class="component-state" data-state={state} aria-pressed={answer(part)?.state === state} onClick={() => say(part, state)}>{t(`work.componentState.${state}`)}</button>
              )}</For>
            </div>
          </div>
        )}</For>
      </fieldset>
    </Show>
  )
}
