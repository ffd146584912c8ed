import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { betterAuth } from 'better-auth'
import { hashPassword, verifyPassword } from 'better-auth/crypto'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type pg from 'pg'
import { Actor } from '../../geo/access/roles.ts'
import type { Database } from '../db/database.ts'
import type { Sql } from '../db/sql.ts'
import { actorByKey, actorByToken } from './queries.ts'

const SESSION_DAYS = 30

/** Sign-in as the rest of the app sees it: a small interface, so that the library behind it can be replaced. */
export type Auth = {
  /** Who asks, by session cookie or feed key; undefined when nobody is signed in. */
  actorOf(c: Context): Promise<Actor | undefined>
  /** Answers the library's own routes (sign-in, sign-out). */
  handle(request: Request): Promise<Response>
  /** Opens a session for a user and sets its cookie: for demonstration accounts alone. */
  openSession(c: Context, userId: string): Promise<void>
  /** The token of the session that asks, unverified beyond its signature; undefined for a key and for nobody. */
  tokenOf(c: Context): string | undefined
  /** What is stored of a password, as the library that checks it at sign-in wants it. */
  hashPassword(password: string): Promise<string>
  /** True when the hash is the password's. */
  verifyPassword(password: string, hash: string): Promise<boolean>
}

/** The origin a request was sent to: what its own pages are served from. */
export const originOf = (request: Request): string => new URL(request.url).origin

function library(pool: pg.Pool, secret: string, publicUrl: string | undefined, secure: boolean, trustProxy: boolean) {
  const dates = { createdAt: 'created_at', updatedAt: 'updated_at' }
  return betterAuth({
    database: pool, secret, basePath: '/api/auth', ...(publicUrl === undefined ? {} : { baseURL: publicUrl }),
    // Whether a request came from our own pages is decided once, before this, in http/same-site.ts.
    trustedOrigins: (request) => [publicUrl ?? (request === undefined ? '' : originOf(request))],
    telemetry: { enabled: false },
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true, minPasswordLength: 12, maxPasswordLength: 200 },
    user: { modelName: 'users', fields: { ...dates, emailVerified: 'email_verified' } },
    session: {
      modelName: 'sessions', expiresIn: SESSION_DAYS * 86_400, updateAge: 86_400, cookieCache: { enabled: false },
      fields: { ...dates, userId: 'user_id', expiresAt: 'expires_at', ipAddress: 'ip_address', userAgent: 'user_agent' },
    },
    account: {
      modelName: 'accounts',
      fields: {
        ...dates, userId: 'user_id', accountId: 'account_id', providerId: 'provider_id', accessToken: 'access_token', refreshToken: 'refresh_token',
        idToken: 'id_token', accessTokenExpiresAt: 'access_token_expires_at', refreshTokenExpiresAt: 'refresh_token_expires_at',
      },
    },
    verification: { modelName: 'verifications', fields: { ...dates, expiresAt: 'expires_at' } },
    // Attempts are counted in sign-in.ts, by account: the library counts by an address that a header claims.
    rateLimit: { enabled: false },
    advanced: { cookiePrefix: 'vidnova', useSecureCookies: secure, ipAddress: trustProxy ? { ipAddressHeaders: ['x-forwarded-for'] } : { disableIpTracking: true } },
  })
}

const sign = (secret: string, token: string) => createHmac('sha256', secret).update(token).digest('base64')

function verified(secret: string, cookie: string): string | undefined {
  const at = cookie.lastIndexOf('.')
  if (at < 1) return undefined
  const token = cookie.slice(0, at)
  const [given, due] = [Buffer.from(cookie.slice(at + 1)), Buffer.from(sign(secret, token))]
  return given.length === due.length && timingSafeEqual(given, due) ? token : undefined
}

function keyOf(c: Context): string | undefined {
  const header = c.req.header('authorization') ?? ''
  const [scheme = '', value = ''] = header.split(' ')
  if (/^bearer$/i.test(scheme)) return value
  // GDAL and QGIS send user:password; the key is the password, whatever the user.
  if (/^basic$/i.test(scheme)) return Buffer.from(value, 'base64').toString('utf8').split(':').slice(1).join(':')
  return c.req.header('x-api-key')
}

/** SHA-256 of a feed key: all that is stored of it. */
export const keyHash = (key: string): Buffer => createHash('sha256').update(key).digest()

/** Sign-in over the database: sessions and passwords by the library, roles and areas by our own tables. */
export function makeAuth(given: { database: Database; secret: string; publicUrl: string | undefined; trustProxy: boolean; demo: boolean }): Auth {
  const { database, secret, publicUrl } = given
  const secure = publicUrl?.startsWith('https:') ?? false
  const actor = async (statement: Sql) => {
    const [row] = await database.look(statement)
    return row === undefined ? undefined : Actor.parse(row)
  }
  const cookieName = `${secure ? '__Secure-' : ''}vidnova.session_token`
  const tokenOf = (c: Context) => {
    const cookie = getCookie(c, cookieName)
    return cookie === undefined ? undefined : verified(secret, cookie)
  }
  const auth = library(database.pool, secret, publicUrl, secure, given.trustProxy)
  return {
    async actorOf(c) {
      const key = keyOf(c)
      if (key !== undefined) return key === '' ? undefined : actor(actorByKey(keyHash(key)))
      const token = tokenOf(c)
      return token === undefined ? undefined : actor(actorByToken(token, given.demo))
    },
    handle: (request) => auth.handler(request),
    async openSession(c, userId) {
      const context = await auth.$context
      const session = await context.internalAdapter.createSession(userId)
      setCookie(c, cookieName, `${session.token}.${sign(secret, session.token)}`, {
        httpOnly: true, sameSite: 'Lax', path: '/', secure, maxAge: SESSION_DAYS * 86_400,
      })
    },
    tokenOf,
    hashPassword: (password) => hashPassword(password),
    verifyPassword: (password, hash) => verifyPassword({ hash, password }),
  }
}
