import { SERVICES_LOST } from '../../geo/network/services.ts'
import type { StepAsked } from '../../geo/repairs/restoration.ts'
import { useI18n } from '../i18n/i18n.tsx'

/** One step in a line: whom it gives a service back, when, and whether that has happened. */
export function BackLine(props: { readonly step: Pick<StepAsked, 'at' | 'confirmed' | 'people' | 'note'> & { readonly consumers: readonly unknown[] } }) {
  const { t, plural, dateTime } = useI18n()
  const who = () => [
    ...SERVICES_LOST.flatMap((service) => props.step.people.filter((one) => one.service === service)).map(({ service, people }) => `${t(`work.back.service.${service}`)}: ${plural('common.unit.people', people)}`),
    ...(props.step.consumers.length > 0 ? [plural('work.back.consumers', props.step.consumers.length)] : []),
  ].join(', ')
  return <span>{t(props.step.confirmed ? 'work.back.came' : 'work.back.comes', { who: who(), when: dateTime(props.step.at) })}</span>
}
