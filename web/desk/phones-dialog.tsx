import { HeldReview } from '../held/held-review.tsx'
import { PhonesList } from '../held/phones-list.tsx'
import { useI18n } from '../i18n/i18n.tsx'
import type { Held } from '../store/held.ts'
import { Dialog } from '../ui/dialog.tsx'

/** The phones of one's crews, and what they sent that is held for review. Needs the texts `held`. */
export function PhonesDialog(props: { readonly open: boolean; readonly held: Held; readonly onClose: () => void }) {
  const { t } = useI18n()
  return (
    <Dialog open={props.open} title={t('held.phones.open')} onClose={props.onClose}>
      <HeldReview held={props.held} />
      <PhonesList onChange={() => void props.held.refresh()} />
    </Dialog>
  )
}
