import { createSignal, For, Show } from 'solid-js'
import type { z } from 'zod'
import type { GrantAsked, HeldGrant, Person } from '../../geo/access/people.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAdmin } from './admin-context.tsx'
import { GrantFields } from './grant-fields.tsx'
import { Failure, Sure } from './listing.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Where a role holds, in words. */
export function useWhere() {
  const admin = useAdmin()
  return (grant: HeldGrant) => [grant.crewName, ...(grant.role === 'operator' ? [] : [admin.place(grant)]), grant.role === 'crew' ? null : admin.named(grant.organisationNames)].filter(Boolean).join(' · ')
}

/** One person: roles to give and end, the password, the sessions. */
export function PersonDialog(props: { readonly person: Person; readonly onClose: () => void }) {
  const { t, plural, relative } = useI18n()
  const admin = useAdmin()
  const toast = useToast()
  const where = useWhere()
  const telling = createTelling(admin.problemText)
  const [asked, setAsked] = createSignal<string | null>(null)
  const [adding, setAdding] = createSignal(false)
  const [grant, setGrant] = createSignal<z.input<typeof GrantAsked> | null>(null)
  const [secret, setSecret] = createSignal<string | null>(null)
  const own = () => admin.me.state.me?.id === props.person.id
  const ask = (what: string) => (yes: boolean) => { telling.clear(); setAsked(yes ? what : null) }

  async function change(run: () => Promise<unknown>, said: string) {
    if (!(await telling.tell(run))) return
    setAsked(null)
    toast({ tone: 'good', text: said })
  }
  const give = () => change(async () => {
    const role = grant()
    if (role !== null) await admin.people.giveGrant(props.person.id, role)
    setAdding(false)
  }, t('admin.done.given'))
  const reset = () => change(async () => { setSecret((await admin.people.setPassword(props.person.id, null)).password) }, t('admin.done.reset'))
  return (
    <Dialog open title={props.person.name} at="sheet" onClose={props.onClose}>
      <p class="admin-note">{props.person.email} · {props.person.signedInAt === null ? t('admin.person.never') : t('admin.person.lastSeen', { when: relative(props.person.signedInAt) })}</p>
      <section class="person-part" aria-labelledby="person-roles">
        <h3 id="person-roles">{t('admin.grant.title')}</h3>
        <Show when={props.person.grants.length > 0} fallback={<p class="admin-note">{t('admin.grant.none')}</p>}>
          <ul class="pairs">
            <For each={props.person.grants}>{(held) => (
              <li class="pair">
                <span class="pair-words"><b>{t(`codes.role.${held.role}`)}</b><span class="admin-note">{where(held)}</span></span>
                <Sure
                  label={t('admin.grant.end')} question={t('admin.grant.endSure', { role: t(`codes.role.${held.role}`), name: props.person.name })} asked={asked() === held.id} busy={telling.busy()}
                  onAsk={ask(held.id)} onYes={() => void change(() => admin.people.endGrant(props.person.id, held.id), t('admin.done.ended'))}
                />
              </li>
            )}</For>
          </ul>
        </Show>
        <Show when={adding()} fallback={<div><Button size="s" icon="plus" onClick={() => { setGrant(null); setAdding(true) }}>{t('admin.grant.add')}</Button></div>}>
          <form class="admin-form" onSubmit={(event) => { event.preventDefault(); void give() }}>
            <GrantFields onChange={setGrant} />
            <div class="sure-buttons"><Button size="s" onClick={() => setAdding(false)}>{t('common.action.cancel')}</Button><Button size="s" look="primary" type="submit" busy={telling.busy()}>{t('admin.grant.give')}</Button></div>
          </form>
        </Show>
      </section>
      <section class="person-part" aria-labelledby="person-access">
        <h3 id="person-access">{t('admin.password.title')}</h3>
        <Show when={secret()}>{(shown) => <ShownOnce label={t('admin.password.of', { name: props.person.name })} note={t('admin.password.once')} secret={shown()} />}</Show>
        <Show when={props.person.yours} fallback={<p class="admin-note">{t('admin.problem.person-beyond-reach')}</p>}>
          <Show when={!own()} fallback={<a href="/account">{t('admin.password.own')}</a>}>
            <Sure look="secondary" label={t('admin.password.reset')} question={t('admin.password.resetSure', { name: props.person.name })} asked={asked() === 'password'} busy={telling.busy()} onAsk={ask('password')} onYes={() => void reset()} />
          </Show>
          <p class="admin-note">{props.person.sessions === 0 ? t('admin.sessions.none') : plural('admin.sessions.count', props.person.sessions)}</p>
          <Show when={props.person.sessions > 0}>
            <Sure look="secondary" label={t('admin.sessions.end')} question={t(own() ? 'admin.sessions.endOwn' : 'admin.sessions.endSure', { name: props.person.name })} asked={asked() === 'sessions'} busy={telling.busy()} onAsk={ask('sessions')}
              onYes={() => void change(() => admin.people.endSessions(props.person.id), t('admin.done.signedOut'))} />
          </Show>
        </Show>
      </section>
      <Failure text={telling.error()} />
    </Dialog>
  )
}
