import { createEffect, on } from 'solid-js'
import { useDesk } from '../desk-context.tsx'
import { PaletteDialog } from './palette-dialog.tsx'

/** The palette of the desk: what is found narrows the queue, or is opened beside it. */
export function Palette(props: { readonly open: boolean; readonly onClose: () => void; readonly onOpen: (damage: string) => void }) {
  const desk = useDesk()
  createEffect(on(() => props.open, (open) => { if (open) void desk.areas.refreshFine() }))
  return (
    <PaletteDialog
      open={props.open} onClose={props.onClose} offers={desk.offers.all} areas={() => desk.areas.state.areas} crews={() => desk.crews.state.crews} problemText={desk.problemText}
      lead={{
        area: (area) => desk.narrow({ area }),
        crew: (crew) => desk.narrow({ crew }),
        site: (site) => (site.openDamage === null ? desk.point({ site: site.id, at: site.position }) : props.onOpen(site.openDamage)),
        damage: props.onOpen,
      }}
    />
  )
}
