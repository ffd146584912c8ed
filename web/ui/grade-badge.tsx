import type { Safety, ServiceState } from '../../geo/damages/grades.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { Badge, type Tone } from './badge.tsx'
import type { GlyphName } from './glyphs.ts'
import { SEVERITY_SHAPES, severityKey } from './severity-shapes.ts'

/** Pictures and meanings of the service a site gives. */
export const FUNCTION_LOOKS = {
  full: { icon: 'bolt', tone: 'good' }, degraded: { icon: 'half', tone: 'warn' }, out: { icon: 'bolt_low', tone: 'bad' }, unknown: { icon: 'question', tone: 'neutral' },
} as const satisfies Record<ServiceState, { icon: GlyphName; tone: Tone }>

/** Pictures and meanings of how safe it is to work there. */
export const SAFETY_LOOKS = {
  inspected: { icon: 'shield', tone: 'good' }, restricted: { icon: 'warning', tone: 'warn' }, unsafe: { icon: 'stop', tone: 'bad' }, unknown: { icon: 'question', tone: 'neutral' },
} as const satisfies Record<Safety, { icon: GlyphName; tone: Tone }>

/** The silhouette of a severity, the same as on the map; null is unknown. Decoration: put its word beside it. */
export function SeverityMark(props: { readonly severity: number | null; readonly size?: number }) {
  const key = () => severityKey(props.severity)
  return (
    <svg class="severity-mark" data-severity={key()} viewBox="0 0 24 24" width={props.size ?? 16} height={props.size ?? 16} aria-hidden="true">
      <path class="severity-body" d={SEVERITY_SHAPES[key()].body} /><path class="severity-stroke" d={SEVERITY_SHAPES[key()].mark} />
    </svg>
  )
}

/** How bad, in shape, colour and word. Needs the texts `grades`. */
export function SeverityBadge(props: { readonly severity: number | null }) {
  const { t } = useI18n()
  const key = () => severityKey(props.severity)
  return <span class="badge" data-severity={key()} title={t(`grades.severity.help.${key()}`)}><SeverityMark severity={props.severity} />{t(`grades.severity.label.${key()}`)}</span>
}

/** Whether it gives service, in picture, colour and word. Needs the texts `grades`. */
export function FunctionBadge(props: { readonly function: ServiceState }) {
  const { t } = useI18n()
  return <Badge tone={FUNCTION_LOOKS[props.function].tone} icon={FUNCTION_LOOKS[props.function].icon}>{t(`grades.function.label.${props.function}`)}</Badge>
}

/** Whether people may work there, in picture, colour and word. Needs the texts `grades`. */
export function SafetyBadge(props: { readonly safety: Safety }) {
  const { t } = useI18n()
  return <Badge tone={SAFETY_LOOKS[props.safety].tone} icon={SAFETY_LOOKS[props.safety].icon}>{t(`grades.safety.label.${props.safety}`)}</Badge>
}
