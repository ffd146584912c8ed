import { For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from '../ui/icon.tsx'
import { useAdmin } from './admin-context.tsx'

/** What a new server needs before work can begin, in order; gone when all of it is there. */
export function FirstSteps() {
  const { t } = useI18n()
  const admin = useAdmin()
  const known = () => admin.areas() !== null && admin.organisations.state.phase === 'ready' && admin.people.state.phase === 'ready' && admin.people.state.search === ''
  const steps = () => [
    { name: 'areas', done: (admin.areas()?.length ?? 0) > 0 },
    { name: 'organisations', done: admin.organisations.state.organisations.length > 0 },
    { name: 'crews', done: admin.organisations.state.crews.length > 0 },
    { name: 'people', done: admin.people.state.people.length > 1 },
  ] as const
  return (
    <Show when={known() && steps().some((step) => !step.done)}>
      <section class="first-steps" aria-labelledby="first-steps">
        <h2 id="first-steps">{t('admin.first.title')}</h2>
        <ol>
          <For each={steps()}>{(step) => (
            <li data-done={step.done ? '' : undefined}>
              <Icon name={step.done ? 'check' : 'arrow_right'} size={18} label={t(step.done ? 'admin.first.done' : 'admin.first.open')} />
              <span>
                <Show when={step.name !== 'areas' && step.name !== 'people'} fallback={<b>{t(`admin.first.${step.name}`)}</b>}><a href="/admin/crews"><b>{t(`admin.first.${step.name}`)}</b></a></Show>
                <span class="admin-note">{t(`admin.first.${step.name}Text`)}</span>
              </span>
            </li>
          )}</For>
        </ol>
      </section>
    </Show>
  )
}
