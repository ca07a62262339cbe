/** What a module tells about the versions of its public records, in its manifest. */
import type { Actor, PolicyName } from '../access/access.ts';
import type { Read } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import type { Lang, MessageKey, Translate } from '../i18n/translate.ts';
import type { PublicSpan } from './spans.ts';

/** One field of a version, in words, in the order in which the record's page shows them. */
export interface HistoryField {
  /** Stable name, by which the same field of two versions is compared. */
  name: string;
  /** As in the middle of a sentence: `título`. */
  label: string;
  /** Plain text; empty: the version says nothing there. */
  text: string;
}

/**
 * What a version changed in something that it does not say as a whole, with both sides: one row among thousands. It is
 * shown with the version in which it is, whatever that is compared with.
 */
export interface HistoryChange {
  name: string;
  /** What changed, as a heading. */
  label: string;
  /** What sort of thing it is, as in the middle of a sentence: for the list of versions. */
  short: string;
  /** Plain text; empty: there was nothing, or there is nothing any more. */
  before: string;
  after: string;
}

/** A record as it stands. */
export interface HistorySubject {
  title: string;
  /** Path of its own page; left out when it has none: a room, a question, what was removed. */
  href?: string | undefined;
  /** Where it is edited. */
  officeHref?: string | undefined;
  /** What it is a part of, one step up in the trail of the page: the edition of a session. */
  within?: { title: string; href: string; officeHref?: string | undefined } | undefined;
  /** While everybody could see it; left out: from its first version on. See `publicSpans`. */
  spans?: readonly PublicSpan[] | undefined;
  /** Taken out of what it was a part of; what it said while it stood there stays readable. */
  removed?: boolean | undefined;
  /** IANA name of the zone whose clock its times are told by; left out: the organisation's. */
  zone?: string | undefined;
  /** Of its texts, where they are not in the page's language. */
  lang?: string | undefined;
}

export interface HistorySource {
  /** Kind of record, as written by `recordHistory`. */
  kind: string;
  /** Its word in the address of the page: `/historial/{word}/{id}`. */
  word: string;
  /** What one of them is called. */
  label: MessageKey;
  /** Who may see versions of drafts in the back office. */
  readDrafts: PolicyName;
  /**
   * The record as it stands. Undefined: there is none, or the public may not see it and `drafts` is not asked for.
   * `gone`: it was taken back, and nothing of it may be read any more; the address says so.
   * Ids come from addresses: one that can't be an id is not found, never an error.
   */
  find: (
    db: Read,
    id: string,
    options: { drafts: boolean; t: Translate; deps: Deps },
  ) => Promise<HistorySubject | 'gone' | undefined>;
  /**
   * What a stored version said. Versions are kept for ever: old shapes must be read too. A field that a version
   * doesn't speak of is left out, and is then not compared; one that it says is empty has the text ''.
   * @param zone of the subject, else of the organisation
   */
  fields: (content: Record<string, unknown>, t: Translate, lang: Lang, zone: string) => HistoryField[];
  /** Beside its fields. Absent: its versions say all they tell of in their fields. */
  changes?: (content: Record<string, unknown>, t: Translate, lang: Lang) => HistoryChange[];
  /** Puts back what a version said, as a new version. Absent: it cannot be done. */
  restore?: {
    policy: PolicyName;
    /** What to know before it is pressed. */
    note?: MessageKey;
    /**
     * Opens its own transaction, goes through the record's own command with `reason` and `restoring` in the act,
     * and under the record's lock asks `isLatestVersion(trx, record, act.basedOn)`.
     * @returns undefined when done; `changed` when somebody wrote a newer version; else why not, in words for the person
     */
    run: (
      deps: Deps,
      act: RestoreAct,
      what: { id: string; content: Record<string, unknown> },
    ) => Promise<Restored>;
  };
}

export interface RestoreAct {
  actor: Actor;
  now: Temporal.Instant;
  t: Translate;
  /** Why, in words for the public. */
  reason: string;
  /** Id of the newest version when the form was drawn. */
  basedOn: number;
}

export type Restored =
  | { ok: true }
  | { ok: false; refused: 'changed' | 'not_found' }
  | { ok: false; why: string };
