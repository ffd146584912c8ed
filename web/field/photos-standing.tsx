import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { KeptOp } from '../sync/store.ts'
import { useField } from './field-state.ts'
import { photosOf } from './op-state.ts'
import { why } from './words.ts'

/** How the photos of an operation stand: how many arrived, how long the others have been on their way, and why one was refused. */
export function PhotosStanding(props: { readonly op: KeptOp }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const photos = () => photosOf(props.op, field.photos())
  const onTheirWay = () => props.op.state === 'delivered' && photos().coming > 0
  return (
    <>
      <Show when={photos().all > 0}><p>{t('field.state.photos', { sent: photos().sent, all: photos().all })}</p></Show>
      <Show when={onTheirWay()}>
        <p>{t('field.travel.since', { when: i18n.relative(props.op.madeAtMs) })}<Show when={photos().small > 0}> · {t('field.travel.small', { count: i18n.number(photos().small) })}</Show></p>
      </Show>
      <Show when={photos().problem}>{(problem) => <p class="op-why">{t('field.state.photoRefused')}: {why(i18n, problem())}</p>}</Show>
    </>
  )
}
