/**
 * A promised mail is a row in `mails`, written in the transaction of the change it tells of.
 * The row says which kind and about which subject (ids only); the words and the address are
 * put together at the moment of sending, from the vault, so that the queue names nobody.
 */
import type { Lang } from '../i18n/translate.ts';
import type { Read } from '../db/handles.ts';

export interface MailSpec {
  /** `{module}.{what}`, e.g. `events.confirm_address`. */
  kind: string;
  summary: string;
  /**
   * Writes the mail, or `undefined` when there is nobody left to tell (the person was removed).
   * @param data the ids and plain facts stored with the promise
   */
  compose: (subjectId: string, data: Record<string, unknown>, db: Read) => Promise<ComposedMail | undefined>;
  /** Told when the address refused for good, to mark it on the person. Never gets the refusal's text. */
  onRefused?: (subjectId: string) => Promise<void>;
}

export interface ComposedMail {
  to: { name?: string; address: string };
  lang: Lang;
  subject: string;
  /** Plain text is the mail; HTML is the same content, made from already escaped nodes. */
  text: string;
  html?: string;
  /** A calendar entry goes along as `text/calendar; method=…`. */
  calendar?: { method: 'REQUEST' | 'PUBLISH' | 'CANCEL'; ics: string };
  headers?: Record<string, string>;
  /** Where answers go, when not to the organisation's contact. */
  replyTo?: string;
}
