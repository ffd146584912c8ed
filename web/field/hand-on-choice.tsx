import { For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useField } from './field-state.ts'
import { whatOf } from './op-words.ts'

/** Which of what waits is handed on: all of it, but for what is unticked. */
export function HandOnChoice(props: { readonly ids: readonly string[]; readonly left: ReadonlySet<string>; readonly onLeave: (left: ReadonlySet<string>) => void }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const ops = () => props.ids.flatMap((id) => field.ops().find((op) => op.id === id) ?? [])
  function toggle(id: string, goes: boolean) {
    const left = new Set(props.left)
    if (goes) left.delete(id)
    else left.add(id)
    props.onLeave(left)
  }
  return (
    <details class="hand-on-choice">
      <summary>{t('keep.hand.choose')}<Icon name="chevron_down" size={20} /></summary>
      <ul>
        <For each={ops()}>{(op) => (
          <li>
            <label>
              <input type="checkbox" checked={!props.left.has(op.id)} onChange={(event) => toggle(op.id, event.currentTarget.checked)} />
              <span><b>{whatOf(i18n, op).title}</b><small>{whatOf(i18n, op).what} · {t('field.state.at', { when: i18n.relative(op.madeAtMs) })}</small></span>
            </label>
          </li>
        )}</For>
      </ul>
    </details>
  )
}
