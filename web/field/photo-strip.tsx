import { createSignal, For, onCleanup, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { takePhoto, type TakenPhoto } from '../sync/photos.ts'

const MOST = 12

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

/** The camera's button and what it took. */
export function PhotoStrip(props: { readonly photos: readonly TakenPhoto[]; readonly onChange: (photos: readonly TakenPhoto[]) => void }) {
  const { t } = useI18n()
  const [working, setWorking] = createSignal(0)
  const [failed, setFailed] = createSignal(false)

  async function take(input: HTMLInputElement) {
    const files = [...(input.files ?? [])].slice(0, MOST - props.photos.length)
    input.value = '' // the same picture can be chosen again
    setFailed(false)
    setWorking((now) => now + files.length)
    for (const file of files) {
      try {
        const photo = await takePhoto(file)
        if (!props.photos.some((known) => known.kept.sha256 === photo.kept.sha256)) props.onChange([...props.photos, photo])
      } catch (error) {
        console.warn('not a picture', error)
        setFailed(true)
      }
      setWorking((now) => now - 1)
    }
  }

  return (
    <section class="photo-strip" data-some={props.photos.length > 0 ? '' : undefined}>
      <Show when={props.photos.length < MOST}>
        <label class="photo-take">
          <input type="file" accept="image/*" capture="environment" multiple aria-label={t('field.photo.take')} onChange={(event) => void take(event.currentTarget)} />
          <Icon name="camera" size={30} />
          <span>{working() > 0 ? t('field.photo.working') : props.photos.length > 0 ? t('field.photo.more') : t('field.photo.take')}</span>
        </label>
      </Show>
      <Show when={props.photos.length > 0}>
        <ul class="photos">
          <For each={props.photos}>{(photo, index) => <Thumbnail photo={photo} n={index() + 1} onRemove={() => props.onChange(props.photos.filter((other) => other !== photo))} />}</For>
        </ul>
      </Show>
      <p class="photo-failed" role="alert"><Show when={failed()}>{t('field.photo.failed')}</Show></p>
    </section>
  )
}
