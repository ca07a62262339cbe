/** On the page of a proposal: whom it was put to, and what became of it. On that of an institution: what it was asked. */
import type { NoteAddition } from '../../platform/additions.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { PROPOSALS } from '../proposals/index.ts';
import { answersPath, LEDGER } from './addresses.ts';
import { askedWords, standingWords } from './pages/words.ts';
import { answersTo, asksOf } from './queries/asks.ts';
import { type LedgerRow, ledgerOf } from './queries/ledger.ts';

export const ANSWER_NOTES: readonly NoteAddition[] = [
  {
    of: 'proposal',
    find: async ({ db }, { id, slug, t, lang, now }) => {
      const asks = await asksOf(db, id);
      if (asks.length === 0) return [];
      const [answers, { timeZone }] = await Promise.all([
        answersTo(
          db,
          asks.map((ask) => ask.id),
        ),
        readOrganisation(db),
      ]);
      const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
      return asks.map((ask) => ({
        order: 20,
        title: ask.institution,
        text: `${standingWords({ t, today }, ask, answers.get(ask.id) ?? []).text}. ${askedWords({ t, lang }, ask)}`,
        links: [{ href: answersPath(Number(slug)), label: t('answers.see') }],
      }));
    },
  },
  {
    of: 'institution',
    find: async ({ db }, { id, slug, t, now }) => {
      const { timeZone } = await readOrganisation(db);
      const row = await ledgerOf(db, now.toZonedDateTimeISO(timeZone).toPlainDate(), id);
      if (!row) return [];
      const query = new URLSearchParams({ institucion: slug ?? '' });
      return [
        {
          order: 40,
          title: t('answers.of_institution'),
          text: ledgerWords(t, row),
          links: [
            { href: `${PROPOSALS}?${query.toString()}`, label: t('answers.of_institution.proposals') },
            { href: LEDGER, label: t('answers.ledger.title') },
          ],
        },
      ];
    },
  },
];

/** “Preguntas: 5. Respondió a tiempo: 2. …”, what there is none of left out. */
function ledgerWords(t: Translate, row: LedgerRow): string {
  const names = ['asked', 'answered', 'answered_late', 'silent', 'waiting', 'undelivered'] as const;
  const more: Partial<Record<(typeof names)[number], string>> = {
    ...(row.days_late !== null && {
      answered_late: ` (${t('answers.ledger.answered_late_days', { days: row.days_late })})`,
    }),
    ...(row.days_silent !== null && {
      silent: ` (${t('answers.ledger.silent_days', { days: row.days_silent })})`,
    }),
  };
  return names
    .filter((name) => row[name] > 0)
    .map((name) => `${t(`answers.ledger.${name}`)}: ${row[name]}${more[name] ?? ''}.`)
    .join(' ');
}
