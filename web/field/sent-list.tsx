import { useNavigate } from '@solidjs/router'
import { createSignal, For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState } from '../ui/states.tsx'
import type { KeptOp } from '../sync/store.ts'
import { CORRECT_WITHIN_MS, correctionOf, mendingOf } from './begin-again.ts'
import { beginWith, type Mending } from './begin-with.ts'
import { useField } from './field-state.ts'
import { OpCard } from './op-card.tsx'
import { SparedNotice } from './spared-notice.tsx'

const RANK = { refused: 0, waiting: 1, held: 2, delivered: 2 } as const

/** All that this phone filed, what needs a look first, then the latest. */
export function SentList() {
  const { t } = useI18n()
  const field = useField()
  const navigate = useNavigate()
  const [unfinished, setUnfinished] = createSignal(false)
  const listed = () => [...field.ops()].sort((a, b) => RANK[a.state] - RANK[b.state] || b.seq - a.seq)

  /** One report at a time: what is being filled in is not lost for another. */
  async function begin(draft: Mending) {
    if ((await field.phone.store.drafts()).includes('report')) return setUnfinished(true)
    beginWith(draft)
    navigate('/field')
  }
  const mend = (op: KeptOp) => {
    const mending = op.state === 'refused' ? mendingOf(op, field.told().sites) : null
    return mending === null ? undefined : () => void begin(mending)
  }
  const correct = (op: KeptOp) => {
    const lately = op.settledAtMs !== null && Math.abs(Date.now() - op.settledAtMs) < CORRECT_WITHIN_MS
    return op.state === 'delivered' && op.kind === 'report.file' && op.legible && lately ? () => void begin(correctionOf(op, field.told().sites)) : undefined
  }
  return (
    <div class="field-scroll">
      <h1 class="visually-hidden">{t('field.tab.sent')}</h1>
      <SparedNotice />
      <Show when={unfinished()}><p class="memory-note" role="alert"><Icon name="info" size={20} />{t('keep.sent.unfinished')}</p></Show>
      <For each={listed()} fallback={<EmptyState under="h1" icon="list" title={t('field.sent.empty')}>{t('field.sent.emptyHelp')}</EmptyState>}>{(op) => <OpCard op={op} onMend={mend(op)} onCorrect={correct(op)} />}</For>
    </div>
  )
}
