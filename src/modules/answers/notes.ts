/** On the page of a proposal: whom it was put to, and what became of it. */
import type { NoteAddition } from '../../platform/additions.ts';
import { plainDate } from '../../platform/i18n/dates.ts';
import { readOrganisation } from '../../platform/settings/organisation.ts';
import { answersPath } from './addresses.ts';
import { standingWords } from './pages/words.ts';
import { answersTo, asksOf } from './queries/asks.ts';

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
        text: `${standingWords({ t, today }, ask, answers.get(ask.id) ?? []).text}. ${t('answers.asked_on', {
          day: plainDate(ask.asked_on, lang),
          due: plainDate(ask.due_on, lang),
        })}`,
        links: [{ href: answersPath(Number(slug)), label: t('answers.see') }],
      }));
    },
  },
];
