import { For, onCleanup, Show } from 'solid-js'
import { comparePhoto } from '../../geo/photos/compare.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import type { TakenPhoto } from '../sync/photos.ts'
import { useField } from './field-state.ts'
import type { Taking } from './photo-taking.ts'
import { metres } from './words.ts'

function Thumbnail(props: { readonly photo: TakenPhoto; readonly n: number; readonly onRemove: () => void }) {
  const { t } = useI18n()
  const address = URL.createObjectURL(props.photo.kept.blob ?? new Blob())
  onCleanup(() => URL.revokeObjectURL(address))
  return (
    <li class="photo">
      <img src={address} alt={t('field.photo.alt', { n: props.n })} />
      <button type="button" class="photo-remove" aria-label={t('field.photo.remove', { n: props.n })} onClick={() => props.onRemove()}><Icon name="close" size={20} /></button>
    </li>
  )
}

/** The photos that were taken, and what they say against where and when the report is made. */
export function PhotoStrip(props: { readonly taking: Taking }) {
  const i18n = useI18n()
  const { t } = i18n
  const field = useField()
  const doubts = () => props.taking.photos().flatMap((photo, n) => {
    const fix = field.fix()
    const against = { position: fix?.position ?? null, accuracyM: fix?.accuracyM ?? null, at: new Date(Math.max(0, Date.now())).toISOString() }
    return comparePhoto(photo.announced, against).map((doubt) => doubt.is === 'elsewhere'
      ? t('field.photo.elsewhere', { n: n + 1, distance: metres(i18n, doubt.apartM) })
      : t('field.photo.anotherTime', { n: n + 1, when: i18n.dateTime(photo.announced.takenAt ?? '') }))
  })
  return (
    <>
      <Show when={props.taking.photos().length > 0}>
        <ul class="photos">
          <For each={props.taking.photos()}>{(photo, index) => <Thumbnail photo={photo} n={index() + 1} onRemove={() => props.taking.remove(photo)} />}</For>
        </ul>
      </Show>
      <For each={doubts()}>{(words) => <p class="photo-doubt"><Icon name="info" size={18} />{words}</p>}</For>
      <p class="photo-failed" role="alert"><Show when={props.taking.failed()}>{t('field.photo.failed')}</Show></p>
    </>
  )
}
