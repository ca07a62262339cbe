/** Surveys for tests. */
import type { Deps } from '../../platform/deps.ts';
import { withTransaction } from '../../platform/db/transaction.ts';
import { ticketPath } from './addresses.ts';
import { createSurvey, type QuestionInput, saveSettings, setState } from './commands/survey.ts';
import { findHolder, findSurvey, type Survey } from './queries/surveys.ts';
import { ticketToken } from './ticket.ts';

const base = { hint: '', required: false, options: [] };
const option = (label: string, i: number) => ({ value: `o${i + 1}`, label });

/** p1 scale (required), p2 one of two, p3 several of three, p4 yes/no, p5 text. */
export const QUESTIONS: readonly QuestionInput[] = [
  { ...base, label: '¿Qué tan útil?', type: 'scale', required: true },
  { ...base, label: '¿Cómo vino?', type: 'one_of', options: ['Bus', 'A pie'].map(option) },
  {
    ...base,
    label: '¿Qué le gustó?',
    type: 'several_of',
    options: ['Paneles', 'Talleres', 'Café'].map(option),
  },
  { ...base, label: '¿Volvería?', type: 'yes_no' },
  { ...base, label: '¿Qué mejoraría?', type: 'long_text' },
];

/** An open survey of the edition; with `openPerDay` also for everybody. */
export async function insertSurvey(deps: Deps, eventId: string, openPerDay?: number): Promise<Survey> {
  const act = { actor: { kind: 'system', what: 'test' }, now: deps.now() } as const;
  await withTransaction(deps.db, async (trx) => {
    await createSurvey(trx, act, eventId, QUESTIONS);
    if (openPerDay !== undefined) {
      const settings = { intro: '', opensAt: null, closesAt: null, openLink: true, openPerDay };
      await saveSettings(trx, act, eventId, settings);
    }
    await setState(trx, act, eventId, 'open');
  });
  const survey = await findSurvey(deps.db, eventId);
  if (!survey) throw new Error('the survey just made is not there');
  return survey;
}

export async function ticketPathOf(deps: Deps, registrationId: string): Promise<string> {
  const holder = await findHolder(deps.db, registrationId);
  if (!holder) throw new Error('no such person');
  return ticketPath(ticketToken(deps.vault, holder));
}
