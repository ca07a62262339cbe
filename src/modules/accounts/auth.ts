/**
 * The sign-in library (better-auth) on our database. It checks passwords, keeps sessions and the second
 * factor and makes the cookies; accounts, invitations and new passwords are our own commands. Of its
 * routes none is mounted: our pages call its functions.
 *
 * It is loaded when somebody first signs in, not at the start: it takes some 25 MB that a site at rest
 * does not need.
 */
import { randomInt, randomUUID } from 'node:crypto';
import type {
  KyselyPlugin,
  PluginTransformQueryArgs,
  PluginTransformResultArgs,
  QueryResult,
  RootOperationNode,
  UnknownRow,
} from 'kysely';
import type { Deps } from '../../platform/deps.ts';
import { SESSION_HOURS } from './rules.ts';
import './tables.ts';

export type Auth = Awaited<ReturnType<typeof createAuth>>;

const made = new WeakMap<object, Promise<Auth>>();

/** The library, made once per database handle. */
export function authOf(deps: Deps): Promise<Auth> {
  let auth = made.get(deps.db);
  if (!auth) {
    auth = createAuth(deps);
    made.set(deps.db, auth);
    auth.catch(() => made.delete(deps.db));
  }
  return auth;
}

/** What signs the cookies and encrypts the second factor: derived from the vault's key, stored nowhere. */
export function signInSecret(deps: Pick<Deps, 'vault'>): string {
  return deps.vault.lookup('accounts.sign_in_secret', 'v1').toString('base64url');
}

const COOKIE_PREFIX = 'ja';

/** Name of a cookie of the library. */
export function cookieName(deps: Pick<Deps, 'config'>, name: 'session_token' | 'two_factor'): string {
  return `${deps.config.baseUrl.startsWith('https:') ? '__Secure-' : ''}${COOKIE_PREFIX}.${name}`;
}

/** The library's tables under our names. */
const TABLES = {
  user: {
    modelName: 'staff_users',
    fields: {
      name: 'display_name',
      email: 'address_key',
      emailVerified: 'address_confirmed',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  session: {
    modelName: 'staff_sessions',
    fields: {
      userId: 'user_id',
      expiresAt: 'expires_at',
      ipAddress: 'ip_address',
      userAgent: 'user_agent',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
    expiresIn: SESSION_HOURS * 3600,
    cookieCache: { enabled: false },
  },
  account: {
    modelName: 'staff_accounts',
    fields: {
      accountId: 'account_id',
      providerId: 'provider_id',
      userId: 'user_id',
      accessToken: 'access_token',
      refreshToken: 'refresh_token',
      idToken: 'id_token',
      accessTokenExpiresAt: 'access_token_expires_at',
      refreshTokenExpiresAt: 'refresh_token_expires_at',
      createdAt: 'created_at',
      updatedAt: 'updated_at',
    },
  },
  verification: {
    modelName: 'staff_verifications',
    fields: { expiresAt: 'expires_at', createdAt: 'created_at', updatedAt: 'updated_at' },
  },
} as const;

const SECOND_FACTOR_TABLES = {
  user: { fields: { twoFactorEnabled: 'two_factor_enabled' } },
  twoFactor: {
    fields: {
      backupCodes: 'backup_codes',
      userId: 'user_id',
      failedVerificationCount: 'failed_verification_count',
      lockedUntil: 'locked_until',
    },
  },
} as const;

async function createAuth(deps: Deps) {
  const [{ betterAuth }, { twoFactor }] = await Promise.all([
    import('better-auth'),
    import('better-auth/plugins/two-factor'),
  ]);
  return betterAuth({
    appName: 'Justicia Abierta',
    baseURL: deps.config.baseUrl,
    secret: signInSecret(deps),
    database: { db: deps.db.withPlugin(new DatesPlugin()), type: 'postgres' },
    telemetry: { enabled: false },
    // Its lines could hold what somebody typed; what matters is in our audit.
    logger: { disabled: true },
    emailAndPassword: { enabled: true, disableSignUp: true },
    // Ours counts per account and in the database.
    rateLimit: { enabled: false },
    ...TABLES,
    advanced: {
      cookiePrefix: COOKIE_PREFIX,
      useSecureCookies: deps.config.baseUrl.startsWith('https:'),
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', path: '/' },
      ipAddress: { disableIpTracking: true },
      database: { generateId: () => randomUUID(), validateSchema: false },
    },
    databaseHooks: {
      session: { create: { before: (session) => beforeSession(deps, session) } },
    },
    plugins: [
      twoFactor({
        twoFactorTable: 'staff_two_factor',
        twoFactorCookieMaxAge: 600,
        schema: SECOND_FACTOR_TABLES,
        backupCodeOptions: { customBackupCodesGenerate: () => Array.from({ length: 10 }, recoveryCode) },
      }),
    ],
  });
}

/**
 * Nowhere is it kept from where somebody signs in (the table refuses it too), and who was disabled gets
 * no session whatever else was right. Times are the program's clock's.
 */
async function beforeSession<S extends { userId: string }>(deps: Deps, session: S) {
  const user = await deps.db
    .selectFrom('staff_users')
    .select('disabled_at')
    .where('id', '=', session.userId)
    .executeTakeFirst();
  if (!user || user.disabled_at) return false;
  const now = deps.now();
  const at = {
    createdAt: dateOf(now),
    updatedAt: dateOf(now),
    expiresAt: dateOf(now.add({ hours: SESSION_HOURS })),
  };
  return { data: { ...session, ...at, ipAddress: null, userAgent: null } };
}

// Read off a screen or a crumpled paper: no capitals, and nothing that looks like something else.
const CODE_LETTERS = '23456789abcdefghjkmnpqrstuvwxyz';

/** Ten signs, 49 bits of chance, in two groups. */
function recoveryCode(): string {
  const signs = Array.from({ length: 10 }, () => CODE_LETTERS.charAt(randomInt(CODE_LETTERS.length)));
  return `${signs.slice(0, 5).join('')}-${signs.slice(5).join('')}`;
}

/** Our handle gives `Temporal.Instant`; the library knows `Date`. */
class DatesPlugin implements KyselyPlugin {
  transformQuery(args: PluginTransformQueryArgs): RootOperationNode {
    return args.node;
  }

  async transformResult(args: PluginTransformResultArgs): Promise<QueryResult<UnknownRow>> {
    return { ...args.result, rows: args.result.rows.map(withDates) };
  }
}

function withDates(row: UnknownRow): UnknownRow {
  return Object.fromEntries(
    Object.entries(row).map(([k, v]) => [k, v instanceof Temporal.Instant ? dateOf(v) : v]),
  );
}

function dateOf(instant: Temporal.Instant) {
  // oxlint-disable-next-line no-restricted-globals -- what the library asks for
  return new Date(instant.epochMilliseconds);
}
