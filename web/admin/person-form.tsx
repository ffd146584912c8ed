import { createSignal, Show } from 'solid-js'
import type { z } from 'zod'
import { PASSWORD_LENGTH, type GrantAsked } from '../../geo/access/people.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createTelling } from '../store/telling.ts'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { TextField } from '../ui/field.tsx'
import { useAdmin } from './admin-context.tsx'
import { GrantFields } from './grant-fields.tsx'
import { Failure } from './listing.tsx'
import { ShownOnce } from './shown-once.tsx'

/** Makes a person; the password is shown once they are there. */
export function PersonForm(props: { readonly onClose: () => void }) {
  const { t } = useI18n()
  const admin = useAdmin()
  const telling = createTelling(admin.problemText)
  const [name, setName] = createSignal('')
  const [email, setEmail] = createSignal('')
  const [password, setPassword] = createSignal('')
  const [grant, setGrant] = createSignal<z.input<typeof GrantAsked> | null>(null)
  const [made, setMade] = createSignal<{ password: string | null } | null>(null)

  const make = () => telling.tell(async () => {
    const role = grant()
    if (role === null) return
    setMade(await admin.people.make({ name: name().trim(), email: email().trim(), password: password() || null, grant: role }))
  })
  return (
    <Dialog
      open title={made() ? t('admin.person.made', { name: name().trim() }) : t('admin.person.new')} at="sheet" onClose={props.onClose}
      actions={made() ? <Button look="primary" onClick={props.onClose}>{t('common.action.done')}</Button> : (
        <>
          <Button onClick={props.onClose}>{t('common.action.cancel')}</Button>
          <Button look="primary" type="submit" form="person-form" busy={telling.busy()}>{t('admin.person.make')}</Button>
        </>
      )}
    >
      <Show when={made()} fallback={
        <form class="admin-form" id="person-form" onSubmit={(event) => { event.preventDefault(); void make() }}>
          <TextField label={t('admin.person.name')} required maxlength={200} autocomplete="off" value={name()} onInput={(event) => setName(event.currentTarget.value)} />
          <TextField label={t('admin.person.email')} hint={t('admin.person.emailHint')} type="email" required maxlength={254} autocomplete="off" value={email()} onInput={(event) => setEmail(event.currentTarget.value)} />
          <GrantFields onChange={setGrant} />
          <TextField label={t('admin.password.label')} optional hint={t('admin.password.hint')} minlength={PASSWORD_LENGTH} maxlength={200} autocomplete="off" spellcheck={false} value={password()} onInput={(event) => setPassword(event.currentTarget.value)} />
          <Failure text={telling.error()} />
        </form>
      }>{(done) => (
        <Show when={done().password} fallback={<p>{t('admin.person.madeOwn', { email: email().trim() })}</p>}>{(secret) => (
          <>
            <p>{t('admin.person.madeText', { email: email().trim() })}</p>
            <ShownOnce label={t('admin.password.of', { name: name().trim() })} note={t('admin.password.once')} secret={secret()} />
          </>
        )}</Show>
      )}</Show>
    </Dialog>
  )
}
