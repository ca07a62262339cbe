/** The tables of the module, as TypeScript sees them. Only this module's commands write them. */
import type { Generated } from 'kysely';

type Instant = Temporal.Instant;

export const KINDS = ['attendance', 'speaker', 'organiser'] as const;
export type Kind = (typeof KINDS)[number];
export type CertificateState = 'valid' | 'revoked' | 'replaced';
/** Why one was revoked, as the public may read it. */
export const REASONS = ['mistake', 'wrong_data', 'requested', 'misuse'] as const;
export type Reason = (typeof REASONS)[number];
export type RunState = 'running' | 'stopped' | 'done';

/** For whom certificates of attendance are: at least so many sessions, or minutes; neither: whoever was there. */
export interface AttendanceRule {
  sessions?: number;
  minutes?: number;
}

export interface CertificateKeysTable {
  /** First four bytes of the SHA-256 of the public key, in hex. */
  id: string;
  public_key: Buffer;
  /** The private half, PKCS #8. */
  sealed: Buffer;
  created_at: Instant;
  retired_at: Instant | null;
  /** From then on nothing that it signed is to be believed. */
  void_at: Instant | null;
}

export interface CertificateTemplatesTable {
  event_id: string;
  kind: Kind;
  sealed: Buffer;
  version: Generated<number>;
  updated_at: Instant;
}

export interface CertificatePicturesTable {
  id: string;
  event_id: string;
  digest: Buffer;
  sealed: Buffer;
  created_at: Instant;
}

export interface CertificateDesignsTable {
  id: string;
  event_id: string;
  digest: Buffer;
  sealed: Buffer;
  created_at: Instant;
}

export interface CertificateRunsTable {
  id: string;
  event_id: string;
  kind: Kind;
  /** `issue` makes certificates, `tell` promises the mails of those that exist. */
  what: 'issue' | 'tell';
  rule: Generated<AttendanceRule>;
  /** With each certificate issued its mail is promised. */
  tell: Generated<boolean>;
  state: Generated<RunState>;
  /** Where the next step goes on. */
  cursor: string | null;
  /** How many it was about when it began. */
  total: Generated<number>;
  done: Generated<number>;
  /** Met on the way and left: had one already, or cannot be read. */
  passed: Generated<number>;
  started_at: Instant;
  updated_at: Instant;
}

export interface CertificatesTable {
  id: string;
  /** 80 random bits, as `rules/code.ts` spells them. */
  code: string;
  event_id: string | null;
  kind: Kind;
  registration_id: string | null;
  /** Whose it is within edition and kind: `r:{registration}`, `s:{speaker}`, or a keyed hash. Gone with the purge. */
  holder: string | null;
  design_id: string | null;
  /** `Facts` and their proof. Gone with the purge. */
  sealed: Buffer | null;
  state: Generated<CertificateState>;
  issued_at: Instant;
  /** When it was revoked or replaced. */
  ended_at: Instant | null;
  reason: Reason | null;
  replaced_by: string | null;
  /** When its mail was promised. */
  told_at: Instant | null;
}

declare module '../../platform/db/handles.ts' {
  interface Database {
    certificate_keys: CertificateKeysTable;
    certificate_templates: CertificateTemplatesTable;
    certificate_pictures: CertificatePicturesTable;
    certificate_designs: CertificateDesignsTable;
    certificate_runs: CertificateRunsTable;
    certificates: CertificatesTable;
  }
}
