/** What a survey keeps about people, and how it goes. Answers stay: they name nobody. */
import { sql } from 'kysely';
import type { KeptData } from '../../platform/additions.ts';
import { mixAnswers } from './commands/answer.ts';
import { findHolder, findSurvey, isTicketUsed } from './queries/surveys.ts';
import { ticketHash } from './ticket.ts';

export const KEPT_SURVEY: KeptData = {
  name: 'surveys.answers',
  of: 'event',
  tables: ['survey_texts', 'survey_tickets', 'survey_answers'],
  summary: 'Free texts of the survey (people write names) and the hashes of used tickets; choices stay.',
  purge: async (trx, eventId) => {
    const survey = await findSurvey(trx, eventId);
    if (!survey) return { survey_tickets: 0, survey_texts: 0 };
    // What stays must not lie beside what it was written with.
    await mixAnswers(trx, survey.id, true);
    const removed: Record<string, number> = {};
    for (const table of ['survey_tickets', 'survey_texts'] as const) {
      const { numAffectedRows } = await sql`
        delete from ${sql.table(table)} where survey_id = ${survey.id}`.execute(trx);
      removed[table] = Number(numAffectedRows ?? 0n);
    }
    return removed;
  },
  exportOne: async (db, registrationId, deps) => {
    const holder = await findHolder(db, registrationId);
    const survey = holder && (await findSurvey(db, holder.event_id));
    if (!survey) return undefined;
    const answered = await isTicketUsed(db, survey.id, ticketHash(deps.vault, survey.id, registrationId));
    // Which answer was theirs, nobody can say any more, not even to them.
    return answered ? { answered } : undefined;
  },
  eraseOne: async (trx, registrationId, deps) => {
    const holder = await findHolder(trx, registrationId);
    const survey = holder && (await findSurvey(trx, holder.event_id));
    if (!survey) return;
    await trx
      .deleteFrom('survey_tickets')
      .where('survey_id', '=', survey.id)
      .where('ticket_hash', '=', ticketHash(deps.vault, survey.id, registrationId))
      .execute();
  },
};
