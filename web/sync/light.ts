import type { getMe } from '../../geo/access/contract.ts'
import type { Endpoint } from '../../geo/http/endpoint.ts'
import type { listSites } from '../../geo/sites/contract.ts'
import type { handInPhoto, sync } from '../../geo/sync/contract.ts'

// The schemas of the contract weigh 35 kB compressed, more than all the rest of the crew's page. The phone checks what it must not
// mistake for the server's word, by hand; a test holds every door to the contract's.

type Said = Readonly<Record<string, unknown>>
const isObject = (value: unknown): value is Said => typeof value === 'object' && value !== null && !Array.isArray(value)
const isText = (value: unknown): value is string => typeof value === 'string'
const listOf = (value: unknown, fits: (item: unknown) => boolean): boolean => Array.isArray(value) && value.every(fits)
const withId = (item: unknown): boolean => isObject(item) && isText(item['id'])

const isVerdict = (item: unknown) =>
  isObject(item) && isText(item['id']) && isText(item['hash']) && ['kept', 'refused', 'held'].includes(item['outcome'] as string) &&
  (item['problem'] === null || (isObject(item['problem']) && isText(item['problem']['type']) && isText(item['problem']['title'])))

const TOLD = ['damages', 'repairs', 'sites', 'hazards', 'clearances']
const isChanges = (value: unknown) =>
  isObject(value) && listOf(value['rounds'] ?? [], withId) && TOLD.every((noun) => listOf(value[noun], withId) && isObject(value['gone']) && listOf(value['gone'][noun], isText)) &&
  (value['areas'] === null || listOf(value['areas'], isObject)) && typeof value['whole'] === 'boolean'
const isPicture = (value: unknown) =>
  isObject(value) && (value['asOf'] === null || isText(value['asOf'])) && listOf(value['alerts'], isObject)

function light<E extends Endpoint>(method: E['method'], path: string, fits: (said: Said) => boolean): E {
  const safeParse = (said: unknown) => (isObject(said) && fits(said) ? { success: true, data: said } : { success: false, error: new Error('not the answer of this door') })
  return { method, path, returns: { safeParse } } as unknown as E
}

/** `sync` of the contract with a check by hand. */
export const lightSync = light<typeof sync>('post', '/api/sync', (said) =>
  listOf(said['verdicts'], isVerdict) && listOf(said['missingPhotos'], isText) && listOf(said['missingThumbs'] ?? [], isText) && typeof (said['clear'] ?? false) === 'boolean' && isChanges(said['changes']) && isPicture(said['alerts']) && isText(said['now']) && isText(said['cursor']) && typeof said['more'] === 'boolean' && typeof (said['crowded'] ?? false) === 'boolean')

/** The door for a withdrawn phone that nobody can sign in on, with a check by hand. */
export const lightHandIn = light<typeof sync>('post', '/api/sync/hand-in', (said) =>
  listOf(said['verdicts'], isVerdict) && listOf(said['missingPhotos'], isText) && said['clear'] === true)

/** `handInPhoto` of the contract with a check by hand. */
export const lightHandInPhoto = light<typeof handInPhoto>('put', '/api/sync/hand-in/photos/{sha256}', (said) => isText(said['sha256']))

/** `getMe` of the contract with a check by hand. */
export const lightMe = light<typeof getMe>('get', '/api/me', (said) => isText(said['id']) && isText(said['name']) && listOf(said['grants'], (grant) => isObject(grant) && isText(grant['role'])))

/** `listSites` of the contract with a check by hand. */
export const lightSites = light<typeof listSites>('get', '/api/sites', (said) =>
  listOf(said['sites'], (site) => withId(site) && isObject(site) && Array.isArray(site['position']) && Array.isArray(site['voltagesV']) && isObject(site['names'])))
