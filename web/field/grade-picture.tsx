import { Show } from 'solid-js'
import type { GradeChoice } from './draft.ts'

/** A pylon in one of four states: whole with its light on, half lit, dark and crossed, broken down. Decoration: its word stands beside it. */
export function GradePicture(props: { readonly grade: GradeChoice }) {
  return (
    <svg class="grade-picture" data-grade={props.grade} viewBox="0 0 48 48" width="44" height="44" aria-hidden="true">
      <Show when={props.grade !== 'destroyed'} fallback={<>
        <path d="M5 43h38" />
        <path d="M12 43l5-13 8 5 3 8M17 30l11 13M14.500 36.500l10-1.500" />
        <path d="M24 25l6-9 12 9-3 5zM30 16l9 14M36 20.500l-7 6" />
        <path class="grade-mark" d="m8 8 3 5-4 2 3 6M20 5l-1 6 5 1-2 5" />
      </>}>
        <path d="M5 43h38M14 43l7-33h6l7 33M17 29h14M15.500 36h17M19 20h10M17 29l12-9M31 29l-12-9M15.500 36 31 29M32.500 36 17 29" />
        <path d="M10 15h28M10 15v4M38 15v4M21 10l-11 5M27 10l11 5" />
        <Show when={props.grade === 'works'}><path class="grade-mark" d="m34 29 4 4 7-8" /></Show>
        <Show when={props.grade === 'reduced'}><path class="grade-mark" d="M39.500 23.500v7M39.500 35v.2" /></Show>
        <Show when={props.grade === 'out'}><path class="grade-mark" d="M6 6l36 36" /></Show>
      </Show>
    </svg>
  )
}
