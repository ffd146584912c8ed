import { createEffect, createSignal, For, on, Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { createKeys, type MadeKey } from '../store/keys.ts'
import { createTelling } from '../store/telling.ts'
import { Button, IconButton } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { SelectField, TextField } from '../ui/field.tsx'
import { Icon } from '../ui/icon.tsx'
import { Skeleton } from '../ui/states.tsx'
import { useToast } from '../ui/toast.tsx'
import { useDesk } from './desk-context.tsx'
import { Failed } from './failed.tsx'
import { useWords } from './words.ts'
import './keys-dialog.css'

const DAYS = [30, 90, 365, 730]

/** A line to take along, with a button that copies it. */
function Copied(props: { readonly label: string; readonly text: string }) {
  const { t } = useI18n()
  const [done, setDone] = createSignal(false)
  return (
    <div class="copied">
      <span class="copied-label">{props.label}</span>
      <span class="copied-line">
        <code tabindex="0">{props.text}</code>
        <IconButton size="s" icon={done() ? 'check' : 'copy'} label={done() ? t('desk.keys.copied') : t('desk.keys.copy')} onClick={() => void navigator.clipboard.writeText(props.text).then(() => setDone(true))} />
      </span>
    </div>
  )
}

/** Feed keys: making one, shown once with what a GIS program needs; withdrawing one. */
export function KeysDialog(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t, plural, date } = useI18n()
  const words = useWords()
  const desk = useDesk()
  const toast = useToast()
  const keys = createKeys()
  const [made, setMade] = createSignal<MadeKey | null>(null)
  const [name, setName] = createSignal('')
  const [area, setArea] = createSignal('')
  const [days, setDays] = createSignal(365)
  const [asked, setAsked] = createSignal<string | null>(null)
  const { busy, error, tell } = createTelling(desk.problemText)
  const grants = () => desk.me.state.me?.grants.filter((grant) => grant.role === 'authority' || grant.role === 'admin') ?? []
  const everywhere = () => grants().some((grant) => grant.area === null)
  const areas = () => (everywhere() ? desk.areas.state.areas.filter((one) => one.level === 'oblast').map((one) => ({ code: one.code, names: one.names })) : grants().flatMap((grant) => (grant.area === null ? [] : [{ code: grant.area, names: grant.areaNames }])))
  createEffect(on(() => props.open, (open) => {
    if (!open) return setMade(null)
    setArea(everywhere() ? '' : areas()[0]?.code ?? '')
    void keys.refresh()
  }))
  const address = () => `${location.origin}/ogc`
  const command = () => `ogr2ogr -f GPKG vidnova.gpkg "OAPIF:${address()}" damages --config GDAL_HTTP_HEADERS "Authorization: Bearer ${made()?.key ?? ''}"`

  const make = () => tell(async () => {
    setMade(await keys.make({ name: name().trim(), area: area() === '' ? null : area(), days: days() }))
    setName('')
  })
  const revoke = (id: string) => tell(async () => {
    await keys.revoke(id)
    setAsked(null)
    toast({ tone: 'good', text: t('desk.done.revoked') })
  })
  const state = (key: { revokedAt: string | null; expiresAt: string }) => (key.revokedAt !== null
    ? t('desk.keys.revoked', { when: date(key.revokedAt) })
    : Date.parse(key.expiresAt) < Date.now() ? t('desk.keys.expired', { when: date(key.expiresAt) }) : t('desk.keys.until', { when: date(key.expiresAt) }))
  return (
    <Dialog open={props.open} title={t('desk.keys.title')} onClose={props.onClose}>
      <p class="part-note">{t('desk.keys.intro')}</p>
      <Show when={made()} fallback={
        <form class="part-form" onSubmit={(event) => { event.preventDefault(); void make() }}>
          <TextField label={t('desk.keys.name')} hint={t('desk.keys.nameHint')} required maxlength={100} value={name()} error={error()} onInput={(event) => setName(event.currentTarget.value)} />
          <div class="filters-pair">
            <SelectField label={t('desk.keys.area')} value={area()} onChange={(event) => setArea(event.currentTarget.value)}>
              <Show when={everywhere()}><option value="">{t('desk.keys.everywhere')}</option></Show>
              <For each={areas()}>{(one) => <option value={one.code} selected={area() === one.code}>{words.named(one.names) ?? one.code}</option>}</For>
            </SelectField>
            <SelectField label={t('desk.keys.days')} value={String(days())} onChange={(event) => setDays(Number(event.currentTarget.value))}>
              <For each={DAYS}>{(count) => <option value={count} selected={days() === count}>{plural('desk.keys.daysCount', count)}</option>}</For>
            </SelectField>
          </div>
          <div class="part-buttons"><Button look="primary" size="s" type="submit" busy={busy()} disabled={name().trim() === ''}>{t('desk.keys.make')}</Button></div>
        </form>
      }>{(key) => (
        <div class="part-form" role="status">
          <p class="keys-once"><Icon name="warning" size={18} />{t('desk.keys.made')}</p>
          <Copied label={t('desk.keys.key')} text={key().key} />
          <Copied label={t('desk.keys.address')} text={address()} />
          <p class="part-note">{t('desk.keys.qgis')}</p>
          <Copied label={t('desk.keys.command')} text={command()} />
          <div class="part-buttons"><Button size="s" onClick={() => setMade(null)}>{t('desk.keys.another')}</Button></div>
        </div>
      )}</Show>
      <section class="keys-list" aria-labelledby="desk-keys-list">
        <h3 id="desk-keys-list">{t('desk.keys.list')}</h3>
        <Show when={keys.state.phase !== 'failed'} fallback={<Failed as="line" what={t('desk.failure.keys')} problem={keys.state.problem} onRetry={() => void keys.refresh()} />}>
          <Show when={keys.state.keys.length > 0} fallback={<Show when={keys.state.phase === 'ready'} fallback={<Skeleton lines={2} />}><p class="part-note">{t('desk.keys.none')}</p></Show>}>
            <ul class="pairs">
              <For each={keys.state.keys}>{(key) => (
                <li class="pair">
                  <span class="pair-words"><b>{key.name}</b><span class="part-note"><code>{key.prefix}…</code> · {key.area === null ? t('desk.keys.everywhere') : words.named(desk.areas.find(key.area)?.names ?? { uk: key.area, en: key.area })} · {state(key)}</span></span>
                  <Show when={key.revokedAt === null}>
                    <Show when={asked() === key.id} fallback={<Button size="s" look="quiet" onClick={() => setAsked(key.id)}>{t('desk.keys.revoke')}</Button>}>
                      <span class="keys-sure" role="alert">{t('desk.keys.revokeText', { name: key.name })}</span>
                      <Button size="s" onClick={() => setAsked(null)}>{t('common.action.cancel')}</Button>
                      <Button size="s" look="danger" busy={busy()} onClick={() => void revoke(key.id)}>{t('desk.keys.revoke')}</Button>
                    </Show>
                  </Show>
                </li>
              )}</For>
            </ul>
          </Show>
        </Show>
      </section>
    </Dialog>
  )
}
