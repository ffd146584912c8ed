import { For, onCleanup } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

const STILL_MS = 20_000 // without a key or a choice for so long, nobody is writing

/** Notices on an element that a form in it is filled in, and tells those who look at the same damage. */
export function useWriting(): { readonly onInput: () => void } {
  const desk = useDesk()
  let timer: ReturnType<typeof setTimeout> | undefined
  onCleanup(() => clearTimeout(timer))
  return {
    onInput() {
      clearTimeout(timer)
      desk.presence.does('writing')
      timer = setTimeout(() => desk.presence.does('looking'), STILL_MS)
    },
  }
}

/** Who else is at this damage, by role, and who is writing. */
export function PanelOthers() {
  const { t, relative } = useI18n()
  const words = useWords()
  const desk = useDesk()
  return (
    <span class="panel-others" role="status">
      <For each={desk.presence.state.others}>{(other) => (
        <Badge tone={other.doing === 'writing' ? 'warn' : 'accent'} icon={other.doing === 'writing' ? 'note' : 'person'}>
          <span title={relative(other.since)}>{t(`queue.present.${other.doing}`, { role: words.code('role', other.role) })}</span>
        </Badge>
      )}</For>
    </span>
  )
}
