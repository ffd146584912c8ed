import { createEffect, on } from 'solid-js'
import { useI18n, type Key } from '../i18n/i18n.tsx'
import { useToast } from '../ui/toast.tsx'
import { useDesk } from './desk-context.tsx'
import { useWords } from './words.ts'

const TOLD = ['accepted', 'declined', 'returned']

/** Says aloud that something was handed to us, and how what we handed over was answered. Renders nothing. */
export function HandedAlarm() {
  const { t } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const states = () => new Map([...desk.handovers.state.received, ...desk.handovers.state.given].map(({ id, state }) => [id, state]))
  createEffect(on(() => (desk.handovers.state.phase === 'ready' ? states() : null), (now, before) => {
    if (now === null || before == null) return now
    for (const one of desk.handovers.state.received) if (one.state === 'asked' && !before.has(one.id)) toast({ tone: 'warn', text: t('handover.fresh', { name: one.about?.kind ? words.code('kind', one.about.kind) : t('desk.queue.unnamed') }) })
    for (const one of desk.handovers.state.given) {
      if (one.decidedBy === desk.me.state.me?.name || before.get(one.id) === one.state || !before.has(one.id) || !TOLD.includes(one.state)) continue
      toast({ tone: one.state === 'accepted' ? 'good' : 'warn', text: t(`handover.answered.${one.state}` as Key, { name: words.named(one.to.names) ?? '' }) })
    }
    return now
  }))
  return null
}
