import { createEffect, createSignal, For, Match, on, onCleanup, onMount, Show, Switch } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Icon } from '../ui/icon.tsx'
import { EmptyState, Skeleton } from '../ui/states.tsx'
import { CHIPS, isOn, turned, type ChipName } from './chips.ts'
import { useDesk } from './desk-context.tsx'
import { narrowing, PLAIN } from './filter-url.ts'
import { ActiveFilters, Filters } from './filters.tsx'
import { QueueRow } from './queue-row.tsx'
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
      <kbd class="queue-search-key" aria-hidden="true">/</kbd>
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

/** The queue: damages in order, filters, counts, pages as one scrolls. */
export function Queue(props: { readonly onOpen: Open }) {
  const { t, plural } = useI18n()
  const desk = useDesk()
  const [filtersOpen, setFiltersOpen] = createSignal(false)
  const rows = () => desk.damages.state.rows
  let end!: HTMLDivElement
  let scroller!: HTMLDivElement
  onMount(() => {
    const watcher = new IntersectionObserver(([entry]) => { if (entry?.isIntersecting) void desk.damages.more() }, { root: scroller, rootMargin: '600px' })
    watcher.observe(end)
    onCleanup(() => watcher.disconnect())
  })
  // The chosen one stays in sight when it was chosen on the map or by a key.
  createEffect(on(() => [desk.view().damage, rows().length > 0] as const, ([id]) => {
    if (id !== null) scroller.querySelector(`[data-damage="${id}"]`)?.closest('tr')?.scrollIntoView({ block: 'nearest' })
  }))
  const empty = () => desk.damages.state.phase === 'ready' && rows().length === 0
  return (
    <section class="queue" aria-labelledby="desk-queue-title">
      <header class="queue-head">
        <div class="queue-title">
          <h2 id="desk-queue-title" tabindex="-1">{t('desk.queue.title')}</h2>
          <span class="queue-count" role="status">{plural('desk.queue.count', desk.damages.state.total)}</span>
          <span class="queue-gap" />
          <button
            type="button" class="button queue-order" data-look="quiet" data-size="s" title={t('desk.queue.order')}
            onClick={() => desk.show({ order: desk.view().order === 'priority' ? 'latest' : 'priority' }, true)}
          >
            <Icon name="sort" size={16} /><span class="visually-hidden">{t('desk.queue.order')}: </span>{t(desk.view().order === 'priority' ? 'desk.queue.byPriority' : 'desk.queue.byLatest')}
          </button>
        </div>
        <Show when={desk.fresh().size > 0}>
          <button type="button" class="queue-fresh" onClick={() => { desk.seenFresh(); desk.show({ filter: PLAIN, order: 'latest' }); scroller.scrollTo({ top: 0 }) }}>
            <Icon name="live" size={16} /><span role="status">{plural('desk.fresh', desk.fresh().size)}</span><b>{t('desk.freshShow')}</b>
          </button>
        </Show>
        <Chips />
        <div class="queue-tools">
          <Search />
          <Button
            size="s" icon="filter" aria-expanded={filtersOpen()} aria-controls="desk-filters" class="queue-filter-button"
            onClick={() => setFiltersOpen((open) => !open)}
          >
            <Show when={narrowing(desk.view().filter) > 0} fallback={t('desk.filter.show')}>{plural('desk.filter.active', narrowing(desk.view().filter))}</Show>
          </Button>
        </div>
        <Show when={filtersOpen()}><Filters /></Show>
        <ActiveFilters />
      </header>
      <div class="queue-scroll" ref={scroller} tabindex="0" role="group" aria-label={t(desk.view().order === 'priority' ? 'desk.queue.caption' : 'desk.queue.captionLatest')} aria-busy={desk.damages.state.phase === 'loading'}>
        <Show when={desk.damages.state.phase === 'failed'}>
          <div class="queue-failed" role="alert">
            <Icon name="warning" size={18} />
            <p>{t('desk.failure.part')}. {desk.problemText(desk.damages.state.problem ?? 'other')}</p>
            <Button size="s" icon="sync" onClick={() => void desk.damages.refresh()}>{t('common.action.retry')}</Button>
          </div>
        </Show>
        <Switch>
          <Match when={desk.damages.state.phase === 'loading' && rows().length === 0}>
            <div class="queue-skeleton"><span class="visually-hidden" role="status">{t('desk.queue.loading')}</span><Skeleton lines={7} tall /></div>
          </Match>
          <Match when={empty() && narrowing(desk.view().filter) > 0}>
            <EmptyState icon="filter" title={t('desk.empty.filtered')} actions={<Button icon="close" onClick={() => desk.show({ filter: PLAIN }, true)}>{t('desk.empty.clear')}</Button>}>{t('desk.empty.filteredText')}</EmptyState>
          </Match>
          <Match when={empty()}><EmptyState icon="check" title={t('desk.empty.title')}>{t('desk.empty.text')}</EmptyState></Match>
          <Match when={rows().length > 0}>
            <table class="queue-table" role="table" aria-rowcount={desk.damages.state.total + 1} data-stale={desk.damages.state.phase === 'loading' ? '' : undefined}>
              <caption class="visually-hidden">{t(desk.view().order === 'priority' ? 'desk.queue.caption' : 'desk.queue.captionLatest')}</caption>
              <thead class="visually-hidden" role="rowgroup">
                <tr role="row">
                  <th role="columnheader" scope="col">{t('desk.queue.place')}</th><th role="columnheader" scope="col">{t('desk.queue.what')}</th>
                  <th role="columnheader" scope="col">{t('desk.queue.how')}</th><th role="columnheader" scope="col">{t('desk.queue.why')}</th>
                  <th role="columnheader" scope="col">{t('desk.queue.repair')}</th>
                </tr>
              </thead>
              <tbody role="rowgroup">
                <For each={rows()}>{(row, index) => (
                  <QueueRow damage={row} rank={index() + 1} current={desk.view().damage === row.id} onOpen={() => props.onOpen(row.id, true)} />
                )}</For>
              </tbody>
            </table>
          </Match>
        </Switch>
        <div ref={end} class="queue-end">
          <Show when={desk.damages.state.paging}><span role="status">{t('desk.queue.more')}</span></Show>
          <Show when={rows().length > 5 && desk.damages.state.next === null && desk.damages.state.phase === 'ready'}><span>{t('desk.queue.end')}</span></Show>
        </div>
      </div>
      <BulkBar />
    </section>
  )
}
