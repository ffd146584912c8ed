import { For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import type { Conflict } from './conflict.ts'
import type { useTimelineSaid } from './timeline-said.ts'
import './conflict-dialog.css'

/** A decision that was overtaken: what was wanted beside what is there now, who did what meanwhile, and the way on. */
export function ConflictSides(props: { readonly shown: Conflict | null; /** How lines of a timeline are told, where there is one. */ readonly telling?: ReturnType<typeof useTimelineSaid> }) {
  const { t, relative } = useI18n()
  const shown = () => props.shown
  return (
    <Dialog
      open={shown() !== null} title={t('queue.conflict.title')} onClose={() => shown()?.choose('look')}
      actions={<>
        <Button look={shown()?.mine === null ? 'primary' : 'secondary'} onClick={() => shown()?.choose('theirs')}>{t(shown()?.mine === null ? 'queue.conflict.seen' : 'queue.conflict.theirs')}</Button>
        <Show when={shown()?.mine !== null}><Button look="primary" onClick={() => shown()?.choose('mine')}>{shown()?.mine ?? t('queue.conflict.mine')}</Button></Show>
      </>}
    >
      <Show when={shown()}>{(conflict) => (
        <div class="conflict">
          <p>{t(conflict().mine === null ? 'queue.conflict.over' : 'queue.conflict.text')}</p>
          <Show when={conflict().rows.length > 0}>
            <table class="conflict-table" role="table">
              <thead role="rowgroup"><tr role="row"><th scope="col" role="columnheader"><span class="visually-hidden">{t('queue.conflict.what')}</span></th><th scope="col" role="columnheader">{t('queue.conflict.wanted')}</th><th scope="col" role="columnheader">{t('queue.conflict.now')}</th></tr></thead>
              <tbody role="rowgroup"><For each={conflict().rows}>{({ label, mine, saw, now }) => (
                <tr role="row" data-moved={saw === now ? undefined : ''}>
                  <th scope="row" role="rowheader">{label}</th><td role="cell" class="said">{mine}</td>
                  <td role="cell" class="said">{now}<Show when={saw !== now}><span class="conflict-was">{t('queue.conflict.was', { value: saw })}</span></Show></td>
                </tr>
              )}</For></tbody>
            </table>
          </Show>
          <Show when={conflict().others}>{(others) => (
            <Show when={others().length > 0} fallback={<p class="part-note">{t('queue.conflict.nobody')}</p>}>
              <h3>{t('queue.conflict.others')}</h3>
              <ul class="conflict-others"><For each={others().slice(0, 8)}>{(one) => <li><span>{'said' in one ? one.said : props.telling?.said(one)}</span> <span class="part-note">{'said' in one ? one.by : props.telling?.actor(one)} · {relative(one.at)}</span></li>}</For></ul>
            </Show>
          )}</Show>
        </div>
      )}</Show>
    </Dialog>
  )
}
