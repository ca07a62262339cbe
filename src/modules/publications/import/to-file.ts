/** A stored publication as a file: the one that it came from, changed only where something was changed here. */
import { closedBefore, joinFrontMatter, OPENING } from '../../../platform/front-matter/parse.ts';
import { patchFrontMatter, type WrittenValue } from '../../../platform/front-matter/patch.ts';
import type { CategoryContent, PublicationContent, PublicationType } from '../schemas/content.ts';
import { deriveCategory, derivePublication, type Reading } from './derive.ts';
import { FileFault } from './findings.ts';
import { type FieldName, FOLDERS, kindOfFile, nameIn, NAMES } from './names.ts';

type Written = Partial<Record<FieldName, WrittenValue | undefined>>;

/**
 * @param draft whether it is one; undefined: leave what the file says of it
 * @returns the whole text of the file
 */
export function publicationFile(
  content: PublicationContent,
  reading: Reading,
  draft: boolean | undefined,
): string {
  let raw = content.frontMatter ?? '';
  // A second look: what one name says may follow from another that was just changed.
  for (let look = 0; look < 2; look++) {
    const front = joinFrontMatter(raw, content.body);
    const before = derivedOf(raw, content, reading);
    // A line of hyphens at the beginning of the text would be taken for front matter where there is none.
    const isNew = content.frontMatter === null || OPENING.test(content.body);
    const written = raw === '' && isNew ? ofType(content.type) : {};
    const changes = new Map<string, WrittenValue | undefined>();
    for (const [field, value] of Object.entries({ ...written, ...differing(before, content, draft) }))
      changes.set(nameIn(front, field as FieldName) ?? newName(field as FieldName, content.type), value);
    raw = patchFrontMatter(raw, changes);
  }
  return closedBefore(raw, content.body) + content.body;
}

function ofType(type: PublicationType): Written {
  return { type: { plain: type } };
}

/** What reading the file gives; of a file that does not exist yet, nothing. */
function derivedOf(raw: string, content: PublicationContent, reading: Reading) {
  const { type, fileName, fileSha256 } = content;
  try {
    const front = joinFrontMatter(raw, content.body);
    return derivePublication(front, type, { fileName, fileSha256 }, reading);
  } catch (error) {
    if (error instanceof FileFault) return undefined;
    throw error;
  }
}

type Before = ReturnType<typeof derivedOf>;

/** The names whose values have to change so that reading the file gives what is stored. */
function differing(before: Before, content: PublicationContent, draft: boolean | undefined): Written {
  const old = before?.content;
  const written: Written = {};
  const set = (field: FieldName, was: string | undefined, is: string, plain = false): void => {
    if ((was ?? '') !== is) written[field] = is === '' ? undefined : plain ? { plain: is } : { text: is };
  };
  set('title', old?.title, content.title);
  set(content.type === 'law' ? 'lawSummary' : 'summary', old?.summary, content.summary);
  set('image', old?.image, content.image);
  set('imageAlt', old?.imageAlt, content.imageAlt);
  set(content.type === 'term' ? 'reference' : 'link', old?.link, content.link);
  set('what', old?.law?.what, content.law?.what ?? '');
  set('purpose', old?.law?.purpose, content.law?.purpose ?? '');
  set('obliged', old?.law?.obliged, content.law?.obliged ?? '');
  if (content.law) set('reference', old?.law?.reference, content.law.reference);
  set('authorName', old?.authorName, content.authorName);
  set('authorEmail', old?.authorEmail, content.authorEmail);
  if (secondOf(old?.date) !== secondOf(content.date))
    set('date', old?.date?.toString(), content.date?.toString() ?? '', true);
  if ((old?.highlight ?? false) !== content.highlight)
    written.highlight = { plain: String(content.highlight) };
  if (
    old?.categories.join() !== content.categories.toSorted().join() &&
    (old || content.categories.length > 0)
  )
    written.categories = content.categories.length > 0 ? { list: content.categories.toSorted() } : undefined;
  set('lang', old?.lang ?? 'es', content.lang);
  setCourse(set, old, content);
  // An address that only counts on (`…-2`) is given again by itself.
  if (old === undefined || content.slug.replace(/-\d+$/, '') !== old.slug.replace(/-\d+$/, ''))
    set('slug', old?.slug, content.slug);
  if (draft !== undefined && (before?.draft ?? false) !== draft)
    written.draft = draft ? { plain: 'true' } : undefined;
  return written;
}

/** The back office shows dates to the second: less than that is no change. */
function secondOf(date: Temporal.Instant | null | undefined): number | undefined {
  return date ? Math.floor(date.epochMilliseconds / 1000) : undefined;
}

function setCourse(
  set: (field: FieldName, was: string | undefined, is: string, plain?: boolean) => void,
  old: PublicationContent | undefined,
  { course }: PublicationContent,
): void {
  if (!course) return;
  set('provider', old?.course?.provider, course.provider);
  set('starts', old?.course?.starts?.toString(), course.starts?.toString() ?? '', true);
  set('ends', old?.course?.ends?.toString(), course.ends?.toString() ?? '', true);
  set('hours', old?.course?.hours?.toString(), course.hours?.toString() ?? '', true);
  set('enrol', old?.course?.enrol, course.enrol);
}

function newName(field: FieldName, type: PublicationType): string {
  if (field === 'link' && type === 'report') return 'enlace';
  return NAMES[field][0];
}

export function categoryFile(content: CategoryContent): string {
  const { frontMatter: raw, body, fileName, fileSha256 } = content;
  const changes = new Map<string, WrittenValue | undefined>();
  const front = joinFrontMatter(raw ?? '', body);
  const old = raw === null ? undefined : deriveCategory(front, { fileName, fileSha256 }).content;
  const set = (field: FieldName, was: string | undefined, is: string): void => {
    if ((was ?? '') === is) return;
    changes.set(nameIn(front, field) ?? NAMES[field][0], is === '' ? undefined : { text: is });
  };
  set('title', old?.title, content.title);
  set('summary', old?.description, content.description);
  if (old ? old.slug !== content.slug : true) set('slug', old?.slug, content.slug);
  return closedBefore(patchFrontMatter(raw ?? '', changes), body) + body;
}

/** Where the file lies in the folder of an export, unless another one lies there already. */
export function pathOf(
  content: Pick<PublicationContent, 'slug' | 'fileName' | 'frontMatter' | 'body'>,
  kind: keyof typeof FOLDERS,
): string {
  const { fileName, frontMatter, body } = content;
  if (fileName === null) return `${FOLDERS[kind]}/${content.slug}.md`;
  const folders = fileName.split('/').slice(0, -1);
  // Of a kind that was told from outside, the folder tells it the next time.
  const found = kindOfFile(joinFrontMatter(frontMatter ?? '', body), folders);
  return found === kind ? fileName : `${FOLDERS[kind]}/${fileName.split('/').at(-1) ?? ''}`;
}
