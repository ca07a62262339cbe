/** What a module tells about the versions of its public records, in its manifest. */
import type { Actor, PolicyName } from '../access/access.ts';
import type { Read } from '../db/handles.ts';
import type { Deps } from '../deps.ts';
import type { Lang, MessageKey, Translate } from '../i18n/translate.ts';

/** One field of a version, in words, in the order in which the record's page shows them. */
export interface HistoryField {
  /** Stable name, by which the same field of two versions is compared. */
  name: string;
  label: string;
  text: string;
}

export interface HistorySource {
  /** Kind of record, as written by `recordHistory`. */
  kind: string;
  /** Its word in the address of the page: `/historial/{word}/{id}`. */
  word: string;
  /** What one of them is called. */
  label: MessageKey;
  /** The record as it stands; undefined when the public may not see it, unless `drafts`. */
  find: (
    db: Read,
    id: string,
    options: { drafts: boolean },
  ) => Promise<{ title: string; href: string; officeHref?: string } | undefined>;
  /** What a stored version said. Versions are kept for ever: old shapes must be read too. */
  fields: (content: Record<string, unknown>, t: Translate, lang: Lang) => HistoryField[];
  /** Puts back what a version said, as a new version. Absent: it cannot be done. */
  restore?: {
    policy: PolicyName;
    /** @returns undefined when done, or the reason why not, in words for the person */
    run: (
      deps: Deps,
      act: { actor: Actor; now: Temporal.Instant; t: Translate },
      id: string,
      content: Record<string, unknown>,
      reason: string,
    ) => Promise<string | undefined>;
  };
}
