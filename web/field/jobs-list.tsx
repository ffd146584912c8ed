import { createMemo, For, Show } from 'solid-js'
import { jobsOf, type Job } from '../sync/jobs.ts'
import { toursOf } from '../sync/rounds.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useField } from './field-state.ts'
import { JobCard } from './job-card.tsx'
import { TourCard } from './tour-card.tsx'

/** The crew's own jobs, and its rounds of today. */
export function JobsList() {
  const { t } = useI18n()
  const field = useField()
  const jobs = createMemo(() => jobsOf(field.told(), field.ops(), field.crews()))
  const tours = createMemo(() => toursOf(field.told(), field.ops(), field.crews(), Date.now()))
  const nothing = () => tours().length === 0 && (
    <EmptyState under="h1" icon="wrench" title={field.holder().me !== null && field.crews().length === 0 ? t('warn.jobs.noCrew') : t('warn.jobs.empty')}>{t('warn.jobs.emptyHelp')}</EmptyState>
  )
  return (
    <div class="field-scroll">
      <h1 class="visually-hidden">{t('field.tab.jobs')}</h1>
      <For each={jobs().map((job) => job.repair.id)} fallback={nothing()}>{(id) => <JobOf id={id} jobs={jobs()} />}</For>
      <For each={tours().map(({ round }) => round.id)}>{(id) => <Show when={tours().find(({ round }) => round.id === id)}>{(tour) => <TourCard tour={tour()} />}</Show>}</For>
    </div>
  )
}

// Keyed by id: a card keeps its open dialog while its job changes underneath.
function JobOf(props: { readonly id: string; readonly jobs: readonly Job[] }) {
  const job = () => props.jobs.find((one) => one.repair.id === props.id)
  return <Show when={job()}>{(one) => <JobCard job={one()} />}</Show>
}
