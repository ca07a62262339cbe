/** A change of people that the public sees: history and search, in the transaction of the change. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Act } from '../../../platform/db/outcome.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { PERSON } from '../kinds.ts';
import { personContents } from '../queries/person-content.ts';

const AT_ONCE = 200;

/**
 * Writes a version of each of these records. Of drafts there are none: call it for what was published before the
 * change or is published after it.
 * @param action code of what happened, as in `ui.version.action.*`
 */
export async function recordPeople(
  trx: Trx,
  act: Act,
  ids: readonly string[],
  action: string,
): Promise<void> {
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const part = ids.slice(from, from + AT_ONCE);
    const contents = await personContents(trx, part);
    await recordHistory(
      trx,
      ...part.map((id) => ({
        actor: act.actor,
        record: { kind: PERSON, id },
        action,
        reason: act.reason || undefined,
        source: act.source,
        content: contents.get(id) ?? {},
      })),
    );
    await touchSearch(trx, ...part.map((id) => ({ kind: PERSON, id })));
  }
}
