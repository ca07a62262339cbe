/** The editor's form: from a stored publication to its fields, and from what was sent to a publication. */
import type { Static } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf, type FormField, withOptions } from '../../../platform/forms/field.ts';
import { rawOf, type RawValues, readForm } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { slugOf } from '../../../platform/slug.ts';
import { dayOf as existingDay, readMoment, wallTime } from '../../../platform/i18n/wall-time.ts';
import { safeHref } from '../../../ui/controls/safe-link.tsx';
import { bodyOf, LONGEST_BODY } from '../rules/body-text.ts';
import { isOwnPicture } from '../rules/picture-address.ts';
import type { PublicationContent } from '../schemas/content.ts';
import { EditForm } from '../schemas/office.ts';
import type { StoredFields } from '../tables.ts';

export function editFields(categories: readonly { slug: string; title: string }[]): FormField[] {
  return withOptions(fieldsOf(EditForm), {
    categories: categories.map(({ slug, title }) => ({ value: slug, label: { text: title } })),
  });
}

/** The text goes by itself: blanks and line ends in it are its writer's. */
export const BODY = 'body';

export function rawContent(content: PublicationContent, zone: string): RawValues {
  const { law, course } = content;
  const values = rawOf({
    type: content.type,
    title: content.title,
    summary: content.summary,
    image: content.image,
    image_alt: content.imageAlt,
    link: content.link,
    author_name: content.authorName,
    author_email: content.authorEmail,
    date: content.date && wallTime(content.date, zone),
    'law.what': law?.what ?? '',
    'law.purpose': law?.purpose ?? '',
    'law.obliged': law?.obliged ?? '',
    'law.reference': law?.reference ?? '',
    'course.provider': course?.provider ?? '',
    'course.starts': course?.starts ? String(course.starts) : '',
    'course.ends': course?.ends ? String(course.ends) : '',
    'course.hours': course?.hours ?? '',
    'course.enrol': course?.enrol ?? '',
    categories: content.categories,
    highlight: content.highlight,
    lang: content.lang,
    slug: content.slug,
  });
  return new Map([...values, [BODY, [content.body]]]);
}

/** Of the fields that the form has, to keep while somebody types. */
export function keptFields({ fields }: Submission): StoredFields {
  const known = new Set([...fieldsOf(EditForm).map(({ name }) => name), BODY]);
  const sent = [...fields].filter(([name]) => known.has(name));
  // The database can hold neither.
  const clean = (text: string) => text.replaceAll('\0', '').toWellFormed();
  return Object.fromEntries(sent.map(([name, values]) => [name, values.map(clean)]));
}

export function submissionOf(fields: StoredFields): Submission {
  return { fields: new Map(Object.entries(fields)), files: new Map(), json: undefined };
}

export type ReadContent =
  | { ok: true; content: PublicationContent; raw: RawValues }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

/** @param stored what it was; undefined parts of the form leave it as it is */
export function readContent(
  submission: Submission,
  stored: PublicationContent,
  { t, zone }: { t: Translate; zone: string },
): ReadContent {
  const read = readForm(EditForm, submission, t);
  const sent = submission.fields.get(BODY)?.[0] ?? '';
  const raw: RawValues = new Map([...read.raw, [BODY, [sent]]]);
  const faults: FieldFault[] = read.ok ? [] : [...read.faults];
  if (sent.length > LONGEST_BODY) faults.push({ field: BODY, message: t('publications.fault.long') });
  if (!read.ok) return { ok: false, faults, raw };
  const date = readMoment(read.value.date, stored.date, zone);
  faults.push(...faultsIn(read.value, t));
  if (date === undefined) faults.push({ field: 'date', message: t('publications.fault.time') });
  if (faults.length > 0) return { ok: false, faults, raw };
  return { ok: true, raw, content: contentFrom(read.value, sent, stored, date ?? null) };
}

type Input = Static<typeof EditForm>;

function faultsIn(value: Input, t: Translate): FieldFault[] {
  const faults: FieldFault[] = [];
  const { image = '', image_alt: alt = '', link = '', law, course } = value;
  if (isOwnPicture(image) && alt === '')
    faults.push({ field: 'image_alt', message: t('publications.fault.alt') });
  const addresses: [string, string | undefined][] = [
    ['link', link],
    ['law.reference', law.reference],
    ['course.enrol', course.enrol],
  ];
  for (const [field, address = ''] of addresses)
    if (address !== '' && !isWebAddress(address))
      faults.push({ field, message: t('publications.fault.address') });
  for (const field of ['starts', 'ends'] as const)
    if (course[field] !== undefined && !dayOf(course[field]))
      faults.push({ field: `course.${field}`, message: t('publications.fault.day') });
  return faults;
}

/** Of another site, or a path of this one. */
function isWebAddress(text: string): boolean {
  if (/^\/(?!\/)/.test(text)) return safeHref(text) !== null;
  return /^https?:\/\//i.test(text) && URL.canParse(text);
}

function dayOf(text: string | undefined): Temporal.PlainDate | null {
  return text === undefined ? null : (existingDay(text) ?? null);
}

function contentFrom(
  value: Input,
  body: string,
  stored: PublicationContent,
  date: Temporal.Instant | null,
): PublicationContent {
  const { type, title, law, course } = value;
  const isLaw = type === 'law';
  const { what = '', purpose = '', obliged = '', reference = '' } = law;
  const { provider = '', enrol = '', hours = null } = course;
  return {
    ...stored,
    type,
    title,
    slug: value.slug ?? (stored.slug || slugOf(title)),
    summary: value.summary ?? '',
    body: bodyOf(body, stored.body),
    lang: value.lang,
    authorName: value.author_name ?? '',
    authorEmail: value.author_email ?? '',
    image: value.image ?? '',
    imageAlt: value.image_alt ?? '',
    link: value.link ?? '',
    date,
    highlight: value.highlight ?? false,
    categories: value.categories ?? [],
    law: isLaw ? { what, purpose, obliged, reference } : null,
    course:
      type === 'course'
        ? { provider, enrol, hours, starts: dayOf(course.starts), ends: dayOf(course.ends) }
        : null,
  };
}

export interface Differing {
  name: string;
  mine: readonly string[];
  theirs: readonly string[];
}

const same = (a: readonly string[] = [], b: readonly string[] = []) =>
  [...a].map(plain).toSorted().join('\n') === [...b].map(plain).toSorted().join('\n');
// A browser's line ends are no difference.
const plain = (text: string): string => text.replaceAll(/\r\n?/g, '\n').trim();

/** The fields in which two texts are not the same, in the order of the form. */
export function differences(mine: RawValues, theirs: RawValues): Differing[] {
  const names = [...fieldsOf(EditForm).map(({ name }) => name), BODY];
  return names
    .filter((name) => !same(mine.get(name), theirs.get(name)))
    .map((name) => ({ name, mine: mine.get(name) ?? [], theirs: theirs.get(name) ?? [] }));
}
