import { Show } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Button } from '../ui/button.tsx'
import { Dialog } from '../ui/dialog.tsx'
import { Icon } from '../ui/icon.tsx'
import { LanguageSwitch } from '../ui/switches.tsx'
import { ThemeTiles } from '../ui/theme-tiles.tsx'
import { useField } from './field-state.ts'
import { PhoneCare } from './phone-care.tsx'
import { KeepMenu } from './hand-on-menu.tsx'

/** Who holds the phone, how it looks, how it stands without a network, and the way out. */
export function PhoneMenu(props: { readonly open: boolean; readonly onClose: () => void }) {
  const { t } = useI18n()
  const field = useField()
  const me = () => field.holder().me
  return (
    <Dialog open={props.open} title={t('field.menu.title')} at="sheet" onClose={() => props.onClose()}>
      <p class="menu-who">{me() && field.holder().signedIn !== false ? t('field.menu.who', { name: me()?.name ?? '' }) : t('field.menu.nobody')}</p>
      <section class="menu-part menu-switches"><h3>{t('common.theme.label')}</h3><ThemeTiles /></section>
      <section class="menu-part"><h3>{t('common.language.label')}</h3><LanguageSwitch /></section>
      <PhoneCare />
      <Button size="l" icon="crosshair" busy={field.finding()} onClick={() => void field.find()}>{t('field.place.again')}</Button>
      <Button size="l" icon="sync" onClick={() => field.phone.kick()}>{t('field.link.tryNow')}</Button>
      <KeepMenu onOpen={() => props.onClose()} />
      <Show when={me() && field.holder().signedIn !== false} fallback={<a class="button" data-look="primary" data-size="l" href="/sign-in?to=/field"><Icon name="person" size={24} />{t('common.signIn')}</a>}>
        <a class="button" data-look="secondary" data-size="l" href="/account"><Icon name="person" size={24} />{t('common.account')}</a>
        <Button size="l" icon="sign_out" onClick={() => void field.signOut()}>{t('common.signOut')}</Button>
        <p class="menu-keeps">{t('field.menu.keeps')}</p>
      </Show>
    </Dialog>
  )
}
