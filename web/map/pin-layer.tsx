import { createMemo } from 'solid-js'
import { SpotsLayer, type Spot } from './spots-layer.tsx'

type Props = {
  readonly position: Spot['position'] | null
  /** How far off it may be, drawn as a circle on the ground. */
  readonly accuracyM?: number | null | undefined
  /** Not to be believed as it is: dashed. */
  readonly doubtful?: boolean
}

/** Where the phone is, or what it points at: a dot within the circle that it may be in. */
export function PinLayer(props: Props) {
  const spots = createMemo((): readonly Spot[] => (props.position === null ? [] : [{ position: props.position, accuracyM: props.accuracyM, doubtful: props.doubtful }]))
  return <SpotsLayer spots={spots()} />
}
