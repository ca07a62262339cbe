/** What a report page shows besides its numbers: the programme, the materials, the library, the words of the form. */
import { fieldsOf, type FormField } from '../../../platform/forms/field.ts';
import type { Deps } from '../../../platform/deps.ts';
import type { Lang } from '../../../platform/i18n/translate.ts';
import { listItems } from '../../contributions/index.ts';
import {
  findRegistrationEvent,
  listMaterials,
  listSessions,
  registrationFormOf,
} from '../../events/index.ts';
import type { ReportProps } from '../pages/report.tsx';
import { DIMENSIONS } from '../rules/figures.ts';
import type { PublishedReport } from '../tables.ts';

const MOST_ITEMS = 100;

type Found = Pick<ReportProps, 'sessions' | 'materials' | 'items' | 'fields'>;

export async function findParts({ db }: Deps, edition: { id: string; slug: string }): Promise<Found> {
  const [sessions, materials, { items }, fields] = await Promise.all([
    listSessions(db, edition.id),
    listMaterials(db, edition.id),
    listItems(db, { event: edition.slug }, { after: undefined, limit: MOST_ITEMS }),
    findFields(db, edition.id),
  ]);
  return { sessions, materials, items, fields };
}

/** By name, with the words of their choices; also those that the form has stopped asking. */
export async function findFields(db: Deps['db'], eventId: string): Promise<ReadonlyMap<string, FormField>> {
  const event = await findRegistrationEvent(db, { id: eventId });
  if (!event) return new Map();
  const asked = [...new Set([...event.asked_fields, ...DIMENSIONS, 'languages'])];
  const form = registrationFormOf({ ...event, asked_fields: asked }, 'register');
  return new Map(fieldsOf(form).map((field) => [field.name, field]));
}

/** The words of the reader's language, or the Spanish ones. */
export function wordsOf(
  report: Pick<PublishedReport, 'words_es' | 'words_en'>,
  lang: Lang,
): { words: string; wordsLang: Lang } {
  return lang === 'en' && report.words_en
    ? { words: report.words_en, wordsLang: 'en' }
    : { words: report.words_es, wordsLang: 'es' };
}
