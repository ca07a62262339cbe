/** What is published so that others can check certificates: keys, and the signed list of what no longer counts. */
import { jwkOf, type SigningKey, signText } from '../proof.ts';
import { spellCode } from '../rules/code.ts';
import type { Ended } from '../queries/certificates.ts';
import type { KeyRow } from '../queries/keys.ts';

export function keysJson(issuer: string, keys: readonly KeyRow[]) {
  return {
    format: 'justicia-abierta-certificate-keys',
    version: 1,
    issuer,
    keys: keys.map((key) => ({
      ...jwkOf(key.public_key),
      kid: key.id,
      use: 'sig',
      alg: 'EdDSA',
      from: key.created_at.toString(),
      until: key.retired_at?.toString() ?? null,
      state: key.void_at ? 'void' : key.retired_at ? 'retired' : 'active',
    })),
  };
}

/** What the signature of the list is over: its head and a line for each code. */
function signedText(issued: string, lines: readonly Entry[]): string {
  const rows = lines.map(({ code, state, date, reason }) => `${code} ${state} ${date} ${reason ?? '-'}\n`);
  return `justicia-abierta-revocations 1 ${issued}\n${rows.join('')}`;
}

interface Entry {
  code: string;
  state: string;
  /** UTC. */
  date: string;
  reason: string | null;
}

/** @param key undefined: before the first certificate, or under another vault key; then it is not signed */
export function revokedJson(ended: readonly Ended[], key: SigningKey | undefined, now: Temporal.Instant) {
  // To the minute: who asks twice in one gets the same bytes, and need not load them again.
  const issued = now.round({ smallestUnit: 'minute', roundingMode: 'floor' }).toString();
  const revoked = ended.map(({ code, state, at, reason }): Entry => ({
    code: spellCode(code),
    state,
    date: (at ?? now).toString().slice(0, 10),
    reason,
  }));
  return {
    format: 'justicia-abierta-revocations',
    version: 1,
    issued,
    revoked,
    key: key?.id ?? null,
    signature: key ? signText(signedText(issued, revoked), key) : null,
  };
}
