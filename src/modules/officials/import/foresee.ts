/** What reading a list in would do with each of its people, found by doing it and taking it back. */
import type { Actor } from '../../../platform/access/access.ts';
import type { Deps } from '../../../platform/deps.ts';
import { write } from './person-import.ts';
import { MOST_TOLD, planOfStaged, type Staged, type StagedPeople } from './staged.ts';

/** Of more, doing it takes longer than anybody waits for a page: said when it is done. */
const MOST_ROWS = 5000;

/** @returns the list with what would come of it: as things stand now, with all its rows */
export async function foresee(
  deps: Pick<Deps, 'db' | 'now'>,
  actor: Actor,
  staged: Staged,
  file: { name: string; sha256: Buffer; publisher: string },
): Promise<Staged> {
  if (staged.kind !== 'person' || staged.rows.length === 0 || staged.rows.length > MOST_ROWS) return staged;
  const { plan, rows } = planOfStaged(staged, new Set());
  const outcomes: StagedPeople['outcomes'] = [];
  const told = [...staged.told];
  const list = { plan, file: { ...file, readAs: staged.readAs }, rows: () => rows };
  const options = { dryRun: true, draft: true, publisher: file.publisher };
  const { queued } = await write(deps, actor, list, options, (event) => {
    if (event.what === 'created' || event.what === 'changed' || event.what === 'left')
      outcomes.push(event.what);
    // Of the rows themselves all was told when they were read.
    if (event.what === 'warning' && told.length < MOST_TOLD) told.push(event);
  });
  return { ...staged, outcomes, queued, told };
}
