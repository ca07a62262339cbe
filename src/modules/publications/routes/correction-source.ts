/** The source on which a correction rests: one of those that the publication cites. */
import type { Deps } from '../../../platform/deps.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import { type Citation, citationsOf } from '../../../platform/sources/citations.ts';
import { KIND } from '../kind.ts';
import type { OfficePublication } from '../queries/office.ts';
import { CorrectForm } from '../schemas/office.ts';

/** What it cites, each source once. */
export async function citedSources({ db }: Deps, { id }: OfficePublication): Promise<Citation['source'][]> {
  const sources = (await citationsOf(db, KIND, id)).map(({ source }) => source);
  return [...new Map(sources.map((source) => [source.id, source])).values()];
}

/** One that is not cited any more is passed over: the correction is not held up by it. */
export async function citedSource(
  deps: Deps,
  row: OfficePublication,
  id: string | undefined,
): Promise<string | undefined> {
  if (!id) return undefined;
  return (await citedSources(deps, row)).find((source) => source.id === id)?.id;
}

/** Why, and by which of the sources cited: not asked where none is. */
export function correctionFields(cited: readonly Citation['source'][]): FormField[] {
  const options = cited.map(({ id, title, publisher }) => ({
    value: id,
    label: { text: [title, publisher].filter(Boolean).join(', ') },
  }));
  const fields = withOptions(fieldsOf(CorrectForm), { source: options });
  return options.length > 0 ? fields : fields.filter(({ name }) => name !== 'source');
}
