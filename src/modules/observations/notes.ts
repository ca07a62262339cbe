/** On the page of a process: what its observers saw, in one line. */
import type { NoteAddition } from '../../platform/additions.ts';
import { SELECTION, stampedProcess } from '../selections/index.ts';
import { observationPath } from './addresses.ts';
import { answeredChecks } from './checks.ts';
import { formulaOf } from './pages/words.tsx';
import { observationsOf } from './queries/observations.ts';
import { resultOf } from './rules/result.ts';

export const OBSERVATION_NOTES: readonly NoteAddition[] = [
  {
    of: SELECTION,
    find: async ({ db }, { id, t }) => {
      const [process, observations] = await Promise.all([
        stampedProcess(db, id),
        observationsOf(db, id, { shown: true }),
      ]);
      const checks = process ? answeredChecks(process.kind, observations) : [];
      if (!process || checks.length === 0) return [];
      return [
        {
          order: 40,
          title: t('observations.title'),
          text: formulaOf(t, resultOf(checks.map(({ observation }) => observation?.answer))),
          links: [{ href: observationPath(process.slug), label: t('observations.note_link') }],
        },
      ];
    },
  },
];
