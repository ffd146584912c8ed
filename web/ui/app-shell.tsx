import { children, Show, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import './app-shell.css'

/** The mark and the name of the product. */
export function Brand() {
  const { t } = useI18n()
  return <a class="brand" href="/" aria-label={t('common.name')}><img src="/icon.svg" width="28" height="28" alt="" /><span>{t('common.name')}</span></a>
}

type Props = {
  /** What stands beside the brand: a title, tabs. */
  readonly lead?: JSX.Element
  /** What stands at the end of the bar: switches, the person. */
  readonly tools?: JSX.Element
  readonly children: JSX.Element
  /** A page that scrolls, or a screen that fills the window and scrolls inside. */
  readonly fill?: boolean
}

/** The frame of every screen: a link past the bar, the bar, the content. */
export function AppShell(props: Props) {
  const { t } = useI18n()
  const tools = children(() => props.tools) // made once: asked for twice, they would stand here twice, once out of sight
  return (
    <div class="app-shell" data-fill={props.fill ? '' : undefined}>
      <a class="skip-link" href="#content">{t('common.skip')}</a>
      <header class="top-bar">
        <Brand />
        <div class="top-bar-lead">{props.lead}</div>
        <Show when={tools()}><div class="top-bar-tools">{tools()}</div></Show>
      </header>
      <main class="app-content" id="content" tabindex="-1">{props.children}</main>
    </div>
  )
}
