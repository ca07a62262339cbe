/** The module's mails: found in the database and the vault at the moment of sending, written by `emails`. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { dayAndTime, sessionPath, zoneWords } from '../events/index.ts';
import { callPath, itemPath, ownPath } from './addresses.ts';
import { markMailRefused } from './commands/forget.ts';
import { dressLetter, LETTERS, type Told, type Writer } from './emails/letters.ts';
import { findCall } from './queries/calls.ts';
import { type ContributionRow, findContribution, listOfAddress } from './queries/contributions.ts';
import { callCloses, callWindow } from './rules/call.ts';
import { MOST_PER_ADDRESS } from './rules/contribution.ts';
import { linkToken, openAuthor, openText, openWords } from './sealed.ts';

export function contributionMails(deps: Deps): MailSpec[] {
  return LETTERS.map(({ kind, summary, write }) => ({
    kind,
    summary,
    compose: (id, _data, db) => writeToAuthor(deps, db, id, write),
    onRefused: (id) => markMailRefused(deps.db, id, deps.now()),
  }));
}

/** @returns undefined when nobody is left to tell (withdrawn, purged), or nothing is left to say */
async function writeToAuthor(
  deps: Deps,
  db: Read,
  id: string,
  write: Writer,
): Promise<ComposedMail | undefined> {
  const row = await findContribution(db, id);
  const author = row && openAuthor(deps.vault, id, row.sealed_author);
  const text = row && openText(deps.vault, id, row.sealed_text);
  if (!row || !author || !text) return undefined;
  const { baseUrl } = deps.config;
  const t = translator(row.lang);
  const told: Told = {
    t,
    lang: row.lang,
    author,
    text,
    kind: row.kind,
    state: row.state,
    number: row.number,
    decision: row.decision,
    words: openWords(deps.vault, id, row.sealed_words),
    event: row.event_title,
    organization: (await readOrganisation(db)).name,
    until: await untilWords(deps, db, row),
    links: {
      own: baseUrl + ownPath(linkToken(deps.vault, row)),
      call: baseUrl + callPath(row.event_slug),
      session: row.session_slug ? baseUrl + sessionPath(row.event_slug, row.session_slug) : undefined,
      item: row.item_slug && !row.withdrawn_at ? baseUrl + itemPath(row.item_slug) : undefined,
    },
    all: await allOf(deps, db, row),
  };
  const letter = write(told);
  return letter && dressLetter(told, letter);
}

async function untilWords(deps: Deps, db: Read, row: ContributionRow): Promise<string | undefined> {
  const call = await findCall(db, row.event_id);
  if (callWindow(call, row, deps.now()) !== 'open') return undefined;
  const at = callCloses(call, row);
  const zone = zoneWords(translator(row.lang), row.timezone, at);
  return `${dayAndTime(at, row.timezone, row.lang).text}, ${zone}`;
}

async function allOf(deps: Deps, db: Read, row: ContributionRow): Promise<Told['all']> {
  if (!row.address_hash) return [];
  const rows = await listOfAddress(db, row.event_id, row.address_hash, MOST_PER_ADDRESS);
  return rows.flatMap((one) => {
    const text = openText(deps.vault, one.id, one.sealed_text);
    return text
      ? [{ title: text.title, link: deps.config.baseUrl + ownPath(linkToken(deps.vault, one)) }]
      : [];
  });
}
