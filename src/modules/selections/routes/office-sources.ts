/** Where a row of a process stands, as its form asks and tells. */
import type { Deps } from '../../../platform/deps.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { citationsOf } from '../../../platform/sources/citations.ts';
import type { TObject } from 'typebox';
import type { Rests } from '../commands/desk-sources.ts';
import { sourcesOfProcess } from '../queries/office-rows.ts';

/** As the forms give it. */
interface StatedFields {
  keep?: string[];
  source?: string;
  source_title?: string;
  source_publisher?: string;
  source_url?: string;
  source_date?: string;
  page?: string;
  passage?: string;
}

export function restsOf(value: StatedFields): Rests {
  const { source_title: title = '', source_publisher: publisher = '' } = value;
  const { source_url: url, source_date: date } = value;
  const isStated = title !== '' || publisher !== '' || url !== undefined;
  return {
    keep: value.keep ?? [],
    source: value.source,
    stated: isStated ? { title, publisher, url, date } : undefined,
    page: value.page ?? '',
    passage: value.passage ?? '',
  };
}

/**
 * The fields of a form with the sources of the process to choose from, and those that the row cites.
 * @param record of the row; undefined for a new one
 * @returns with the ids of what it cites
 */
export async function fieldsWithSources(
  deps: Deps,
  form: TObject,
  selectionId: string,
  record: { kind: string; id: string } | undefined,
  options: Parameters<typeof withOptions>[1] = {},
): Promise<{ fields: FormField[]; cited: string[] }> {
  const [sources, citations] = await Promise.all([
    sourcesOfProcess(deps.db, selectionId),
    record ? citationsOf(deps.db, record.kind, record.id) : [],
  ]);
  const words = (title: string, publisher: string) => [title, publisher].filter(Boolean).join(' · ');
  const fields = withOptions(fieldsOf(form), {
    ...options,
    source: sources.map(({ id, title, publisher }) => ({
      value: id,
      label: { text: words(title, publisher) },
    })),
    keep: citations.map(({ id, source, value }) => ({
      value: id,
      label: { text: words(words(source.title, source.publisher), value) },
    })),
  });
  const empty = new Set([...(sources.length === 0 ? ['source'] : []), ...(record ? [] : ['keep'])]);
  return {
    fields: fields.filter(({ name }) => !empty.has(name)),
    cited: citations.map(({ id }) => id),
  };
}

/** Of the organisation. */
export async function todayOf({ db }: Deps, { now }: Ctx): Promise<string> {
  const { timeZone } = await readOrganisation(db);
  return now.toZonedDateTimeISO(timeZone).toPlainDate().toString();
}
