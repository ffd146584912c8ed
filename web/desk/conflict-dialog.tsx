import { For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useDesk } from './desk-context.tsx'
import { useTimelineSaid } from './timeline-said.ts'
import './conflict-dialog.css'

/** A decision that was overtaken: what was wanted beside what is there now, who did what meanwhile, and the way on. */
export function ConflictDialog() {
  const { t, relative } = useI18n()
  const desk = useDesk()
  const { said, actor } = useTimelineSaid()
  const shown = () => desk.conflicts.shown()
  return (
    <Dialog
      open={shown() !== null} title={t('queue.conflict.title')} onClose={() => shown()?.choose('look')}
      actions={<>
        <Button onClick={() => shown()?.choose('theirs')}>{t('queue.conflict.theirs')}</Button>
        <Button look="primary" onClick={() => shown()?.choose('mine')}>{t('queue.conflict.mine')}</Button>
      </>}
    >
      <Show when={shown()}>{(conflict) => (
        <div class="conflict">
          <p>{t('queue.conflict.text')}</p>
          <Show when={conflict().wishes.length > 0}>
            <table class="conflict-table">
              <thead><tr><th scope="col"><span class="visually-hidden">{t('queue.conflict.what')}</span></th><th scope="col">{t('queue.conflict.wanted')}</th><th scope="col">{t('queue.conflict.now')}</th></tr></thead>
              <tbody><For each={conflict().wishes}>{(wish) => (
                <tr data-moved={wish.of(conflict().saw) === wish.of(conflict().now) ? undefined : ''}>
                  <th scope="row">{wish.label}</th><td class="said">{wish.mine}</td>
                  <td class="said">{wish.of(conflict().now)}<Show when={wish.of(conflict().saw) !== wish.of(conflict().now)}><span class="conflict-was">{t('queue.conflict.was', { value: wish.of(conflict().saw) })}</span></Show></td>
                </tr>
              )}</For></tbody>
            </table>
          </Show>
          <Show when={conflict().others.length > 0} fallback={<p class="part-note">{t('queue.conflict.nobody')}</p>}>
            <h3>{t('queue.conflict.others')}</h3>
            <ul class="conflict-others"><For each={conflict().others.slice(0, 8)}>{(entry) => <li><span>{said(entry)}</span> <span class="part-note">{actor(entry)} · {relative(entry.at)}</span></li>}</For></ul>
          </Show>
        </div>
      )}</Show>
    </Dialog>
  )
}
