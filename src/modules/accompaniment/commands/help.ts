/** Who helps with a proposal, and what they see that would make it stronger. */
import type { Trx } from '../../../platform/db/handles.ts';
import { type Checks, saysMore } from '../rules/checklist.ts';
import { openChecks, sealChecks } from '../sealed.ts';
import {
  authorsActed,
  type Context,
  hasUnread,
  noteAct,
  openHelp,
  refused,
  type Result,
  tellAuthors,
} from './context.ts';

/** Its authors want help. Pressed twice it is asked once. */
export async function askForHelp(trx: Trx, c: Context, id: string): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  if (!opened) return refused('not_now');
  const { help } = opened;
  if (help.asked_at !== null && help.closed_at === null) return { ok: true };
  await trx.updateTable('accompaniments').set({ asked_at: c.now }).where('proposal_id', '=', id).execute();
  await authorsActed(trx, c, help, true);
  await noteAct(trx, c, id, 'ask');
  return { ok: true };
}

export interface Assignment {
  /** Id of the staff; null: somebody else may take it. */
  adviser: string | null;
  /** As when the page was drawn; 0: nobody had begun. */
  version: number;
}

/** Two who take it at once: the second is told. */
export async function assign(trx: Trx, c: Context, id: string, a: Assignment): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  if (!opened) return refused('not_now');
  const { help } = opened;
  if (help.adviser === a.adviser && help.closed_at === null) return { ok: true };
  if (help.version !== Math.max(a.version, 1)) return refused('changed');
  await trx
    .updateTable('accompaniments')
    .set({
      adviser: a.adviser,
      adviser_told_at: null,
      closed_at: null,
      version: help.version + 1,
      updated_at: c.now,
    })
    .where('proposal_id', '=', id)
    .execute();
  await noteAct(trx, c, id, a.adviser === null ? 'release' : 'assign');
  return { ok: true };
}

/** Nothing is left to do; whatever its authors write opens it again. */
export async function closeHelp(trx: Trx, c: Context, id: string): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  if (!opened) return refused('not_now');
  if (opened.help.closed_at !== null) return { ok: true };
  // It would stand in no list, and its authors would wait for ever.
  if (await hasUnread(trx, id)) return refused('unread');
  await trx
    .updateTable('accompaniments')
    .set({ closed_at: c.now, waiting_since: null, version: opened.help.version + 1, updated_at: c.now })
    .where('proposal_id', '=', id)
    .execute();
  await noteAct(trx, c, id, 'close');
  return { ok: true };
}

/** @param version as when the form was drawn */
export async function saveChecks(
  trx: Trx,
  c: Context,
  id: string,
  { checks, version }: { checks: Checks; version: number },
): Promise<Result> {
  const opened = await openHelp(trx, c, id);
  if (!opened) return refused('not_now');
  const { help } = opened;
  if (help.version !== Math.max(version, 1)) return refused('changed');
  const before = openChecks(c.vault, id, help.sealed_checks);
  await trx
    .updateTable('accompaniments')
    .set({ sealed_checks: sealChecks(c.vault, id, checks), version: help.version + 1, updated_at: c.now })
    .where('proposal_id', '=', id)
    .execute();
  if (saysMore(before, checks)) await tellAuthors(trx, c, help);
  await noteAct(trx, c, id, 'check');
  return { ok: true };
}
