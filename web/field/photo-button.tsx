import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import type { Taking } from './photo-taking.ts'

/** The camera's button. */
export function PhotoButton(props: { readonly taking: Taking; readonly label?: string }) {
  const { t } = useI18n()
  const word = () => (props.taking.working() > 0 ? t('field.photo.working') : props.taking.photos().length > 0 ? t('field.photo.more') : props.label ?? t('field.photo.take'))
  return (
    <Show when={!props.taking.full()}>
      <label class="photo-take">
        <input type="file" accept="image/*" capture="environment" multiple aria-label={props.label ?? t('field.photo.take')} onChange={(event) => void props.taking.take(event.currentTarget)} />
        <Icon name="camera" size={30} />
        <span>{word()}</span>
      </label>
    </Show>
  )
}
