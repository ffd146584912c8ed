import { createEffect, createSignal, on, onCleanup, Show } from 'solid-js'
import { getPhoto } from '../../geo/photos/contract.ts'
import { addressOf } from '../call.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import './photo-viewer.css'

/** A photo as the viewer shows it; `early` when only its small copy is here. */
export type Viewed = { readonly sha256: string; readonly words: string; readonly early: boolean }

/** Where a photo is, in one of its sizes. */
export const photoAddress = (sha256: string, size: 'thumb' | 'screen' | 'original') => addressOf(getPhoto, { params: { sha256 }, query: { size } })

/** Photos one by one over the whole screen; arrow keys go on, Escape leaves and the focus goes back to where it was. */
export function PhotoViewer(props: { readonly photos: readonly Viewed[]; readonly open: string | null; readonly onMove: (sha256: string | null) => void }) {
  const { t } = useI18n()
  const [failed, setFailed] = createSignal<string | null>(null)
  let dialog!: HTMLDialogElement
  createEffect(on(() => props.open, (open) => {
    if (open !== null && !dialog.open) dialog.showModal()
    if (open === null && dialog.open) dialog.close()
  }))
  onCleanup(() => dialog.close())
  const at = () => props.photos.findIndex((photo) => photo.sha256 === props.open)
  const step = (by: number) => {
    const next = props.photos[(at() + by + props.photos.length) % props.photos.length]
    if (next) props.onMove(next.sha256)
  }
  return (
    <dialog
      ref={dialog} class="viewer" aria-label={t('desk.report.large')}
      onCancel={(event) => { event.preventDefault(); props.onMove(null) }}
      onClick={(event) => { if (event.target === dialog) props.onMove(null) }}
      onKeyDown={(event) => {
        if (event.key === 'ArrowRight') step(1)
        if (event.key === 'ArrowLeft') step(-1)
        event.stopPropagation()
      }}
    >
      <Show when={props.photos[at()]}>{(photo) => (
        <figure class="viewer-figure">
          <Show when={failed() !== photo().sha256} fallback={<p class="viewer-failed"><Icon name="warning" />{t('desk.report.photoFailed')}</p>}>
            <img src={photoAddress(photo().sha256, photo().early ? 'thumb' : 'screen')} alt={photo().words} onError={() => setFailed(photo().sha256)} />
          </Show>
          <figcaption>
            <span>{t('desk.report.photo', { nth: at() + 1, total: props.photos.length })} · {photo().words}<Show when={photo().early}> · <b>{t('desk.report.early')}</b></Show></span>
            <span class="viewer-tools">
              <Show when={props.photos.length > 1}>
                <IconButton icon="arrow_left" label={t('desk.report.previous')} onClick={() => step(-1)} />
                <IconButton icon="arrow_right" label={t('desk.report.nextPhoto')} onClick={() => step(1)} />
              </Show>
              <Show when={!photo().early}><a class="button icon-button" data-look="quiet" href={photoAddress(photo().sha256, 'original')} download="" target="_blank" rel="noopener" aria-label={t('desk.report.original')} title={t('desk.report.original')}><Icon name="external" /></a></Show>
              <IconButton icon="close" label={t('common.action.close')} onClick={() => props.onMove(null)} />
            </span>
          </figcaption>
        </figure>
      )}</Show>
    </dialog>
  )
}
