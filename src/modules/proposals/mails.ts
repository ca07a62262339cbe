/** The module's mails: found in the database and the vault at the moment of sending. */
import type { Read } from '../../platform/db/handles.ts';
import type { Deps } from '../../platform/deps.ts';
import { type Translate, translator } from '../../platform/i18n/translate.ts';
import { composeBody, type Paragraph, untrusted } from '../../platform/mail/body.ts';
import type { ComposedMail, MailSpec } from '../../platform/mail/mail.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { LEDGER, ownPath, proposalPath, PROPOSALS } from './addresses.ts';
import { markMailRefused } from './commands/forget.ts';
import { draftLinkMail } from './draft-mails.ts';
import { type DecisionRow, decisionsOf } from './queries/decisions.ts';
import { findProposal, listOfAddress, type ProposalRow } from './queries/own.ts';
import { type ReachedRow, reachedBy } from './queries/thresholds.ts';
import { isPublic, MOST_PER_ADDRESS } from './rules/proposal.ts';
import { linkToken, openAuthors, openText } from './sealed.ts';
import { confirmSupportMail } from './support-mails.ts';

interface Told {
  t: Translate;
  row: ProposalRow;
  title: string;
  baseUrl: string;
  own: Paragraph;
  /** The one that the mail is about; where it names none, the last one. */
  decision: DecisionRow | undefined;
  /** The number of supports that the mail is about. */
  step: ReachedRow | undefined;
  /** All of this address, with their links. */
  all: readonly { title: string; link: string }[];
}

interface Letter {
  subject: string;
  paragraphs: Paragraph[];
}

/** @returns undefined when nothing is left to say */
type Write = (told: Told) => Letter | undefined;

const quoted = (text: string): Paragraph[] => (text === '' ? [] : [{ untrusted: text }]);

const confirmAddress: Write = ({ t, row, title, own }) =>
  row.state === 'unconfirmed'
    ? {
        subject: t('proposals.mail.confirm.subject'),
        paragraphs: [t('proposals.mail.confirm.text', { title }), own, t('proposals.mail.not_you')],
      }
    : undefined;

const received: Write = ({ t, row, title, own, baseUrl }) =>
  row.number === null || row.state === 'withdrawn'
    ? undefined
    : {
        subject: t('proposals.mail.received.subject', { number: row.number }),
        paragraphs: [
          t('proposals.mail.received.text', { title, number: row.number }),
          ...(isPublic(row.state)
            ? [
                t('proposals.mail.received.public'),
                { link: baseUrl + proposalPath(row.number), label: t('proposals.own.see_public') },
              ]
            : []),
          t('proposals.mail.keep_link'),
          own,
        ],
      };

const links: Write = ({ t, all }) => ({
  subject: t('proposals.mail.links.subject'),
  paragraphs: [
    t('proposals.mail.links.text', { count: all.length }),
    ...all.map((one): Paragraph => ({ link: one.link, label: one.title })),
    t('proposals.mail.links.not_you'),
  ],
});

const decided: Write = ({ t, row, title, own, decision, baseUrl }) => {
  const { number } = row;
  if (!decision || decision.decision === 'keep' || number === null) return undefined;
  const subject = t('proposals.mail.decided.subject', { number });
  const isShown = decision.decision === 'publish';
  // Decided otherwise since: the mail about that one tells it.
  if (isShown !== isPublic(row.state)) return undefined;
  if (isShown)
    return {
      subject,
      paragraphs: [
        t('proposals.mail.decided.publish', { title, number }),
        { link: baseUrl + proposalPath(number), label: t('proposals.own.see_public') },
        ...quoted(decision.note),
        own,
      ],
    };
  return {
    subject,
    paragraphs: [
      t(`proposals.mail.decided.${decision.decision}`, { title, number }),
      ...(decision.reason ? [t(`proposals.reason.${decision.reason}`)] : []),
      ...quoted(decision.note),
      t('proposals.mail.decided.appeal'),
      own,
      { link: baseUrl + LEDGER, label: t('proposals.ledger.title') },
    ],
  };
};

const appealDismissed: Write = ({ t, row, title, own, decision }) =>
  row.number === null || decision?.appeal !== 'dismissed'
    ? undefined
    : {
        subject: t('proposals.mail.decided.subject', { number: row.number }),
        paragraphs: [
          t('proposals.mail.appeal_dismissed', { title }),
          ...quoted(decision.appeal_answer ?? ''),
          own,
        ],
      };

/** Nothing where it has fewer again by now. */
const reachedStep: Write = ({ t, row, title, own, step, baseUrl }) =>
  row.number === null || !isPublic(row.state) || !step || step.lost_at !== null
    ? undefined
    : {
        subject: t('proposals.mail.step.subject', { number: row.number, count: step.at_count }),
        paragraphs: [
          t('proposals.mail.step.text', { title, count: step.at_count }),
          { untrusted: step.what },
          { link: baseUrl + proposalPath(row.number), label: t('proposals.own.see_public') },
          own,
        ],
      };

const LETTERS: readonly { kind: string; summary: string; write: Write }[] = [
  {
    kind: 'proposals.confirm_address',
    summary: 'Asks who proposed something to confirm the address.',
    write: confirmAddress,
  },
  {
    kind: 'proposals.received',
    summary: 'The number of a proposal and its secret link.',
    write: received,
  },
  {
    kind: 'proposals.links',
    summary: 'All secret links of an address, when asked for or sent again.',
    write: links,
  },
  {
    kind: 'proposals.decided',
    summary: 'Whether a proposal is shown, by which reason not, and how to appeal.',
    write: decided,
  },
  {
    kind: 'proposals.appeal_dismissed',
    summary: 'What somebody else answered to an appeal.',
    write: appealDismissed,
  },
  {
    kind: 'proposals.threshold',
    summary: 'That a proposal has so many supports, and what follows.',
    write: reachedStep,
  },
];

export function proposalMails(deps: Deps): MailSpec[] {
  const letters = LETTERS.map(({ kind, summary, write }) => ({
    kind,
    summary,
    compose: (id: string, data: Record<string, unknown>, db: Read) => compose(deps, db, { id, data, write }),
    onRefused: (id: string) => markMailRefused(deps.db, id, deps.now()),
  }));
  return [...letters, confirmSupportMail(deps), draftLinkMail(deps)];
}

/** @returns undefined when nobody is left to tell (withdrawn, no address), or nothing is left to say */
async function compose(
  deps: Deps,
  db: Read,
  { id, data, write }: { id: string; data: Record<string, unknown>; write: Write },
): Promise<ComposedMail | undefined> {
  const row = await findProposal(db, id);
  const authors = row && openAuthors(deps.vault, id, row.sealed_authors);
  if (!row || !authors?.email) return undefined;
  const t = translator(row.lang);
  const { baseUrl } = deps.config;
  const linkOf = (one: { id: string; link_version: number }) => baseUrl + ownPath(linkToken(deps.vault, one));
  const titleOf = (one: ProposalRow) => untrusted(openText(deps.vault, one)?.title ?? '', 160);
  const all = row.address_hash ? await listOfAddress(db, row.address_hash, MOST_PER_ADDRESS) : [];
  const decisions = await decisionsOf(db, id);
  const reached = 'at' in data ? await reachedBy(db, id) : [];
  const letter = write({
    t,
    row,
    title: titleOf(row),
    baseUrl,
    own: { link: linkOf(row), label: t('proposals.mail.see_own') },
    decision: 'decision' in data ? decisions.find((one) => one.id === data['decision']) : decisions[0],
    step: reached.find(({ at_count: at }) => at === data['at']),
    all: all.map((one) => ({ title: titleOf(one), link: linkOf(one) })),
  });
  if (!letter) return undefined;
  const { name: organization } = await readOrganisation(db);
  const body = composeBody({
    lang: row.lang,
    greeting: t('proposals.mail.greeting'),
    paragraphs: letter.paragraphs,
    footer: [
      t('proposals.mail.footer', { organization: untrusted(organization, 120) }),
      { link: baseUrl + PROPOSALS, label: t('proposals.title') },
    ],
  });
  return { to: { address: authors.email }, lang: row.lang, subject: letter.subject, ...body };
}
