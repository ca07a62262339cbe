/** Everything that is kept of a proposal, for those who made it: one file, behind their secret link. */
import { keptBeside } from '../../../platform/additions.ts';
import type { Deps } from '../../../platform/deps.ts';
import { json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { hintOfAddress } from '../../../platform/vault/address.ts';
import { PROPOSALS } from '../addresses.ts';
import { PROPOSAL } from '../commands/public-record.ts';
import { appealWordsOf } from '../queries/appeals.ts';
import { decisionsOf } from '../queries/decisions.ts';
import { filesOf } from '../queries/files.ts';
import { type Authors, openAppeal, openAuthors, openText } from '../sealed.ts';
import type { Origin } from '../tables.ts';
import { findOwn } from './own.ts';

export function ownDataRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', `${PROPOSALS}/propia/:token/datos.json`, 'Everything kept of one’s own proposal.', show),
  ];
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { row } = await findOwn(deps, ctx);
  const [decisions, files, appeals] = await Promise.all([
    decisionsOf(deps.db, row.id),
    filesOf(deps.db, deps.vault, row.id),
    appealWordsOf(deps.db, row.id),
  ]);
  const at = (instant: Temporal.Instant | null) => (instant === null ? null : String(instant));
  const words = new Map(
    appeals.map(({ decision_id: id, sealed_words: sealed }) => [id, openAppeal(deps.vault, id, sealed)]),
  );
  const authors = openAuthors(deps.vault, row.id, row.sealed_authors);
  const open = appeals.find(({ decided_at: when }) => when === null);
  const kept = {
    number: row.number,
    state: row.state,
    origin: row.origin,
    text: openText(deps.vault, row) ?? null,
    authors: authors ? inReach(authors, row.origin) : null,
    author_kind: row.author_kind,
    visibility: row.visibility,
    category: row.category,
    department: row.department,
    from_event: row.from_event,
    event_id: row.event_id,
    language: row.lang,
    privacy_version: row.privacy_version,
    accepted_at: at(row.accepted_at),
    created_at: at(row.created_at),
    published_at: at(row.published_at),
    frozen_at: at(row.frozen_at),
    mail_refused_at: at(row.mail_refused_at),
    decisions: decisions.map(
      ({ id, decision, reason, note, at: when, appeal: state, appeal_answer: answer }) => ({
        decision,
        reason,
        note,
        at: String(when),
        appeal: state,
        // Empty when it is kept no longer.
        appeal_words: state === null ? null : (words.get(id) ?? ''),
        answer,
      }),
    ),
    open_appeal: open ? (words.get(open.decision_id) ?? '') : null,
    files: files.map(({ kind, words, format, size, state, reason }) => ({
      kind,
      words,
      format,
      size,
      state,
      reason,
    })),
    ...(await keptBeside(deps, PROPOSAL, row.id)),
  };
  return json(kept, 200, { 'content-disposition': 'attachment; filename="propuesta.json"' });
}

/** Of what came in a meeting or on its sheet a whole team has the link: whose mailbox gets news is nothing for all of them. */
const inReach = (authors: Authors, origin: Origin): Authors =>
  origin !== 'web' && authors.email !== undefined
    ? { ...authors, email: hintOfAddress(authors.email) }
    : authors;
