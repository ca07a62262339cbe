/**
 * What a file says, in the words of the program. The same file always gives the same: an export compares what is
 * stored with what the stored file would give, and changes only where they differ.
 */
import { cleanText } from '../../../platform/forms/clean.ts';
import type { FrontMatter } from '../../../platform/front-matter/parse.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { embedOf, frameAddress } from '../../../platform/markdown/embed-hosts.ts';
import { slugOf } from '../../../platform/slug.ts';
import { LANGUAGES } from '../schemas/office.ts';
import type { CategoryContent, CourseFacts, LawFacts, PublicationContent } from '../schemas/content.ts';
import { dateOf, dayOf, hoursOf } from './dates.ts';
import { sha256 } from './file-text.ts';
import { FileFault, type Finding } from './findings.ts';
import { type FieldName, type FileKind, nameIn, textIn, valueIn } from './names.ts';

/** What has to be known to read a file. */
export interface Reading {
  /** IANA name: for dates without zone. */
  zone: string;
  /** By slug, and by the title as a slug, to the slug. */
  categories: ReadonlyMap<string, string>;
}

export interface Derived<Content> {
  content: Content;
  /** The file asks to stay a draft. */
  draft: boolean;
  warnings: Finding[];
}

type Origin = Pick<PublicationContent, 'fileName' | 'fileSha256'>;

// As the form of the back office has them: what came in can be saved there.
const LONGEST_TITLE = 200;
const LONGEST_SUMMARY = 2000;
const LONGEST_FACT = 5000;
const LONGEST_ADDRESS = 1000;
const LONGEST_IMAGE = 500;
const YES = new Set(['true', 'yes', 'on', 'si', 'sí', '1']);

/** @throws {FileFault} when the title is missing or too long */
export function derivePublication(
  front: FrontMatter,
  type: Exclude<FileKind, 'category'>,
  origin: Origin,
  reading: Reading,
): Derived<PublicationContent> {
  const warnings: Finding[] = [];
  const warn = warner(front, warnings);
  const title = titleOf(front, origin);
  const law = type === 'law' ? lawOf(front, warn) : null;
  const content: PublicationContent = {
    type,
    slug: slugOf(textIn(front, 'slug')) || slugOf(title) || slugOf(bareName(origin.fileName)) || type,
    title,
    summary: law ? lawSummary(front, law) : summaryOf(front, title),
    body: front.body,
    lang: LANGUAGES.find((lang) => lang === textIn(front, 'lang').trim()) ?? 'es',
    authorName: shortened(lineOf(textIn(front, 'authorName')), LONGEST_TITLE),
    authorEmail: mailOf(front, warn),
    image: pictureOf(front, warn),
    imageAlt: shortened(lineOf(textIn(front, 'imageAlt')), 500),
    link: type === 'term' ? addressIn(front, 'reference', warn) : addressIn(front, 'link', warn),
    date: dateIn(front, reading.zone, warn),
    highlight: YES.has(textIn(front, 'highlight').trim().toLowerCase()),
    categories: categoriesOf(front, reading, warn),
    law,
    course: type === 'course' ? courseOf(front, warn) : null,
    frontMatter: front.raw,
    ...origin,
  };
  return { content, draft: wantsDraft(front), warnings };
}

export function deriveCategory(front: FrontMatter, origin: Origin): Derived<CategoryContent> {
  const title = titleOf(front, origin);
  const slug = slugOf(textIn(front, 'slug')) || slugOf(title);
  const content = {
    // Of a name in letters that no address has.
    slug: slug || slugOf(bareName(origin.fileName)) || `tema-${sha256(title).slice(0, 8)}`,
    title,
    description: summaryOf(front, title),
    frontMatter: front.raw,
    body: front.body,
    ...origin,
  };
  return { content, draft: false, warnings: [] };
}

/** Editors' forms ask for one, and many repeat the title: that says nothing more. */
function summaryOf(front: FrontMatter, title: string): string {
  const summary = shortened(lineOf(textIn(front, 'summary')), LONGEST_SUMMARY);
  return summary === title ? '' : summary;
}

type Warn = (field: FieldName, key: MessageKey) => void;

function warner(front: FrontMatter, warnings: Finding[]): Warn {
  return (field, key) => {
    const name = nameIn(front, field) ?? field;
    warnings.push({ ...front.placeOf(name), key, values: { name } });
  };
}

/** In the front matter, or the first heading of a text that has none. */
function titleOf(front: FrontMatter, { fileName }: Origin): string {
  const heading = front.raw === '' ? /^#{1,2}[ \t]+(.{1,400})$/m.exec(front.body.slice(0, 4000))?.[1] : '';
  const title = lineOf(textIn(front, 'title') || (heading ?? '').replace(/[ \t]#*\s*$/, ''));
  const place = front.placeOf(nameIn(front, 'title') ?? 'title');
  if (title === '')
    throw new FileFault('publications.import.fault.no_title', place, { file: fileName ?? '' });
  if (title.length > LONGEST_TITLE)
    throw new FileFault('publications.import.fault.long_title', place, { most: String(LONGEST_TITLE) });
  return title;
}

/** `2024-07-02-código-civil.md` → `código-civil`. */
export function bareName(fileName: string | null): string {
  const name = (fileName ?? '').split('/').at(-1) ?? '';
  return name.replace(/\.(?:md|markdown|txt)$/i, '').replace(/^\d{4}-\d{2}-\d{2}-/, '');
}

/** What word processors leave behind. */
const NOISE = /<!--\s{0,5}(?:Start|End)Fragment\s{0,5}-->/gi;

function lineOf(text: string): string {
  return cleanText(text.replaceAll(NOISE, ' '), false).replaceAll(/\s+/g, ' ');
}

/** Lines that were broken in the middle of a sentence are joined; two empty lines part paragraphs. */
function paragraphsOf(text: string): string {
  return cleanText(text.replaceAll(NOISE, ''), true)
    .split(/\n{2,}/)
    .map((part) => part.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join('\n\n');
}

function shortened(text: string, most: number): string {
  if (text.length <= most) return text;
  const end = Math.max(text.lastIndexOf(' ', most - 2), most - 80);
  // Not half a letter: the database takes none.
  return `${text.slice(0, end).replace(/[\uD800-\uDBFF]$/, '')}…`;
}

function lawOf(front: FrontMatter, warn: Warn): LawFacts {
  return {
    what: shortened(paragraphsOf(textIn(front, 'what')), LONGEST_FACT),
    purpose: shortened(paragraphsOf(textIn(front, 'purpose')), LONGEST_FACT),
    obliged: shortened(paragraphsOf(textIn(front, 'obliged')), LONGEST_FACT),
    reference: addressIn(front, 'reference', warn),
  };
}

/** The first sentence of what it is, where no summary is given. */
function lawSummary(front: FrontMatter, { what }: LawFacts): string {
  const given = lineOf(textIn(front, 'lawSummary'));
  if (given !== '') return shortened(given, LONGEST_SUMMARY);
  const line = what.replaceAll(/\s+/g, ' ');
  return shortened(/^.{10,400}?[.!?](?=\s|$)/.exec(line)?.[0] ?? line, 400);
}

function mailOf(front: FrontMatter, warn: Warn): string {
  const mail = lineOf(textIn(front, 'authorEmail'));
  if (mail === '' || /^[^\s@<>"]{1,64}@[^\s@<>"]{1,150}\.[^\s@<>".]{2,30}$/.test(mail)) return mail;
  warn('authorEmail', 'publications.import.warning.mail');
  return '';
}

function pictureOf(front: FrontMatter, warn: Warn): string {
  const image = lineOf(textIn(front, 'image'));
  if (image === '' || (/^\/[^\s\\]{1,480}$/.test(image) && !image.startsWith('//'))) return image;
  const url = /^https?:\/\//i.test(image) && image.length <= LONGEST_IMAGE ? URL.parse(image) : null;
  if (!url) warn('image', 'publications.import.warning.address');
  return url?.href ?? '';
}

/** A whole frame is taken for the address in it; nothing else of it is. */
function addressIn(front: FrontMatter, field: 'link' | 'reference' | 'enrol', warn: Warn): string {
  const written = textIn(front, field).trim();
  if (written === '') return '';
  const address = written.includes('<') ? (frameAddress(written) ?? '') : written;
  const url = /^https?:\/\//i.test(address) && address.length <= LONGEST_ADDRESS ? URL.parse(address) : null;
  if (!url) warn(field, 'publications.import.warning.address');
  return url ? (embedOf(address)?.page ?? url.href) : '';
}

function dateIn(front: FrontMatter, zone: string, warn: Warn): Temporal.Instant | null {
  const written = textIn(front, 'date').trim();
  const date = dateOf(written, zone);
  if (written !== '' && !date) warn('date', 'publications.import.warning.date');
  return date;
}

function courseOf(front: FrontMatter, warn: Warn): CourseFacts {
  return {
    provider: shortened(lineOf(textIn(front, 'provider')), LONGEST_TITLE),
    starts: dayOf(textIn(front, 'starts')),
    ends: dayOf(textIn(front, 'ends')),
    hours: hoursOf(textIn(front, 'hours')),
    enrol: addressIn(front, 'enrol', warn),
  };
}

function categoriesOf(front: FrontMatter, { categories }: Reading, warn: Warn): string[] {
  const value = valueIn(front, 'categories');
  const names = value?.kind === 'list' ? value.items : value?.kind === 'text' ? [value.text] : [];
  const wanted = names.map((name) => name.trim()).filter(Boolean);
  const found = wanted.flatMap((name) => categories.get(slugOf(name)) ?? []);
  if (found.length < wanted.length) warn('categories', 'publications.import.warning.category');
  return [...new Set(found)].toSorted();
}

function wantsDraft(front: FrontMatter): boolean {
  return (
    YES.has(textIn(front, 'draft').trim().toLowerCase()) ||
    /^(borrador|draft)$/i.test(textOf(front, 'estado')) ||
    /^(false|no)$/i.test(textOf(front, 'published'))
  );
}

function textOf(front: FrontMatter, name: string): string {
  const value = front.values.get(name);
  return value?.kind === 'text' ? value.text.trim() : '';
}
