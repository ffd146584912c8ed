import { createEffect, createSignal, For, Match, on, onCleanup, Show, Switch } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { CHIPS, isOn, turned, type ChipName } from './chips.ts'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { narrowing, PLAIN } from './filter-url.ts'
import { ActiveFilters, Filters } from './filters.tsx'
import { COMMANDS } from './palette/commands.ts'
import { QueueList } from './queue-list.tsx'
import { QueueOrder } from './queue-order.tsx'
import { SavedFilters } from './saved-filters.tsx'
import { BulkBar } from './select/bulk-bar.tsx'
import './queue.css'

const TYPING_MS = 250

/** The search line of the queue; slash brings the focus here. */
function Search() {
  const { t } = useI18n()
  const desk = useDesk()
  let timer: ReturnType<typeof setTimeout> | undefined
  let input!: HTMLInputElement
  const apply = (text: string) => {
    const { text: _, ...rest } = desk.view().filter
    desk.show({ filter: text.trim() === '' ? rest : { ...rest, text: text.trim() } }, true)
  }
  createEffect(on(() => desk.view().filter.text ?? '', (text) => {
    if (document.activeElement !== input || text === '') input.value = text
  }))
  onCleanup(() => clearTimeout(timer))
  return (
    <div class="queue-search">
      <Icon name="search" size={18} />
      <input
        ref={input} type="search" class="input" id="desk-search" aria-label={t('desk.queue.search')} placeholder={t('desk.queue.searchHint')} maxlength={100} autocomplete="off"
        onInput={(event) => {
          const { value } = event.currentTarget
          clearTimeout(timer)
          timer = setTimeout(() => apply(value), TYPING_MS)
        }}
        onKeyDown={(event) => {
          if (event.key === 'Escape') event.currentTarget.blur()
        }}
      />
      <kbd class="queue-search-key" aria-hidden="true">{COMMANDS.search.key.shown}</kbd>
    </div>
  )
}

/** The questions of the day, each with its count, each a filter. */
function Chips() {
  const { t, number } = useI18n()
  const desk = useDesk()
  return (
    <div class="chips" role="group" aria-label={t('desk.chip.label')}>
      <For each={Object.keys(CHIPS) as ChipName[]}>{(name) => (
        <button type="button" class="chip" data-chip={name} data-zero={desk.counts.state[name] === 0 ? '' : undefined} aria-pressed={isOn(desk.view().filter, name)} onClick={() => desk.show({ filter: turned(desk.view().filter, name) }, true)}>
          <b class="chip-count">{desk.counts.state[name] === undefined ? '–' : number(desk.counts.state[name] ?? 0)}</b> {t(`desk.chip.${name}`)}
        </button>
      )}</For>
    </div>
  )
}

/** Opens a damage; `panel` puts the focus on its panel too. */
type Open = (id: string, panel: boolean) => void

/** The queue: damages in order, filters, counts, and the rows that are in sight. */
export function Queue(props: { readonly onOpen: Open; /** Whether all that narrows it is shown. */ readonly filters: boolean; readonly onFilters: (open: boolean) => void }) {
  const { t, plural } = useI18n()
  const desk = useDesk()
  const [scroller, setScroller] = createSignal<HTMLDivElement>()
  const { state } = desk.damages
  const isKnown = () => state.phase === 'ready' || state.total > 0 // what did not come is not none
  const empty = () => state.phase === 'ready' && state.total === 0
  const label = () => t('queue.caption', { order: t(`queue.order.${desk.view().order}`) })
  return (
    <section class="queue" aria-labelledby="desk-queue-title">
      <header class="queue-head">
        <div class="queue-title">
          <h2 id="desk-queue-title" tabindex="-1">{t('desk.queue.title')}</h2>
          <span class="queue-count" role="status">{isKnown() ? plural('desk.queue.count', state.total) : ''}</span>
          <span class="queue-gap" />
          <SavedFilters />
        </div>
        <Show when={desk.fresh().size > 0}>
          <button type="button" class="queue-fresh" onClick={() => { desk.seenFresh(); desk.show({ filter: PLAIN, order: 'latest', by: null }) }}>
            <Icon name="live" size={16} /><span role="status">{plural('desk.fresh', desk.fresh().size)}</span><b>{t('desk.freshShow')}</b>
          </button>
        </Show>
        <Chips />
        <div class="queue-tools">
          <Search />
          <Button
            size="s" icon="filter" aria-expanded={props.filters} aria-controls="desk-filters" class="queue-filter-button"
            onClick={() => props.onFilters(!props.filters)}
          >
            <Show when={narrowing(desk.view().filter) > 0} fallback={t('desk.filter.show')}>{plural('desk.filter.active', narrowing(desk.view().filter))}</Show>
          </Button>
        </div>
        <Show when={props.filters}><Filters /></Show>
        <ActiveFilters />
        <QueueOrder />
      </header>
      <div class="queue-scroll" ref={setScroller} tabindex="0" role="group" aria-label={label()} aria-busy={state.phase === 'loading'}>
        <Show when={state.phase === 'failed'}>
          <Failed as="line" what={t('desk.failure.queue')} problem={state.problem} onRetry={() => void desk.damages.refresh()} />
        </Show>
        <Switch>
          <Match when={state.phase === 'loading' && state.total === 0}>
            <div class="queue-skeleton"><span class="visually-hidden" role="status">{t('desk.queue.loading')}</span><Skeleton lines={7} tall /></div>
          </Match>
          <Match when={empty() && (narrowing(desk.view().filter) > 0 || desk.view().filter.state !== PLAIN.state)}>
            <EmptyState icon="filter" title={t('desk.empty.filtered')} actions={<Button icon="close" onClick={() => desk.show({ filter: PLAIN }, true)}>{t('desk.empty.clear')}</Button>}>{t('desk.empty.filteredText')}</EmptyState>
          </Match>
          <Match when={empty()}><EmptyState icon="check" title={t('desk.empty.title')}>{t('desk.empty.text')}</EmptyState></Match>
          <Match when={state.total > 0 && scroller()}>{(within) => <QueueList scroller={within()} label={label()} onOpen={props.onOpen} />}</Match>
        </Switch>
      </div>
      <BulkBar />
    </section>
  )
}
