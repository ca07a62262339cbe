/** Work of this module by the clock: inviting after the end, mixing answers once a day. */
import { withTransaction } from '../../platform/db/transaction.ts';
import type { Deps } from '../../platform/deps.ts';
import type { CronSpec, JobSpec } from '../../platform/jobs/job.ts';
import { mixAnswers } from './commands/answer.ts';
import { INVITED_AT_ONCE, inviteNext } from './commands/invite.ts';
import { listAllSurveys, listOpenSurveys } from './queries/surveys.ts';
import { surveyHours, surveyWindow } from './rules/window.ts';

const INVITE = 'surveys.invite';
const MIX = 'surveys.mix_answers';
/** Attendance that phones bring in late is invited too; after a week nobody expects it. */
const INVITES_FOR = { hours: 7 * 24 };

export const SURVEY_CRONS: readonly CronSpec[] = [
  { job: INVITE, pattern: '7 * * * *' },
  { job: MIX, pattern: '23 8 * * *' },
];

export function surveyJobs(): JobSpec[] {
  return [
    {
      name: INVITE,
      summary: 'Every hour: invites those who attended to the surveys that opened, once each.',
      run: async (_payload, deps) => inviteAll(deps),
    },
    {
      name: MIX,
      summary: 'Once a day: writes new answers again in an order of chance, so that none leads to a person.',
      run: async (_payload, deps) => mixAll(deps),
    },
  ];
}

async function inviteAll(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const survey of await listOpenSurveys(deps.db)) {
    const { opens } = surveyHours(survey);
    const isLate = Temporal.Instant.compare(now, opens.add(INVITES_FOR)) >= 0;
    const takesPlace = survey.status === 'scheduled' && survey.visibility === 'published';
    if (!takesPlace || isLate || surveyWindow(survey, now) !== 'open') continue;
    for (let after: string | undefined, full = true; full;) {
      const invited = await withTransaction(deps.db, (trx) => inviteNext(trx, survey, after));
      after = invited.at(-1);
      full = invited.length === INVITED_AT_ONCE;
    }
  }
}

async function mixAll(deps: Deps): Promise<void> {
  const now = deps.now();
  for (const survey of await listAllSurveys(deps.db)) {
    const isOver = surveyWindow(survey, now) === 'over';
    await withTransaction(deps.db, (trx) => mixAnswers(trx, survey.id, isOver));
  }
}
