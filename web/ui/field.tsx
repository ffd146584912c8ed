import { createUniqueId, Show, splitProps, type JSX } from 'solid-js'
import { useI18n } from '../i18n/i18n.tsx'
import { Icon } from './icon.tsx'
import './field.css'

type Shared = { readonly label: string; readonly hint?: string | undefined; readonly error?: string | undefined; readonly optional?: boolean }

/** A label, its control, a hint and what is wrong, tied together for every way of reading. */
export function Field(props: Shared & { readonly control: (ids: { readonly id: string; readonly describedBy: string; readonly invalid: boolean }) => JSX.Element }) {
  const { t } = useI18n()
  const id = createUniqueId()
  return (
    <div class="field" data-invalid={props.error ? '' : undefined}>
      <label class="field-label" for={id}>
        {props.label}<Show when={props.optional}><span class="field-optional">{t('common.optional')}</span></Show>
      </label>
      {props.control({ id, describedBy: `${id}-hint ${id}-error`, invalid: Boolean(props.error) })}
      <Show when={props.hint}><p class="field-hint" id={`${id}-hint`}>{props.hint}</p></Show>
      <p class="field-error" id={`${id}-error`} aria-live="polite"><Show when={props.error}><Icon name="warning" size={16} />{props.error}</Show></p>
    </div>
  )
}

/** A line of text to fill in. */
export function TextField(props: Shared & Omit<JSX.InputHTMLAttributes<HTMLInputElement>, 'id'>) {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'optional', 'class'])
  return <Field {...own} control={(ids) => <input type="text" {...rest} class={`input ${own.class ?? ''}`} id={ids.id} aria-describedby={ids.describedBy} aria-invalid={ids.invalid} />} />
}

/** Several lines of text to fill in. */
export function TextArea(props: Shared & Omit<JSX.TextareaHTMLAttributes<HTMLTextAreaElement>, 'id'>) {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'optional', 'class'])
  return <Field {...own} control={(ids) => <textarea rows={4} {...rest} class={`input ${own.class ?? ''}`} id={ids.id} aria-describedby={ids.describedBy} aria-invalid={ids.invalid} />} />
}

/** One of a list, by the device's own control; the options are its children. */
export function SelectField(props: Shared & Omit<JSX.SelectHTMLAttributes<HTMLSelectElement>, 'id'>) {
  const [own, rest] = splitProps(props, ['label', 'hint', 'error', 'optional', 'class', 'children'])
  return (
    <Field {...own} control={(ids) => (
      <span class="select">
        <select {...rest} class={`input ${own.class ?? ''}`} id={ids.id} aria-describedby={ids.describedBy} aria-invalid={ids.invalid}>{own.children}</select>
        <Icon name="chevron_down" size={18} />
      </span>
    )} />
  )
}
