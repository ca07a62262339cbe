/** What a module tells about its records that can cite sources, in its manifest (`adds.cited`). */
import type { VNode } from 'preact';
import type { Actor, PolicyName } from '../access/access.ts';
import type { Read, Trx } from '../db/handles.ts';
import type { Act } from '../db/outcome.ts';
import type { Deps } from '../deps.ts';
import type { Answer, Ctx } from '../http/route.ts';
import type { MessageKey, Translate } from '../i18n/translate.ts';
import type { Outcome } from './outcome.ts';

/** A field of a record that a source can say something about. */
export interface CitedField {
  /** Stable name, as kept with the citation. */
  name: string;
  label: string;
}

export interface CitedTarget {
  title: string;
  href: string;
  /** Its page is there for whoever has the address; no page that search engines read names it. */
  unlisted?: true | undefined;
}

export interface CitedRecords {
  /** Kind of record, as in `links.ts`. */
  kind: string;
  /** What one of them is called. */
  label: MessageKey;
  /** Who may cite on it; they see the record in the back office too. */
  policy: PolicyName;
  /** What the policy can't tell: whether this person may change what this very record shows. Absent: they may. */
  may?: (db: Read, actor: Actor, id: string) => Promise<boolean>;
  fields: (t: Translate) => readonly CitedField[];
  /** Title and public path of those of these ids that everybody may see now. One query. */
  find: (db: Read, ids: readonly string[]) => Promise<Map<string, CitedTarget>>;
  /**
   * Records of this kind that rest on these sources in a way of their own, without a citation: of each source at most
   * `most`, each once. One query, whatever there is. Which of them everybody may see, `find` says.
   */
  resting?: (
    db: Read,
    sourceIds: readonly string[],
    most: number,
  ) => Promise<readonly { source_id: string; record_id: string }[]>;
  /** What its module locks and looks at before the citations of a record are changed from elsewhere. */
  lock?: (trx: Trx, id: string) => Promise<void>;
  /**
   * What else of the record follows from what it cites, written anew. Whoever changes its citations without going
   * through a command of the module calls it, in the same transaction; what it refuses is rolled back.
   */
  changed?: (trx: Trx, act: Act, id: string) => Promise<Outcome>;
  /** Its history tells what is not shown any more: whoever takes a source away is asked why. */
  tellsWhy?: true;
  /**
   * Puts the pages of the record around the page where it is cited. Absent: a page of its own.
   * @returns undefined when there is no such record
   */
  frame?: (
    deps: Deps,
    ctx: Ctx,
    id: string,
    page: { title: string; lead: string | undefined; body: VNode; status: number },
  ) => Promise<Answer | undefined>;
}
