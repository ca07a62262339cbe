/** From the form of a source to what the command takes, and back. */
import type { Static } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import { rawOf, type RawValues } from '../../../platform/forms/read.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { webAddress } from '../../../platform/sources/address.ts';
import { partialDateText, readPartialDate } from '../../../platform/sources/printed-date.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import type { SourceInput } from '../../../platform/sources/save.ts';
import type { SourceForm } from '../schemas/sources.ts';

type ReadSource = { ok: true; input: SourceInput } | { ok: false; faults: FieldFault[] };

export function readSource(form: Static<typeof SourceForm>, t: Translate): ReadSource {
  const { address, title, publisher = '', kind, lang, archive, note = '', date_printed = '' } = form;
  const faults: FieldFault[] = [];
  const date = form.date === undefined ? undefined : readPartialDate(form.date);
  const accessed = form.accessed === undefined ? undefined : readPartialDate(form.accessed);
  const badDate = t('site.sources.refused.bad_date');
  if (form.date !== undefined && !date) faults.push({ field: 'date', message: badDate });
  if (form.accessed !== undefined && !accessed) faults.push({ field: 'accessed', message: badDate });
  if (address !== undefined && !webAddress(address))
    faults.push({ field: 'address', message: t('site.sources.refused.bad_address') });
  if (faults.length > 0) return { ok: false, faults };
  const words = { title, publisher, datePrinted: date_printed, note };
  return { ok: true, input: { ...words, address, date, accessedOn: accessed?.from, lang, kind, archive } };
}

export function rawSource(source: Source): RawValues {
  const { date_from: from, date_precision: precision } = source;
  return rawOf({
    title: source.title,
    publisher: source.publisher,
    address: source.address ?? '',
    kind: source.kind,
    lang: source.lang,
    date: from && precision ? partialDateText({ from, precision }) : '',
    date_printed: source.date_printed,
    accessed: source.accessed_on?.toString() ?? '',
    note: source.note,
    archive: source.archive,
  });
}
