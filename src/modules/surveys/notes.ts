/** The way to the survey from one's own registration, and from the edition's page where it is open to all. */
import type { Note, NoteSubject } from '../../platform/additions.ts';
import type { Deps } from '../../platform/deps.ts';
import { openSurveyPath, ticketPath } from './addresses.ts';
import { findHolder, findSurvey, isTicketUsed } from './queries/surveys.ts';
import { surveyWindow } from './rules/window.ts';
import { ticketHash, ticketToken } from './ticket.ts';

export async function ticketNote(deps: Deps, { id, t, now }: NoteSubject): Promise<readonly Note[]> {
  const holder = await findHolder(deps.db, id);
  const survey = holder && (await findSurvey(deps.db, holder.event_id));
  if (!holder || holder.state !== 'confirmed' || !survey || surveyWindow(survey, now) !== 'open') return [];
  const title = t('surveys.note.title');
  if (await isTicketUsed(deps.db, survey.id, ticketHash(deps.vault, survey.id, id)))
    return [{ order: 40, title, text: t('surveys.note.answered') }];
  const href = ticketPath(ticketToken(deps.vault, holder));
  return [
    { order: 40, title, text: t('surveys.note.text'), links: [{ href, label: t('surveys.note.link') }] },
  ];
}

export async function openNote(deps: Deps, { id, t, now }: NoteSubject): Promise<readonly Note[]> {
  const survey = await findSurvey(deps.db, id);
  if (!survey?.open_link || surveyWindow(survey, now) !== 'open') return [];
  const links = [{ href: openSurveyPath(survey.slug), label: t('surveys.note.link') }];
  return [{ order: 40, title: t('surveys.note.title'), text: t('surveys.note.text'), links }];
}
