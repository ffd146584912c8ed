import { createEffect, createUniqueId, onCleanup, Show, Suspense, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { IconButton } from './button.tsx'
import './dialog.css'

type Props = {
  readonly open: boolean
  readonly title: string
  readonly onClose: () => void
  readonly children: JSX.Element
  /** Buttons, the one that goes on last. */
  readonly actions?: JSX.Element
  /** Where it stands: in the middle, or as a sheet at the lower edge of a phone. */
  readonly at?: 'middle' | 'sheet'
}

/** A question over the screen: the browser's own dialog, which keeps the focus in and gives it back. What waits within it takes out no more than itself: a dialog that is put back into the page holds nothing any more. */
export function Dialog(props: Props) {
  const { t } = useI18n()
  const id = createUniqueId()
  let dialog!: HTMLDialogElement
  createEffect(() => {
    if (props.open && !dialog.open) dialog.showModal()
    if (!props.open && dialog.open) dialog.close()
  })
  onCleanup(() => dialog.close())
  return (
    <dialog
      ref={dialog} class="dialog" data-at={props.at ?? 'middle'} aria-labelledby={id}
      onCancel={(event) => { event.preventDefault(); props.onClose() }}
      onClick={(event) => { if (event.target === dialog) props.onClose() }}
    >
      <Show when={props.open}>
        <div class="dialog-body">
          <div class="dialog-head"><h2 id={id}>{props.title}</h2><IconButton icon="close" label={t('common.action.close')} onClick={() => props.onClose()} /></div>
          <div class="dialog-content"><Suspense>{props.children}</Suspense></div>
          <Show when={props.actions}><div class="dialog-actions">{props.actions}</div></Show>
        </div>
      </Show>
    </dialog>
  )
}
