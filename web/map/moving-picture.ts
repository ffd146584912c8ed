import type Feature from 'ol/Feature.js'
import VectorImageLayer from 'ol/layer/VectorImage.js'
import type { FrameState } from 'ol/Map.js'
import type VectorSource from 'ol/source/Vector.js'
import ViewHint from 'ol/ViewHint.js'
import { makeTurns } from './turns.ts'

class MovingPicture<Kind extends Feature> extends VectorImageLayer<VectorSource<Kind>> {
  readonly #turns: ReturnType<typeof makeTurns>
  #hasShown = false
  #seen = -1 // the revision of the source that was there in the last frame

  constructor(options: { readonly source: VectorSource<Kind>; readonly zIndex: number; readonly imageRatio: number; readonly turn: number }) {
    super(options)
    this.#turns = makeTurns(options.turn)
  }

  override render(frame: FrameState | null, target: HTMLElement) {
    // What comes first waits for its turn, too: at the opening everything comes at once. Later a change is painted with the symbols that it came with.
    const source = this.getSource()
    const revision = source?.getRevision() ?? 0
    const isFirst = !this.#hasShown && revision !== this.#seen
    this.#seen = revision
    if (frame === null || this.#turns(frame.viewHints.some((hint) => hint > 0), isFirst) !== 'waiting') {
      this.#hasShown ||= frame !== null && source !== null && !source.isEmpty()
      return super.render(frame, target)
    }
    this.getMapInternal()?.render() // its turn comes with the next frame, or one after
    const asMoving: number[] = []
    asMoving[ViewHint.ANIMATING] = 1
    asMoving[ViewHint.INTERACTING] = 0
    return super.render({ ...frame, viewHints: asMoving }, target)
  }
}

/**
 * A layer that is one picture while the map moves and is painted anew when it rests and its turn has come, so that a frame costs one copy however
 * much is on it. During a zoom the copy is a rough one: smoothing it took half of the frame in software rendering, for a picture that stands for 16 ms.
 */
export function movingPicture<Kind extends Feature>(source: VectorSource<Kind>, zIndex: number, imageRatio: number, turn: number): VectorImageLayer<VectorSource<Kind>> {
  const layer = new MovingPicture<Kind>({ source, zIndex, imageRatio, turn })
  layer.on('prerender', ({ context, frameState }) => {
    if (context instanceof CanvasRenderingContext2D && (frameState?.viewHints[ViewHint.ANIMATING] ?? 0) > 0) context.imageSmoothingEnabled = false
  })
  return layer
}
