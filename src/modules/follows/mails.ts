/** What those who follow something are written: whether they want it, and what happened. */
import type { Deps } from '../../platform/deps.ts';
import type { Read } from '../../platform/db/handles.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { dayOf, newsOf } from '../../platform/news.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { ownFollowPath } from './addresses.ts';
import { forgetRefused } from './commands/follow.ts';
import { tellAgain } from './commands/tell.ts';
import { findFollow, type FollowRow } from './queries/follows.ts';
import { MOST_TOLD, newsBetween } from './rules/news.ts';
import { followToken, openFollower } from './sealed.ts';
import { type Followed, shownTargets } from './targets.ts';

export function followMails(deps: Deps): MailSpec[] {
  const onRefused = (id: string) => forgetRefused(deps.db, id);
  return [
    {
      kind: 'follows.confirm',
      summary: 'Asks who wants to follow something to confirm it.',
      compose: (id, _data, db) => confirmMail(deps, db, id),
      onRefused,
    },
    {
      kind: 'follows.news',
      summary: 'Tells who follows something what happened, once a day at most.',
      compose: (id, data, db) => newsMail(deps, db, id, data),
      onRefused,
    },
  ];
}

interface Reader {
  row: FollowRow;
  address: string;
  about: Followed;
  /** Address of the page with both buttons. */
  own: string;
}

/** Undefined when they have left, or it is not to be read any more. */
async function readerOf({ vault, config }: Deps, db: Read, id: string): Promise<Reader | undefined> {
  const row = await findFollow(db, id);
  const address = row && openFollower(vault, id, row.sealed);
  const about = row && (await shownTargets(db, row.kind, [row.record_id])).get(row.record_id);
  if (!row || address === undefined || !about) return undefined;
  return { row, address, about, own: config.baseUrl + ownFollowPath(followToken(vault, id)) };
}

async function confirmMail(deps: Deps, db: Read, id: string): Promise<ComposedMail | undefined> {
  const reader = await readerOf(deps, db, id);
  if (!reader || reader.row.state !== 'unconfirmed') return undefined;
  const { row, address, about, own } = reader;
  const t = translator(row.lang);
  const { name } = await readOrganisation(db);
  const body = composeBody({
    lang: row.lang,
    greeting: t('follows.mail.greeting'),
    paragraphs: [
      t('follows.mail.confirm.text', { title: untrusted(about.title, 160), number: about.number }),
      { link: own, label: t('follows.mail.confirm.link') },
      t('follows.mail.confirm.not_you'),
    ],
    footer: [
      t('follows.mail.confirm.footer', { organization: untrusted(name, 120) }),
      { link: deps.config.baseUrl + about.path, label: t('follows.see') },
    ],
  });
  const subject = t('follows.mail.confirm.subject', { number: about.number });
  return { to: { address }, lang: row.lang, subject, ...body };
}

const instantIn = (value: unknown): Temporal.Instant | undefined =>
  typeof value === 'string' ? Temporal.Instant.from(value) : undefined;

/** In the words of this moment: what is no longer to be read is not told any more. */
async function newsMail(
  deps: Deps,
  db: Read,
  id: string,
  data: Record<string, unknown>,
): Promise<ComposedMail | undefined> {
  const [since, until] = [instantIn(data['since']), instantIn(data['until'])];
  if (!since || !until) return undefined;
  const reader = await readerOf(deps, db, id);
  // Hidden since it was promised: told once it is shown again.
  if (!reader) await tellAgain(deps.db, { id, since, until });
  if (!reader || reader.row.state !== 'confirmed') return undefined;
  const { row, address, about, own } = reader;
  const t = translator(row.lang);
  const { name, timeZone } = await readOrganisation(db);
  const told = await newsOf({ db: deps.db, additions: deps.additions }, row.kind, [row.record_id], {
    now: until,
    since,
  });
  const items = newsBetween(told.get(row.record_id) ?? [], { since, until });
  if (items.length === 0) return undefined;
  const lines = items.slice(-MOST_TOLD).map((item) => {
    const { title, text } = item.say(t, row.lang);
    const day = plainDate(dayOf(item, timeZone), row.lang);
    return untrusted([`${day}: ${title}`, text].filter(Boolean).join('. '), 400);
  });
  const more = items.length - lines.length;
  const link = deps.config.baseUrl + about.path;
  const paragraphs: Paragraph[] = [
    t('follows.mail.news.text', { title: untrusted(about.title, 160), number: about.number }),
    { list: lines },
    ...(more > 0 ? [t('follows.mail.news.more', { count: more })] : []),
    { link, label: t('follows.see') },
  ];
  const body = composeBody({
    lang: row.lang,
    greeting: t('follows.mail.greeting'),
    paragraphs,
    footer: [
      t('follows.mail.news.footer', { organization: untrusted(name, 120) }),
      { link: own, label: t('follows.mail.news.leave') },
    ],
  });
  const subject = t('follows.mail.news.subject', { number: about.number, title: untrusted(about.title, 80) });
  return { to: { address }, lang: row.lang, subject, ...body, headers: leavingBy(own) };
}

/** One click of the mail program (RFC 8058), and that nobody's holiday reply need answer. */
const leavingBy = (own: string): Record<string, string> => ({
  'List-Unsubscribe': `<${own}>`,
  'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  Precedence: 'bulk',
});
