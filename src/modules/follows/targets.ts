/** What can be followed. Proposals for now; whatever tells its news (`adds.news`) can be put beside them. */
import type { Read } from '../../platform/db/handles.ts';
import type { MessageKey } from '../../platform/i18n/translate.ts';
import { listShownByIds, PROPOSAL, proposalPath } from '../proposals/index.ts';

export interface Followed {
  title: string;
  /** Path of its page. */
  path: string;
  /** What it is called beside its title: “Propuesta n.º 12”. */
  number: number;
}

interface Target {
  kind: string;
  label: MessageKey;
  /** Those of these ids that everybody may read now. One query. */
  shown: (db: Read, ids: readonly string[]) => Promise<Map<string, Followed>>;
}

const TARGETS: readonly Target[] = [
  {
    kind: PROPOSAL,
    label: 'proposals.one',
    shown: async (db, ids) =>
      new Map(
        (await listShownByIds(db, ids)).map(({ id, title, number }) => [
          id,
          { title, number, path: proposalPath(number) },
        ]),
      ),
  },
];

/** Those of these records that everybody may read now, by id. */
export async function shownTargets(
  db: Read,
  kind: string,
  ids: readonly string[],
): Promise<Map<string, Followed>> {
  const target = TARGETS.find((one) => one.kind === kind);
  return target && ids.length > 0 ? target.shown(db, ids) : new Map();
}

export const FOLLOWED_KINDS = TARGETS.map(({ kind }) => kind);
