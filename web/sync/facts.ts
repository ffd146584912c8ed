// What the phone needs while its vault is locked, and what tells a finder nothing. Every other fact is under the vault's key.
const OPEN = ['device', 'cursor', 'who', 'seal', 'device-key', 'vault', 'tries', 'lease', 'told-count', 'asked-lock', 'alerts']

/** Whether a fact lies open on the phone. */
export const isOpenFact = (key: string): boolean => OPEN.includes(key)

/** What the keys of drafts begin with. */
export const DRAFT = 'draft/'
