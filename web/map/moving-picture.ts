import type Feature from 'ol/Feature.js'
import VectorLayer from 'ol/layer/Vector.js'
import VectorImageLayer from 'ol/layer/VectorImage.js'
import type OlMap from 'ol/Map.js'
import type { FrameState } from 'ol/Map.js'
import type VectorSource from 'ol/source/Vector.js'
import ViewHint from 'ol/ViewHint.js'
import { makePatience, makeTurns } from './turns.ts'

/** When a layer is painted anew after a movement: in its turn, or when the answer is there that the movement asked for. */
export type When = number | 'answered'

// The question waits 120 ms for the hand to come to rest; most answers are there after 200.
const ANSWERED_WITHIN_MS = 350

/** Gives for each frame what a layer is to be rendered with: the frame, or one as of a moving map, in which what is painted stays. */
function makeWaiting(when: When) {
  const turns = when === 'answered' ? null : makeTurns(when)
  const patience = makePatience(ANSWERED_WITHIN_MS)
  let hasShown = false
  let seen = -1 // the revision of the source that was there in the last frame
  let woken = false
  return (frame: FrameState, source: VectorSource | null, map: OlMap | null): FrameState => {
    const revision = source?.getRevision() ?? 0
    const changed = revision !== seen
    seen = revision
    const moving = frame.viewHints.some((hint) => hint > 0)
    // What comes first waits for its turn, too: at the opening everything comes at once. Later a change is painted with the symbols that it came with.
    const nothing = source?.isEmpty() === true && !hasShown // waits for nothing: a frame asked for its sake would show nothing new
    const now = nothing ? 'painted' : turns === null ? patience(moving, changed, performance.now()) : turns(moving, changed && !hasShown)
    if (now !== 'waiting') {
      hasShown ||= source !== null && !source.isEmpty()
      return frame
    }
    if (turns !== null) map?.render() // its turn comes with the next frame, or one after
    else if (!woken) {
      woken = true
      setTimeout(() => { woken = false; map?.render() }, ANSWERED_WITHIN_MS + 20)
    }
    const asMoving: number[] = []
    asMoving[ViewHint.ANIMATING] = 1
    asMoving[ViewHint.INTERACTING] = 0
    return { ...frame, viewHints: asMoving }
  }
}

class MovingPicture<Kind extends Feature> extends VectorImageLayer<VectorSource<Kind>> {
  readonly #waiting: ReturnType<typeof makeWaiting>

  constructor({ when, ...options }: { readonly source: VectorSource<Kind>; readonly zIndex: number; readonly imageRatio: number; readonly when: When }) {
    super(options)
    this.#waiting = makeWaiting(when)
  }

  override render(frame: FrameState | null, target: HTMLElement) {
    return super.render(frame && this.#waiting(frame, this.getSource(), this.getMapInternal()), target)
  }
}

/**
 * A layer that is one picture while the map moves and is painted anew when it rests and its turn has come, so that a frame costs one copy however
 * much is on it. During a zoom the copy is a rough one: smoothing it took half of the frame in software rendering, for a picture that stands for 16 ms.
 */
export function movingPicture<Kind extends Feature>(source: VectorSource<Kind>, zIndex: number, imageRatio: number, when: When): VectorImageLayer<VectorSource<Kind>> {
  const layer = new MovingPicture<Kind>({ source, zIndex, imageRatio, when })
  layer.on('prerender', ({ context, frameState }) => {
    if (context instanceof CanvasRenderingContext2D && (frameState?.viewHints[ViewHint.ANIMATING] ?? 0) > 0) context.imageSmoothingEnabled = false
  })
  return layer
}

/** A layer of symbols or names that are laid out anew after a movement only when their turn has come; until then they move along as they are. */
export class WaitingLayer<Kind extends Feature> extends VectorLayer<VectorSource<Kind>> {
  readonly #waiting: ReturnType<typeof makeWaiting>

  constructor({ when, ...options }: { readonly source: VectorSource<Kind>; readonly zIndex: number; readonly declutter: string; readonly renderBuffer?: number; readonly when: When }) {
    super(options)
    this.#waiting = makeWaiting(when)
  }

  override render(frame: FrameState | null, target: HTMLElement) {
    return super.render(frame && this.#waiting(frame, this.getSource(), this.getMapInternal()), target)
  }
}
