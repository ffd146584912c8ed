import { z } from 'zod'

const Issue = z.object({ at: z.string(), message: z.string() })
const Id = z.object({ id: z.string() })
const Nothing = z.object({})

/** Every expected failure of the system, in one list: name → status, title, what to change, details. Names never change. */
export const PROBLEMS = {
  'invalid-input': { status: 422, title: 'The request does not fit its schema', help: 'Each entry of `issues` says where and what to change.', details: z.object({ issues: z.array(Issue) }) },
  'invalid-json': { status: 400, title: 'The body is not valid JSON', help: 'Send UTF-8 JSON; `reason` says what was found.', details: z.object({ reason: z.string() }) },
  'wrong-content-type': { status: 415, title: 'This endpoint takes another content type', help: 'Send one of `accepts` as Content-Type.', details: z.object({ accepts: z.array(z.string()) }) },
  'not-acceptable': { status: 406, title: 'None of the asked formats can be given', help: 'Ask for one of `offers` by Accept or `f`.', details: z.object({ offers: z.array(z.string()) }) },
  'body-too-large': { status: 413, title: 'The body is larger than this endpoint takes', help: 'Keep the body under `limitBytes`.', details: z.object({ limitBytes: z.number() }) },
  'body-too-deep': { status: 400, title: 'The body is nested too deeply', help: 'Keep nesting under `limit` levels.', details: z.object({ limit: z.number() }) },
  'not-signed-in': { status: 401, title: 'Sign in first', help: 'Sign in, or send a valid key.', details: Nothing },
  'wrong-credentials': { status: 401, title: 'The name or the password is wrong', help: 'Check both and try again.', details: Nothing },
  'role-not-served': { status: 403, title: 'Your role does not include this', help: 'Ask an administrator for one of `roles`.', details: z.object({ roles: z.array(z.string()) }) },
  'cross-site': { status: 403, title: 'The request came from another site', help: 'Call the API from its own pages, or with a key.', details: Nothing },
  'not-found': { status: 404, title: 'There is nothing at this address', help: 'Check the address; /api/docs lists all of them.', details: Nothing },
  'method-not-allowed': { status: 405, title: 'This address does not take that method', help: 'Use one of `allows`.', details: z.object({ allows: z.array(z.string()) }) },
  'site-not-found': { status: 404, title: 'No such site', help: 'It does not exist, or not within your areas.', details: Id },
  'damage-not-found': { status: 404, title: 'No such damage', help: 'It does not exist, or not within your areas.', details: Id },
  'repair-not-found': { status: 404, title: 'No such repair', help: 'It does not exist, or not within your areas.', details: Id },
  'report-not-found': { status: 404, title: 'No such report', help: 'It does not exist, or not within your areas.', details: Id },
  'situation-not-found': { status: 404, title: 'No such situation report', help: 'It does not exist, or its area is not within yours.', details: Id },
  'photo-not-found': { status: 404, title: 'No such photo', help: 'No report that you may see names it.', details: Id },
  'crew-not-found': { status: 404, title: 'No such crew', help: 'It does not exist, or not within your areas.', details: Id },
  'organisation-not-found': { status: 404, title: 'No such organisation', help: 'Use an id from /api/organisations.', details: Id },
  'person-not-found': { status: 404, title: 'No such person', help: 'They do not exist, or hold no role within your areas.', details: Id },
  'device-not-found': { status: 404, title: 'No such device', help: 'It does not exist, or is not of a person within your areas.', details: Id },
  'area-not-found': { status: 404, title: 'No such area', help: 'Use a code from /api/areas.', details: Id },
  'hazard-not-found': { status: 404, title: 'No such hazard zone', help: 'It does not exist, or not within your areas.', details: Id },
  'hazard-over': { status: 409, title: 'This zone has ended', help: 'Declare another one if it threatens again.', details: Id },
  'ended-already': { status: 409, title: 'Somebody else ended this already', help: 'Nothing was changed: `by` ended it at `at`, for the reason `why`.', details: z.object({ id: z.string(), by: z.string(), at: z.string(), why: z.string() }) },
  'clearance-not-found': { status: 404, title: 'No such clearance', help: 'It does not exist, or not within your areas.', details: Id },
  'zone-invalid': { status: 422, title: 'This outline is not a valid one', help: '`reason` says why. Draw it again without crossing lines.', details: z.object({ reason: z.string() }) },
  'zone-beyond-reach': { status: 403, title: 'This outline reaches beyond your areas', help: 'Draw it within them, or ask someone whose areas hold all of it.', details: Nothing },
  'clearance-needed': { status: 409, title: 'Work may not begin here without a clearance', help: 'Wait until one is granted: `hazard` names the zone, null where the area itself demands it.', details: z.object({ id: z.string(), hazard: z.string().nullable() }) },
  'base-map-not-found': { status: 404, title: 'No such base map', help: 'Use an id from /api/base-maps.', details: Id },
  'base-map-silent': { status: 503, title: 'This base map does not answer', help: 'The one that ships is shown meanwhile. Try again later.', details: Id },
  'moment-outside': { status: 422, title: 'The desk does not show that moment', help: 'Ask for one between `from` and `until`.', details: z.object({ from: z.string(), until: z.string() }) },
  'collection-not-found': { status: 404, title: 'No such collection', help: 'See /ogc/collections.', details: Id },
  'photo-not-landed': { status: 404, title: 'The photo has not arrived yet', help: 'The report names it; the phone will send it.', details: Id },
  'upload-not-found': { status: 404, title: 'No such upload', help: 'Nothing of it is here, or it was done. Create it again: what has arrived is not sent twice.', details: Id },
  'upload-moved-on': { status: 409, title: 'The upload stands at another byte', help: 'Go on from `offset`.', details: z.object({ id: z.string(), offset: z.number() }) },
  'tus-version-unknown': { status: 412, title: 'This version of the tus protocol is not spoken here', help: 'Send `Tus-Resumable: 1.0.0`.', details: Nothing },
  'report-id-taken': { status: 409, title: 'Another report was filed under this id', help: 'Nothing was changed. File it again under a new id.', details: Id },
  'op-id-taken': { status: 409, title: 'Another operation was sent under this id', help: 'Nothing was changed. Send it again under a new id.', details: Id },
  'stale-version': { status: 409, title: 'Someone else changed this meanwhile', help: 'Read `current`, then decide again.', details: z.object({ id: z.string(), sent: z.number(), current: z.number() }) },
  'repair-cannot-move': { status: 409, title: 'A repair cannot make this move', help: 'From `from` it may go to one of `allows`.', details: z.object({ from: z.string(), to: z.string(), allows: z.array(z.string()) }) },
  'step-ahead': { status: 409, title: 'This has not happened yet', help: 'Say it as expected, or confirm it when it is so.', details: z.object({ id: z.string(), at: z.string() }) },
  'repair-ended': { status: 409, title: 'This repair is over', help: 'Nothing more is expected or planned of it. If it was ended too early, take it up again; if it is broken again, file a new report.', details: z.object({ id: z.string(), state: z.string() }) },
  'repair-underway': { status: 409, title: 'This damage already has a repair', help: 'Move or cancel that repair first.', details: z.object({ id: z.string(), repair: z.string() }) },
  'repair-of-another-crew': { status: 403, title: 'This repair is another crew\'s', help: 'Its own crew or a dispatcher moves it.', details: Id },
  'round-not-found': { status: 404, title: 'No such round', help: 'It does not exist, or not within your areas.', details: Id },
  'round-of-another-crew': { status: 403, title: 'This round is another crew\'s', help: 'Its own crew says what became of its stops; a dispatcher changes it.', details: Id },
  'round-cancelled': { status: 409, title: 'This round was cancelled', help: 'Plan another one.', details: Id },
  'round-stop-done': { status: 409, title: 'What was visited or skipped stays', help: 'Keep the stop `id` at its site; a round of which nothing is left to visit is not cancelled.', details: Id },
  'repair-needs-crew': { status: 409, title: 'The repair has no crew yet', help: 'Assign a crew first.', details: Id },
  'damage-cannot-merge': { status: 409, title: 'These damages cannot be merged', help: '`reason` says why.', details: z.object({ reason: z.enum(['same', 'already-merged', 'target-merged', 'has-repair', 'closed']) }) },
  'damage-not-merged': { status: 409, title: 'This damage is not merged into another', help: 'Only a merged damage can be parted.', details: Id },
  'damage-closed': { status: 409, title: 'This damage is closed', help: 'File a new report if it is broken again.', details: Id },
  'override-impossible': { status: 409, title: 'This damage cannot be moved so', help: '`reason` says why: danger to life goes first whatever is decided, a move ends within a month, and what was not moved cannot be moved back.', details: z.object({ id: z.string(), reason: z.enum(['danger', 'until', 'none']) }) },
  'handover-not-found': { status: 404, title: 'No such hand-over', help: 'It does not exist, or is not to or from you.', details: Id },
  'handover-impossible': { status: 409, title: 'This cannot be handed over so', help: '`reason` says why: it is on its way already, it is theirs already, it was decided, or more would be shared than was shared with you.', details: z.object({ id: z.string(), reason: z.enum(['open', 'theirs', 'decided', 'not-shared']) }) },
  'not-responsible': { status: 403, title: 'This is for another organisation to decide', help: 'The desk of the organisation that is responsible, or that it was handed to, decides it.', details: Id },
  'filter-not-found': { status: 404, title: 'No such filter', help: 'It was removed, or is not your own: only its owner changes it.', details: Id },
  'filter-name-taken': { status: 409, title: 'You have a filter of this name', help: 'Give it another name, or change that one.', details: Nothing },
  'too-many-filters': { status: 409, title: 'You have saved as many filters as are kept', help: 'Remove one first; `most` are kept.', details: z.object({ most: z.number() }) },
  'crew-has-repairs': { status: 409, title: 'This crew has repairs to do', help: 'Give its repairs to another crew first; `repairs` says how many.', details: z.object({ id: z.string(), repairs: z.number() }) },
  'crew-has-rounds': { status: 409, title: 'This crew has rounds ahead', help: 'Give its rounds and visits to another crew first, or cancel them; `rounds` says how many.', details: z.object({ id: z.string(), rounds: z.number() }) },
  'email-taken': { status: 409, title: 'Someone with this e-mail exists already', help: 'Give that person another role instead.', details: Nothing },
  'phone-taken': { status: 409, title: 'This telephone number is another crew\'s', help: 'Take it from that crew first, or leave it out.', details: Nothing },
  'last-admin': { status: 409, title: 'This administrator has to stay', help: '`reason` says whose last it is: your own role, or the server\'s. Make another administrator, who can end it.', details: z.object({ reason: z.enum(['own', 'server']) }) },
  'own-password': { status: 409, title: 'Your own password is changed with the present one', help: 'Use /api/me/password.', details: Nothing },
  'person-beyond-reach': { status: 403, title: 'This person also has roles outside your areas', help: 'Ask an administrator who reaches all of them.', details: Id },
  'hash-mismatch': { status: 422, title: 'The bytes do not have the announced hash', help: 'Send the file again, whole.', details: z.object({ announced: z.string(), received: z.string() }) },
  'not-a-photo': { status: 415, title: 'This is not a photo that can be read', help: 'Send JPEG, PNG or WebP of at most 50 megapixels.', details: z.object({ reason: z.string() }) },
  'unknown-reference': { status: 422, title: 'The request names something that does not exist', help: '`field` names it.', details: z.object({ field: z.string() }) },
  'value-out-of-range': { status: 422, title: 'A value is outside its range', help: '`rule` names the rule it breaks.', details: z.object({ rule: z.string() }) },
  'device-revoked': { status: 403, title: 'This device was withdrawn', help: 'Hand it to your dispatcher.', details: Id },
  'signed-in-as-another': { status: 409, title: 'Someone else is signed in', help: 'Nothing was changed. Ask /api/me who it is, and send only what is theirs.', details: Nothing },
  'held-decided': { status: 409, title: 'This was decided already', help: 'Nothing was changed. `decision` says how.', details: z.object({ id: z.string(), decision: z.string() }) },
  'seal-unknown': { status: 422, title: 'This was sealed to a key that the server does not have', help: 'Seal it anew to the key that /api/me names.', details: z.object({ key: z.string() }) },
  'seal-broken': { status: 422, title: 'What was sealed does not open', help: 'It was changed or cut on the way, or put under another id. Seal it anew.', details: Nothing },
  'cursor-unknown': { status: 410, title: 'This cursor is not one of ours', help: 'Start again without a cursor.', details: Nothing },
  'too-many-requests': { status: 429, title: 'Too many requests', help: 'Wait `retryAfterS` seconds.', details: z.object({ retryAfterS: z.number() }) },
  'busy': { status: 503, title: 'The server is busy; nothing was changed', help: 'Try again after `retryAfterS` seconds, or shortly when there is none; repeating is safe.', details: z.object({ retryAfterS: z.number().optional() }) },
  'storage-full': { status: 507, title: 'The server has no room left for photos', help: 'Nothing was stored. Keep the photo; it will be asked for again.', details: Nothing },
  'not-ready': { status: 503, title: 'The server is starting or stopping', help: 'Try again shortly.', details: Nothing },
  'fault': { status: 500, title: 'A fault of ours; nothing was changed', help: 'Try again; repeating is safe. Quote the request id if it stays.', details: z.object({ requestId: z.string() }) },
} as const satisfies Record<string, { status: number; title: string; help: string; details: z.ZodType }>

/** The name of an expected failure. */
export type ProblemName = keyof typeof PROBLEMS
type Details<N extends ProblemName> = z.input<(typeof PROBLEMS)[N]['details']>

/** The RFC 9457 body of a problem; `type` is a page that the API serves. */
export type ProblemBody = { readonly type: string; readonly title: string; readonly status: number; readonly detail: string } & Readonly<Record<string, unknown>>

/** An expected failure, thrown anywhere and answered as an RFC 9457 problem. */
export class Problem<N extends ProblemName = ProblemName> extends Error {
  readonly problem: N
  readonly details: Details<N>

  constructor(problem: N, details: Details<N>) {
    super(PROBLEMS[problem].title)
    this.problem = problem
    this.details = details
  }

  get status(): number {
    return PROBLEMS[this.problem].status
  }

  /** The RFC 9457 body. */
  toJSON(): ProblemBody {
    const { status, title, help } = PROBLEMS[this.problem]
    return { type: `/problems/${this.problem}`, title, status, detail: help, ...this.details }
  }
}
