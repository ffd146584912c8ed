import { createUniqueId, Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import type { Phase } from '../store/loading.ts'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'

type Props = {
  readonly title: string
  readonly intro: string
  /** The button that makes one more. */
  readonly action?: JSX.Element
  readonly phase: Phase
  readonly count: number
  /** What is said when there is none. */
  readonly empty: JSX.Element
  readonly search?: { readonly label: string; readonly value: string; readonly onInput: (words: string) => void }
  readonly more?: boolean
  readonly onRetry: () => void
  /** The rows: list items. */
  readonly children: JSX.Element
}

/** A heading with its list: still coming, failed, empty with what to do, or there. */
export function Listing(props: Props) {
  const { t } = useI18n()
  const id = createUniqueId()
  return (
    <section class="listing" aria-labelledby={id}>
      <header class="listing-head">
        <div><h2 id={id}>{props.title}</h2><p class="listing-intro">{props.intro}</p></div>
        {props.action}
      </header>
      <Show when={props.search}>{(search) => (
        <div class="listing-search">
          <Icon name="search" size={18} />
          <input class="input" type="search" aria-label={search().label} placeholder={search().label} value={search().value} onInput={(event) => search().onInput(event.currentTarget.value)} />
        </div>
      )}</Show>
      <Show when={props.phase !== 'failed'} fallback={<EmptyState icon="offline" title={t('common.failed')} actions={<Button icon="sync" onClick={() => props.onRetry()}>{t('common.action.retry')}</Button>}>{t('admin.problem.unreachable')}</EmptyState>}>
        <Show when={props.phase === 'ready'} fallback={<Skeleton lines={4} tall />}>
          <Show when={props.count > 0} fallback={<Show when={props.search?.value} fallback={props.empty}><p class="listing-none">{t('admin.nothingFound')}</p></Show>}>
            <ul class="rows">{props.children}</ul>
            <Show when={props.more}><p class="listing-none">{t('admin.more')}</p></Show>
          </Show>
        </Show>
      </Show>
    </section>
  )
}

/** What was refused, said at once. */
export function Failure(props: { readonly text: string | undefined }) {
  return <p class="admin-failure" role="alert"><Show when={props.text}><Icon name="warning" size={16} /><span>{props.text}</span></Show></p>
}

/** A step that is asked about before it is taken, in its place. */
export function Sure(props: { readonly label: string; readonly question: string; readonly look?: 'quiet' | 'secondary'; readonly asked: boolean; readonly busy: boolean; readonly onAsk: (asked: boolean) => void; readonly onYes: () => void; readonly children?: JSX.Element }) {
  const { t } = useI18n()
  return (
    <Show when={props.asked} fallback={<Button size="s" look={props.look ?? 'quiet'} onClick={() => props.onAsk(true)}>{props.label}</Button>}>
      <div class="sure" role="alert">
        <p>{props.question}</p>
        {props.children}
        <div class="sure-buttons">
          <Button size="s" onClick={() => props.onAsk(false)}>{t('common.action.cancel')}</Button>
          <Button size="s" look="danger" busy={props.busy} onClick={() => props.onYes()}>{props.label}</Button>
        </div>
      </div>
    </Show>
  )
}
