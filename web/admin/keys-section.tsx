import { createSignal, For, onMount, Show } from 'solid-js'
import { KeyKind } from '../../geo/access/contract.ts'
import { takeSms } from '../../geo/reports/contract.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { createKeys, type MadeKey } from '../store/keys.ts'
import { createTelling } from '../store/telling.ts'
import { Badge } from '../ui/badge.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { EmptyState } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useAdmin } from './admin-context.tsx'
import { AreaPicker } from './area-picker.tsx'
import { Failure, Listing, Sure } from './listing.tsx'
import { ShownOnce } from './shown-once.tsx'

const DAYS = [30, 90, 365, 730] as const
const YEAR_DAYS = 365

/** Keys of GIS programs and partners that read the feeds. */
export function KeysSection() {
  const { t, plural, date } = useI18n()
  const admin = useAdmin()
  const toast = useToast()
  const keys = createKeys()
  const telling = createTelling(admin.problemText)
  const [making, setMaking] = createSignal(false)
  const [made, setMade] = createSignal<MadeKey | null>(null)
  const [name, setName] = createSignal('')
  const [kind, setKind] = createSignal<KeyKind>('feed')
  const [area, setArea] = createSignal<string | null | undefined>()
  const [days, setDays] = createSignal<number>(YEAR_DAYS)
  const [asked, setAsked] = createSignal<string | null>(null)
  onMount(() => void keys.refresh())

  function begin() {
    setName('')
    setKind('feed')
    setArea(undefined)
    setMade(null)
    telling.clear()
    setMaking(true)
  }
  const make = () => telling.tell(async () => {
    const within = area()
    if (within !== undefined) setMade(await keys.make({ name: name().trim(), area: within, days: days(), kind: kind() }))
  })
  async function revoke(id: string) {
    if (!(await telling.tell(() => keys.revoke(id)))) return
    setAsked(null)
    toast({ tone: 'good', text: t('admin.done.keyRevoked') })
  }
  const ended = (key: { revokedAt: string | null; expiresAt: string }) => key.revokedAt !== null || Date.parse(key.expiresAt) < Date.now()
  const placeOf = (code: string | null) => (code === null ? t('admin.everywhere') : admin.named(admin.areas()?.find((one) => one.code === code)?.names ?? { uk: code, en: code }))
  return (
    <>
      <Listing
        title={t('admin.keys.title')} intro={t('admin.keys.intro')} phase={keys.state.phase} count={keys.state.keys.length} onRetry={() => void keys.refresh()}
        action={<Button look="primary" icon="plus" onClick={begin}>{t('admin.keys.new')}</Button>}
        empty={<EmptyState icon="external" title={t('admin.keys.none')}>{t('admin.keys.noneText')}</EmptyState>}
      >
        <For each={keys.state.keys}>{(key) => (
          <li class="row" data-gone={ended(key) ? '' : undefined}>
            <div class="row-words"><b>{key.name}</b><span class="admin-note"><code>{key.prefix}…</code> · {placeOf(key.area)}</span></div>
            <div class="row-badges"><Show when={key.kind === 'sms'}><Badge>{t('codes.role.sms')}</Badge></Show><Show when={ended(key)}><Badge tone="warn">{t(key.revokedAt === null ? 'admin.keys.expired' : 'admin.keys.revoked')}</Badge></Show></div>
            <span class="row-when admin-note">{t('admin.keys.until', { when: date(key.revokedAt ?? key.expiresAt) })}</span>
            <Show when={!ended(key)}>
              <Sure label={t('admin.keys.revoke')} question={t('admin.keys.revokeSure', { name: key.name })} asked={asked() === key.id} busy={telling.busy()} onAsk={(yes) => { telling.clear(); setAsked(yes ? key.id : null) }} onYes={() => void revoke(key.id)} />
            </Show>
          </li>
        )}</For>
      </Listing>
      <Show when={making()}>
        <Dialog
          open at="sheet" title={t('admin.keys.new')} onClose={() => setMaking(false)}
          actions={made() ? <Button look="primary" onClick={() => setMaking(false)}>{t('common.action.done')}</Button> : (
            <><Button onClick={() => setMaking(false)}>{t('common.action.cancel')}</Button><Button look="primary" type="submit" form="key-form" busy={telling.busy()}>{t('admin.keys.make')}</Button></>
          )}
        >
          <Show when={made()} fallback={
            <form class="admin-form" id="key-form" onSubmit={(event) => { event.preventDefault(); void make() }}>
              <SelectField label={t('admin.keys.kind')} hint={t(`admin.keys.kindHelp.${kind()}`)} onChange={(event) => setKind(KeyKind.parse(event.currentTarget.value))}>
                <For each={KeyKind.options}>{(one) => <option value={one} selected={one === kind()}>{t(`admin.keys.kinds.${one}`)}</option>}</For>
              </SelectField>
              <TextField label={t('admin.keys.name')} hint={t('admin.keys.nameHint')} required maxlength={100} value={name()} onInput={(event) => setName(event.currentTarget.value)} />
              <AreaPicker label={t(kind() === 'sms' ? 'admin.keys.areaSms' : 'admin.keys.area')} onChange={setArea} />
              <SelectField label={t('admin.keys.days')} onChange={(event) => setDays(Number(event.currentTarget.value))}>
                <For each={DAYS}>{(count) => <option value={count} selected={count === days()}>{plural('admin.keys.daysCount', count)}</option>}</For>
              </SelectField>
              <Failure text={telling.error()} />
            </form>
          }>{(key) => (
            <>
              <ShownOnce label={key().name} note={t('admin.keys.once')} secret={key().key} />
              <p class="admin-note">{kind() === 'sms' ? t('admin.keys.howSms', { address: `${location.origin}${takeSms.path}` }) : t('admin.keys.how', { address: `${location.origin}/ogc` })}</p>
            </>
          )}</Show>
        </Dialog>
      </Show>
    </>
  )
}
