import { For } from 'solid-js'
import type { DuplicateHint } from '../../geo/damages/damage.ts'
import type { Likeness } from '../../geo/damages/likeness.ts'
import { useI18n } from '../i18n/i18n.tsx'
import { useWords } from './words.ts'
import './likeness-parts.css'

type Part = Likeness['parts'][number]['part']
const HOUR_MS = 3_600_000

/** How likely two damages are one, and every fact with what it adds or takes away: by sign and outline, not by colour alone. */
export function LikenessParts(props: { readonly of: DuplicateHint }) {
  const { t, number, duration } = useI18n()
  const words = useWords()
  const signed = (bits: number) => number(bits, { signDisplay: 'exceptZero', maximumFractionDigits: 1 })
  const fact = (part: Part): string => {
    const { sameSite, distanceM, offM, kinds, hoursApart, wordsShared } = props.of
    return {
      site: () => t(`panel.likeness.site.${sameSite ? 'same' : 'other'}`),
      distance: () => t('panel.likeness.distance', { distance: words.distance(distanceM ?? 0), off: words.distance(offM) }),
      kind: () => t(`panel.likeness.kind.${kinds ?? 'other'}`),
      time: () => t('panel.likeness.time', { span: duration(hoursApart * HOUR_MS) }),
      words: () => t('panel.likeness.words', { share: number(wordsShared ?? 0, { style: 'percent', maximumFractionDigits: 0 }) }),
    }[part]()
  }
  return (
    <>
      <span class="likeness" data-verdict={props.of.likeness.verdict}>{t('panel.likeness.bits', { verdict: t(`panel.likeness.verdict.${props.of.likeness.verdict}`), bits: signed(props.of.likeness.bits) })}</span>
      <ul class="likeness-parts"><For each={props.of.likeness.parts}>{({ part, bits }) => <li data-says={Math.sign(bits)}>{t('panel.likeness.part', { what: fact(part), bits: signed(bits) })}</li>}</For></ul>
    </>
  )
}
