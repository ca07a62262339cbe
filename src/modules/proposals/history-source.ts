/** The public past of a proposal. Who it is from stands in no version. */
import type { HistoryField, HistorySource } from '../../platform/history/source.ts';
import { publicSpans } from '../../platform/history/spans.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { isUuid } from '../../platform/uuid.ts';
import { officeProposalPath, proposalPath, PROPOSALS } from './addresses.ts';
import { PROPOSAL } from './commands/public-record.ts';
import { categoryWords, departmentWords } from './pages/words.ts';
import { findProposal } from './queries/own.ts';
import { isPublic } from './rules/proposal.ts';

const TURNS = { shows: ['published'], hides: ['hidden', 'withdrawn'] };

export const PROPOSAL_HISTORY: HistorySource = {
  kind: PROPOSAL,
  word: 'propuesta',
  label: 'proposals.one',
  readDrafts: 'proposals.moderate',
  find: async (db, id, { drafts, t }) => {
    const row = isUuid(id) ? await findProposal(db, id) : undefined;
    if (!row || row.number === null) return undefined;
    if (row.state === 'withdrawn') return 'gone';
    const seen = isPublic(row.state);
    if (!seen && !drafts) return undefined;
    return {
      title: row.title ?? t('proposals.number', { number: row.number }),
      href: seen ? proposalPath(row.number) : undefined,
      officeHref: officeProposalPath(row.number),
      within: { title: t('proposals.title'), href: PROPOSALS },
      lang: row.lang,
      spans: drafts ? undefined : await publicSpans(db, { kind: PROPOSAL, id }, TURNS),
    };
  },
  fields,
};

const textOf = (value: unknown): string => (typeof value === 'string' ? value : '');

function fields(content: Record<string, unknown>, t: Translate): HistoryField[] {
  if (Object.keys(content).length === 0) return [];
  const said = (['title', 'problem', 'affected', 'summary'] as const).map((name) => ({
    name,
    label: t(`proposals.history.${name}`),
    text: textOf(content[name]),
  }));
  const { supports, amendments } = content;
  return [
    ...said,
    ...(typeof amendments === 'string'
      ? [{ name: 'amendments', label: t('proposals.history.amendments'), text: amendments }]
      : []),
    ...(typeof supports === 'number'
      ? [
          {
            name: 'supports',
            label: t('proposals.history.supports'),
            text: t('proposals.history.supports_before', { count: supports }),
          },
        ]
      : []),
    {
      name: 'category',
      label: t('proposals.history.category'),
      text: categoryWords(t, textOf(content['category'])),
    },
    {
      name: 'department',
      label: t('proposals.history.department'),
      text: departmentWords(t, textOf(content['department'])),
    },
  ];
}
