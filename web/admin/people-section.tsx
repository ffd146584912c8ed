import { createSignal, For, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useAdmin } from './admin-context.tsx'
import { FirstSteps } from './first-steps.tsx'
import { Listing } from './listing.tsx'
import { PersonDialog, useWhere } from './person-dialog.tsx'
import { PersonForm } from './person-form.tsx'

/** Everyone with a role, and the way to one more. */
export function PeopleSection() {
  const { t, relative } = useI18n()
  const admin = useAdmin()
  const where = useWhere()
  const [making, setMaking] = createSignal(false)
  const [open, setOpen] = createSignal<string | null>(null)
  const state = () => admin.people.state
  return (
    <>
      <FirstSteps />
      <Listing
        title={t('admin.people.title')} intro={t('admin.people.intro')} phase={state().phase} count={state().people.length} more={state().more} onRetry={() => void admin.people.refresh()}
        action={<Button look="primary" icon="plus" onClick={() => setMaking(true)}>{t('admin.person.new')}</Button>}
        search={{ label: t('admin.people.search'), value: state().search, onInput: admin.people.search }}
        empty={<EmptyState icon="person" title={t('admin.people.none')}>{t('admin.people.noneText')}</EmptyState>}
      >
        <For each={state().people}>{(person) => (
          <li class="row">
            <div class="row-words"><b>{person.name}</b><span class="admin-note">{person.email}</span></div>
            <div class="row-badges">
              <For each={person.grants} fallback={<Badge tone="warn">{t('admin.grant.none')}</Badge>}>{(grant) => <Badge tone={grant.role === 'admin' ? 'accent' : 'neutral'}>{[t(`codes.role.${grant.role}`), where(grant)].join(' · ')}</Badge>}</For>
            </div>
            <span class="row-when admin-note">{person.signedInAt === null ? t('admin.person.never') : relative(person.signedInAt)}</span>
            <Button size="s" aria-label={t('admin.person.openNamed', { name: person.name })} onClick={() => setOpen(person.id)}>{t('common.action.open')}</Button>
          </li>
        )}</For>
      </Listing>
      <Show when={making()}><PersonForm onClose={() => setMaking(false)} /></Show>
      <Show when={state().people.find((person) => person.id === open())}>{(person) => <PersonDialog person={person()} onClose={() => setOpen(null)} />}</Show>
    </>
  )
}
