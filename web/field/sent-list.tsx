import { For } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import { OpCard } from './op-card.tsx'
import { SparedNotice } from './spared-notice.tsx'

const RANK = { refused: 0, waiting: 1, held: 2, delivered: 2 } as const

/** All that this phone filed, what needs a look first, then the latest. */
export function SentList() {
  const { t } = useI18n()
  const field = useField()
  const listed = () => [...field.ops()].sort((a, b) => RANK[a.state] - RANK[b.state] || b.seq - a.seq)
  return (
    <div class="field-scroll">
      <h1 class="visually-hidden">{t('field.tab.sent')}</h1>
      <SparedNotice />
      <For each={listed()} fallback={<EmptyState under="h1" icon="list" title={t('field.sent.empty')}>{t('field.sent.emptyHelp')}</EmptyState>}>{(op) => <OpCard op={op} />}</For>
    </div>
  )
}
