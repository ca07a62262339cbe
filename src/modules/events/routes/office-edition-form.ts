/** What the forms of a new edition and of one that is there have in common. */
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { freeSlug } from '../../../platform/slug.ts';
import { saveSeries } from '../commands/editions.ts';
import type { Act, Outcome, Refusal } from '../commands/inputs.ts';
import { listSeries, type OfficeEdition } from '../queries/office.ts';
import { EditionForm } from '../schemas/office.ts';
import { languageOptions, timeZoneOptions } from './office-choices.ts';

/** Addresses of the back office itself, which no edition can have. */
const RESERVED = new Set(['nueva', 'importar', 'series']);

/** Says no to an address that an edition cannot have. */
export function refuseAddress(slug: string): Refusal | undefined {
  return RESERVED.has(slug)
    ? { ok: false, refused: 'duplicate_slug', field: 'slug', detail: { slug } }
    : undefined;
}

export async function detailFields(deps: Deps, ctx: Ctx, edition?: OfficeEdition): Promise<FormField[]> {
  const series = await listSeries(deps.db);
  return withOptions(fieldsOf(EditionForm), {
    series: [
      ...series.map(({ id, title }) => ({ value: id, label: { text: title } })),
      { value: 'new', label: 'events.office.edition.series_new' },
    ],
    timezone: timeZoneOptions(edition?.timezone),
    language: languageOptions(ctx.t, edition?.language),
  });
}

/** The chosen series, a new one, or none. */
export async function seriesOf(
  trx: Trx,
  act: Act,
  form: { series?: string; series_title: string },
): Promise<Outcome<{ id: string | null }>> {
  if (form.series !== 'new') return { ok: true, id: form.series ?? null };
  const taken = new Set((await listSeries(trx)).map((series) => series.slug));
  return saveSeries(trx, act, {
    slug: freeSlug(form.series_title, taken),
    title: form.series_title,
    summary: '',
  });
}
