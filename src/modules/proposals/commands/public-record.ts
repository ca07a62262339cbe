/** A proposal as everybody reads it: its text goes into the open and back, each time with a version, audit and search. */
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { recordHistory } from '../../../platform/history/history.ts';
import { touchSearch } from '../../../platform/search/touch.ts';
import { stemsOfText } from '../queries/similar.ts';
import { type ProposalText, sealText } from '../sealed.ts';
import type { ProposalsTable } from '../tables.ts';
import type { Context } from './context.ts';

export const PROPOSAL = 'proposal';

/** A version in which there is nothing to read. */
export const NOTHING_SAID: ProposalText = { title: '', problem: '', affected: '', summary: '' };

/** Columns of a text that everybody may read. */
export async function inTheOpen(trx: Trx, text: ProposalText) {
  return { ...text, sealed_text: null, stems: await stemsOfText(trx, text) };
}

/** Columns of a text that they may not. */
export const sealedAway = (c: Pick<Context, 'vault'>, id: string, text: ProposalText) => ({
  title: null,
  problem: null,
  affected: null,
  summary: null,
  sealed_text: sealText(c.vault, id, text),
  stems: null,
});

interface Shown extends Pick<ProposalsTable, 'category' | 'department' | 'from_event'> {
  id: string;
}

interface Said {
  action: string;
  reason?: string | undefined;
  /** How many supported it before the text became this one. */
  supports?: number;
  /** What stands below the text. */
  amendments?: string;
}

/** A version for everybody. Names are in none: whoever withdraws theirs need not be looked for in the past. */
export async function recordVersion(
  trx: Trx,
  { actor }: Context,
  { id, category, department, from_event }: Shown,
  text: ProposalText,
  said: Said,
): Promise<void> {
  const { action, reason, ...more } = said;
  const record = { kind: PROPOSAL, id };
  await recordHistory(trx, {
    actor,
    record,
    action,
    reason,
    content: { ...text, category, department, from_event, ...more },
  });
  await touchSearch(trx, record);
}

/** What was done, for the organisation: ids and codes only. */
export async function noteAct(
  trx: Trx,
  { actor }: Context,
  id: string,
  action: string,
  detail?: Record<string, string | number>,
): Promise<void> {
  await audit(trx, {
    actor,
    action: `proposals.${action}`,
    subject: { kind: PROPOSAL, id },
    ...(detail && { detail }),
  });
}
