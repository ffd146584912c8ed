import { createSignal, For, Show } from 'solid-js'
import type { BulkMove } from '../../../geo/bulk/contract.ts'
import type { Damage } from '../../../geo/damages/damage.ts'
import { uuidv7 } from '../../../geo/sync/uuid.ts'
import { useI18n } from '../../i18n/i18n.tsx'
import { Button, IconButton } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { TextArea } from '../../ui/field.tsx'
import { CrewPicker } from '../crew-picker.tsx'
import { useDesk } from '../desk-context.tsx'
import type { Offer } from '../palette/offers.ts'
import { useWords } from '../words.ts'
import { useSelection } from './selection-context.tsx'
import './select.css'

const newId = () => uuidv7(Date.now(), crypto.getRandomValues(new Uint8Array(10)))

/** What can be decided on all that is selected; below it, what was refused and why, and the way back. */
export function BulkBar() {
  const { t, plural } = useI18n()
  const desk = useDesk()
  const words = useWords()
  const selection = useSelection()
  const [asking, setAsking] = createSignal<'dismiss' | 'assign' | null>(null)
  const [why, setWhy] = createSignal('')
  const [crew, setCrew] = createSignal<string | null>(null)
  const rows = () => [...selection.rows().values()]
  const send = (move: (row: Damage) => BulkMove, done: 'verified' | 'dismissed' | 'assigned') => {
    setAsking(null)
    void selection.send(rows().map(move), (count) => plural(`zones.select.${done}`, count))
  }
  const verify = () => send(({ id, version }) => ({ do: 'verify', id, version, verification: 'verified', why: '' }), 'verified')
  const askAssign = () => { setCrew(null); setAsking('assign') }
  const askDismiss = () => { setWhy(''); setAsking('dismiss') }
  const named = (id: string) => { const row = selection.rows().get(id) ?? desk.damages.state.rows.find((one) => one.id === id); return row === undefined ? t('desk.queue.unnamed') : words.damage(row) }
  const shows = () => selection.rows().size > 0 || selection.undo().length > 0 || selection.refused().length > 0
  desk.offers.offer(() => {
    if (!desk.mayDecide() || selection.busy()) return []
    const acts = [...(rows().length > 0 ? [['verify', verify], ['assign', askAssign], ['dismiss', askDismiss]] as const : []), ...(selection.undo().length > 0 ? [['undo', () => void selection.takeBack()]] as const : [])]
    return acts.map(([of, run]): Offer => ({ name: 'many', of, label: (say) => say(`palette.many.${of}`), detail: () => (of === 'undo' ? '' : plural('zones.select.count', rows().length)), run }))
  })
  return (
    <Show when={desk.mayDecide() && shows()}>
      <section class="bulk-bar" aria-label={t('zones.select.title')} aria-busy={selection.busy()}>
        <Show when={selection.rows().size > 0}>
          <div class="bulk-head">
            <p class="bulk-count" role="status"><b>{plural('zones.select.count', selection.rows().size)}</b></p>
            <IconButton size="s" icon="close" label={t('zones.select.clear')} onClick={() => selection.clear()} />
          </div>
          <div class="bulk-acts">
            <Button size="s" icon="shield" busy={selection.busy()} onClick={verify}>{t('zones.select.verify')}</Button>
            <Button size="s" icon="crew" busy={selection.busy()} onClick={askAssign}>{t('zones.select.assign')}</Button>
            <Button size="s" icon="minus" busy={selection.busy()} onClick={askDismiss}>{t('zones.select.dismiss')}</Button>
          </div>
        </Show>
        <Show when={selection.undo().length > 0}><Button size="s" look="quiet" icon="history" busy={selection.busy()} onClick={() => void selection.takeBack()}>{plural('zones.select.undoMany', selection.undo().length)}</Button></Show>
        <Show when={selection.refused().length > 0}>
          <ul class="bulk-refused"><For each={selection.refused()}>{(one) => <li><button type="button" onClick={() => desk.select(one.id)}>{named(one.id)}</button> {one.problem === 'stale-version' ? t('zones.select.stale') : desk.problemText(one.problem)}</li>}</For></ul>
        </Show>
      </section>
      <Dialog open={asking() === 'dismiss'} title={plural('zones.select.dismissTitle', selection.rows().size)} onClose={() => setAsking(null)} actions={
        <><Button onClick={() => setAsking(null)}>{t('common.action.cancel')}</Button><Button look="danger" disabled={why().trim() === ''} onClick={() => send(({ id, version }) => ({ do: 'verify', id, version, verification: 'false', why: why().trim() }), 'dismissed')}>{t('zones.select.dismiss')}</Button></>
      }>
        <p>{t('desk.verify.closes')}</p>
        <TextArea label={t('desk.verify.why')} hint={t('desk.verify.whyHint')} rows={3} maxlength={1000} required value={why()} onInput={(event) => setWhy(event.currentTarget.value)} />
      </Dialog>
      <Dialog open={asking() === 'assign'} title={plural('zones.select.assignTitle', selection.rows().size)} onClose={() => setAsking(null)} actions={
        <><Button onClick={() => setAsking(null)}>{t('common.action.cancel')}</Button><Button look="primary" icon="sent" disabled={crew() === null} onClick={() => { const to = crew(); if (to !== null) send(({ id, version }) => ({ do: 'assign', id, version, crew: to, repair: newId() }), 'assigned') }}>{t('desk.repair.send')}</Button></>
      }>
        <CrewPicker value={crew()} onChange={setCrew} near={rows()[0]?.area ?? null} required />
      </Dialog>
    </Show>
  )
}
