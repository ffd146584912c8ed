import { onCleanup, onMount } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { useToast } from '../ui/toast.tsx'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

/** Says aloud when a clock of a damage is missed, as the server tells it. Renders nothing. */
export function ClockAlarm() {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  onMount(() => onCleanup(desk.onHeard((message) => {
    if (message.kind !== 'event' || message.event.verb !== 'damage.clock_missed') return
    const { id } = message.event
    const row = desk.damages.state.rows.find((one) => one.id === id)
    // It goes by itself: what is overdue stays in its list for as long as it is, and three that stay here would lie over what is to be decided.
    toast({ tone: 'warn', text: row === undefined ? t('repairs.clock.missedOne') : t('repairs.clock.missed', { name: words.damage(row) }), action: { label: t('targets.overdue.show'), run: () => desk.select(id) } })
  })))
  return null
}
