import type { Answer } from '../../geo/http/endpoint.ts'
import type { sync } from '../../geo/sync/contract.ts'
import type { Landing, Outgoing } from './store.ts'

/** What the server answers to a sync. */
export type SyncAnswer = Answer<typeof sync>

/**
 * What an answer settles: only a verdict that repeats the id and the hash that this phone computed counts.
 * A photo is there when its report was kept and the server does not miss it.
 */
export function landingOf(sent: readonly Pick<Outgoing, 'id' | 'hash' | 'photos'>[], answer: SyncAnswer, atMs: number): Landing {
  const verdicts = new Map(answer.verdicts.map((verdict) => [`${verdict.id} ${verdict.hash}`, verdict]))
  const believed = sent.flatMap((op) => {
    const verdict = verdicts.get(`${op.id} ${op.hash}`)
    return verdict ? [{ op, verdict }] : []
  })
  const missing = new Set(answer.missingPhotos)
  const announced = believed.filter(({ verdict }) => verdict.outcome !== 'refused').flatMap(({ op }) => op.photos)
  return {
    settled: believed.map(({ op, verdict }) => ({ id: op.id, outcome: verdict.outcome, problem: verdict.outcome === 'refused' ? verdict.problem : null })),
    photosThere: announced.filter((sha256) => !missing.has(sha256)),
    photosAsked: [...missing],
    thumbsAsked: answer.missingThumbs ?? [], // a server of before says nothing of thumbnails
    changes: { ...answer.changes, rounds: answer.changes.rounds ?? [], /* nor of rounds */ areas: (answer.changes.areas ?? []).map((area) => ({ ...area, id: area.code })) },
    cursor: answer.cursor === '' ? null : answer.cursor,
    atMs,
  }
}
