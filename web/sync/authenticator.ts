import { randomBytes, type Credential } from './vault-keys.ts'

/** Why the phone's authenticator does not open: it gives no secrets, or the person or the browser said no. */
export type AuthenticatorFault = 'no-secret' | 'refused'
/** Thrown with the reason when the authenticator gave no secret. */
export class AuthenticatorError extends Error {
  readonly fault: AuthenticatorFault

  constructor(fault: AuthenticatorFault, cause?: unknown) {
    super(`the authenticator: ${fault}`, { cause })
    this.fault = fault
  }
}

const WITHIN_MS = 60_000
const ES256 = -7
const RS256 = -257

/** True when this phone may have an authenticator of its own that gives secrets; whether it does is known once it is asked. */
export async function mayAuthenticate(): Promise<boolean> {
  const known = (globalThis as { PublicKeyCredential?: typeof PublicKeyCredential }).PublicKeyCredential
  // A name is needed to be known by: an address in numbers is none.
  if (known === undefined || !globalThis.isSecureContext || /^[\d.]+$|:/.test(location.hostname)) return false
  try {
    const capable = await (known as { getClientCapabilities?: () => Promise<Record<string, boolean>> }).getClientCapabilities?.()
    return capable?.['extension:prf'] !== false && await known.isUserVerifyingPlatformAuthenticatorAvailable()
  } catch (error) {
    console.warn('nothing is known of an authenticator', error)
    return false
  }
}

async function asked(work: Promise<globalThis.Credential | null>): Promise<PublicKeyCredential> {
  try {
    const given = await work
    if (given instanceof PublicKeyCredential) return given
  } catch (error) {
    throw new AuthenticatorError(error instanceof DOMException && error.name === 'NotSupportedError' ? 'no-secret' : 'refused', error)
  }
  throw new AuthenticatorError('refused')
}

const secretOf = (given: PublicKeyCredential): BufferSource | undefined => given.getClientExtensionResults().prf?.results?.first

/** The secret of this phone's authenticator, once the person has shown who they are: by finger, face or the phone's own lock. Needs no network. */
export async function secretBy({ credential, salt }: Credential): Promise<BufferSource> {
  const given = await asked(navigator.credentials.get({
    publicKey: {
      challenge: randomBytes(32), allowCredentials: [{ type: 'public-key', id: credential, transports: ['internal'] }],
      userVerification: 'required', timeout: WITHIN_MS, extensions: { prf: { eval: { first: salt } } },
    },
  }))
  const secret = secretOf(given)
  if (secret === undefined) throw new AuthenticatorError('no-secret')
  return secret
}

/** Has the phone's authenticator make a credential for this page, and gives it with its secret. Nothing of it leaves the phone. */
export async function makeAuthenticator(name: string): Promise<{ readonly credential: Credential; readonly secret: BufferSource }> {
  const salt = randomBytes(32)
  const made = await asked(navigator.credentials.create({
    publicKey: {
      rp: { name: 'Vidnova' }, user: { id: randomBytes(16), name, displayName: name }, challenge: randomBytes(32), attestation: 'none', timeout: WITHIN_MS,
      pubKeyCredParams: [{ type: 'public-key', alg: ES256 }, { type: 'public-key', alg: RS256 }],
      authenticatorSelection: { authenticatorAttachment: 'platform', residentKey: 'preferred', userVerification: 'required' },
      extensions: { prf: { eval: { first: salt } } },
    },
  }))
  const credential = { credential: new Uint8Array(made.rawId), salt }
  if (!made.getClientExtensionResults().prf?.enabled) throw new AuthenticatorError('no-secret')
  // Some give the secret only when they are asked again.
  return { credential, secret: secretOf(made) ?? await secretBy(credential) }
}
