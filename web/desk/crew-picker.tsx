import { createSignal, For, Match, Show, Switch } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { useWords } from './words.ts'

const MANY = 8 // from here on a line to search in pays

type Props = {
  readonly value: string | null
  readonly onChange: (crew: string | null) => void
  /** Area code of the damage: crews of the same place come first. */
  readonly near?: string | null
  readonly required?: boolean
  /** A crew that is not offered. */
  readonly not?: string | null
}

/** Crews to choose from with how much they have to do: of the same area first, then the freest. */
export function CrewPicker(props: Props) {
  const { t, plural } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const [text, setText] = createSignal('')
  const shared = (area: string | null) => {
    const near = props.near ?? ''
    let length = 0
    while (area !== null && length < near.length && area[length] === near[length]) length += 1
    return length
  }
  const crews = () => desk.crews.state.crews
    .filter((crew) => crew.id !== props.not && `${crew.name} ${crew.organisationNames.uk} ${crew.organisationNames.en}`.toLowerCase().includes(text().toLowerCase()))
    .toSorted((a, b) => shared(b.area) - shared(a.area) || a.load - b.load || a.name.localeCompare(b.name))
  return (
    <fieldset class="crews">
      <legend>{t('desk.repair.chooseCrew')}</legend>
      <Show when={desk.crews.state.crews.length > MANY}>
        <input type="search" class="input crews-search" aria-label={t('desk.repair.crewFilter')} placeholder={t('desk.repair.crewFilter')} onInput={(event) => setText(event.currentTarget.value)} />
      </Show>
      <Show when={desk.crews.state.crews.length > 0} fallback={
        <Switch>
          <Match when={desk.crews.state.phase === 'loading'}><Skeleton lines={3} /></Match>
          <Match when={desk.crews.state.phase === 'failed'}><Failed as="line" what={t('desk.failure.crews')} problem={desk.crews.state.problem} onRetry={() => void desk.crews.refresh()} /></Match>
          <Match when={desk.crews.state.phase === 'ready'}><p class="part-note">{t('desk.repair.noCrews')}</p></Match>
        </Switch>
      }>
        <div class="crews-list">
          <For each={crews()}>{(crew) => (
            <label class="crew">
              <input type="radio" name="crew" value={crew.id} required={props.required ?? false} checked={props.value === crew.id} onChange={() => props.onChange(crew.id)} onClick={() => { if (!props.required && props.value === crew.id) props.onChange(null) }} />
              <Icon name="crew" size={18} />
              <span class="crew-name">{crew.name}<Show when={words.named(crew.organisationNames)}>{(name) => <span class="crew-of">{name()}</span>}</Show></span>
              <span class="crew-load" data-free={crew.load === 0 ? '' : undefined}>{crew.load === 0 ? t('desk.repair.free') : plural('desk.repair.load', crew.load)}</span>
            </label>
          )}</For>
        </div>
      </Show>
    </fieldset>
  )
}
