import { createSignal, For, onCleanup, Show, untrack } from 'solid-js'
import { comparePhoto } from '../../geo/photos/compare.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import type { TakenPhoto } from '../sync/photos.ts'
import { useField } from './field-state.ts'
import type { Taking } from './photo-taking.ts'
import { metres } from './words.ts'

function Thumbnail(props: { readonly photo: TakenPhoto; readonly n: number; readonly onRemove: () => void }) {
  const { t } = useI18n()
  const { phone } = useField()
  const [address, setAddress] = createSignal('')
  const [sealed, setSealed] = createSignal(false)
  let over = false
  const show = (blob: Blob | null) => { if (blob !== null && !over) setAddress(URL.createObjectURL(blob)) }
  /** The photo of a report that is mended lies on the phone already: open, or sealed, and then nobody here can look at it. */
  async function find(sha256: string) {
    const kept = (await phone.store.photos()).find((photo) => photo.sha256 === sha256)
    const blob = kept === undefined || kept.seal !== null ? null : await phone.store.bytes(sha256, 'photo')
    setSealed(blob === null)
    show(blob)
  }
  const { sha256, blob } = untrack(() => props.photo.kept)
  if (blob === null) void find(sha256)
  else show(blob)
  onCleanup(() => { over = true; URL.revokeObjectURL(address()) })
  return (
    <li class="photo">
      <Show when={address()}>{(source) => <img src={source()} alt={t('field.photo.alt', { n: props.n })} />}</Show>
      <Show when={sealed()}><span class="photo-sealed" role="img" aria-label={t('work.sealedPhoto', { n: props.n })}><Icon name="photo" size={28} /><span aria-hidden="true">{t('work.sealed')}</span></span></Show>
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
