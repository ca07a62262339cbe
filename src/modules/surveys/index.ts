/** What those who came thought of it: own questions, anonymous answers. */
import type { ModuleManifest } from '../../platform/module.ts';
import { SURVEY_CRONS, surveyJobs } from './jobs.ts';
import { KEPT_SURVEY } from './kept.ts';
import { surveyMails } from './mails.ts';
import { openNote, ticketNote } from './notes.ts';
import { SURVEY_TAB } from './pages/office.tsx';
import { SURVEY_PERMISSIONS } from './policy.ts';
import { officeResultRoutes } from './routes/office-results.ts';
import { officeSurveyRoutes } from './routes/office.ts';
import { surveyRoutes } from './routes/survey.tsx';

export { type SurveySummary, surveySummary } from './queries/results.ts';

export const surveysModule: ModuleManifest = {
  name: 'surveys',
  permissions: SURVEY_PERMISSIONS,
  settings: [],
  tables: ['surveys', 'survey_questions', 'survey_tickets', 'survey_answers', 'survey_texts', 'survey_days'],
  menu: { public: [], office: [] },
  routes: (deps) => [...surveyRoutes(deps), ...officeSurveyRoutes(deps), ...officeResultRoutes(deps)],
  jobs: () => surveyJobs(),
  crons: SURVEY_CRONS,
  mails: (deps) => surveyMails(deps),
  adds: {
    tabs: [
      {
        of: 'event',
        group: 'after',
        path: SURVEY_TAB,
        label: 'surveys.office.tab',
        policy: 'surveys.edit',
        order: 20,
      },
    ],
    notes: [
      { of: 'event_registration', find: ticketNote },
      { of: 'event', find: openNote },
    ],
    kept: [KEPT_SURVEY],
  },
};
