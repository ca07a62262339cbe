/** One file's content into the database: new, changed, or left alone with the reason. */
import { sql } from 'kysely';
import type { Read, Trx } from '../../../platform/db/handles.ts';
import type { Act, Refusal } from '../../../platform/db/outcome.ts';
import { publicationPath, sectionOf } from '../addresses.ts';
import { createCategory, saveCategory } from '../commands/categories.ts';
import type { PublicationRefusal } from '../commands/context.ts';
import { publishPublication } from '../commands/workflow.ts';
import { createPublication, savePublication } from '../commands/write.ts';
import type { Prepared } from '../prepared.ts';
import { categoryContent, contentOf, findOffice, type OfficePublication } from '../queries/office.ts';
import type { CategoryContent, PublicationContent } from '../schemas/content.ts';
import { bareName, type Reading } from './derive.ts';
import { sha256 } from './file-text.ts';
import { FileFault } from './findings.ts';
import type { Outcome } from './report.ts';
import { SAMPLES_ACTOR } from './samples-actor.ts';
import { categoryFile, publicationFile } from './to-file.ts';

export interface Writing {
  act: Act;
  /** Why texts that are public change. */
  reason: string | undefined;
  /** What is created is published. */
  publish: boolean;
  reading: Reading;
  /** Ids that this run has written: no second file of it is taken for the same thing. */
  touched: Set<string>;
}

export type Written = Pick<Outcome, 'action' | 'href' | 'fields' | 'draft'> & { slug: string };

export async function writePublication(
  trx: Trx,
  run: Writing,
  prepared: Prepared,
  wantsDraft: boolean,
): Promise<Written> {
  const { content } = prepared;
  await lockFile(trx, content.fileName);
  const found = await findExisting(trx, run, content);
  if (!found) return await create(trx, run, prepared, wantsDraft);
  run.touched.add(found.id);
  const stored = contentOf(found);
  const href = publicationPath(found);
  const left = whyLeft(content.fileSha256, found.file_sha256, () =>
    publicationFile(stored, run.reading, undefined),
  );
  if (left) return { action: left, href, slug: found.slug };
  const isPublic = found.status === 'published';
  if (isPublic) refuseSilence(run, wantsDraft);
  const save = (slug: string) =>
    savePublication(trx, { ...run.act, ...(isPublic && run.reason && { reason: run.reason }) }, found.id, {
      prepared: { ...prepared, content: { ...content, slug } },
      version: found.version,
      // What is published at this moment is not corrected without a reason either.
      isPublic,
    });
  let slug = content.slug;
  let saved = await save(slug);
  // Another one has the address that the new title would give: the old one stays.
  if (!saved.ok && saved.refused === 'slug_taken') saved = await save((slug = found.slug));
  if (!saved.ok) throw refusal(saved);
  return {
    action: 'changed',
    href: publicationPath({ section: sectionOf(content.type), slug }),
    slug,
    fields: changedFields(stored, content),
  };
}

/** Of two imports at once, a button pressed twice, the second finds what the first has made of the same file. */
async function lockFile(trx: Trx, name: string | null): Promise<void> {
  const key = `publications.import.${name ?? ''}`;
  await sql`select pg_advisory_xact_lock(hashtextextended(${key}, 90))`.execute(trx);
}

async function create(trx: Trx, run: Writing, prepared: Prepared, wantsDraft: boolean): Promise<Written> {
  const created = await createPublication(trx, run.act, prepared);
  if (!created.ok) throw refusal(created);
  run.touched.add(created.id);
  const draft = wantsDraft || !run.publish;
  if (!draft) {
    const published = await publishPublication(trx, run.act, created.id);
    if (!published.ok) throw refusal(published);
  }
  const { slug } = created;
  const href = publicationPath({ section: sectionOf(prepared.content.type), slug });
  return { action: 'created', href, slug, draft };
}

/** By the name of its file; else one of the same address whose file only lies elsewhere now, or a sample. */
async function findExisting(
  trx: Read,
  { touched }: Writing,
  { type, slug, fileName, fileSha256 }: PublicationContent,
): Promise<OfficePublication | undefined> {
  const section = sectionOf(type);
  const rows = await trx
    .selectFrom('publications')
    .select(['id', 'section', 'slug', 'file_name', 'file_sha256', 'written_by'])
    .where((eb) =>
      eb.or([eb('file_name', '=', fileName), eb.and([eb('section', '=', section), eb('slug', '=', slug)])]),
    )
    .orderBy('id')
    .limit(50)
    .execute();
  const free = rows.filter(({ id }) => !touched.has(id));
  const named = free.filter((row) => row.file_name === fileName);
  const found =
    named.find((row) => row.section === section) ??
    named.find((row) => row.file_sha256 === fileSha256) ??
    free.find(
      (row) =>
        row.section === section &&
        row.slug === slug &&
        (bareName(row.file_name) === bareName(fileName) || row.written_by === SAMPLES_ACTOR),
    );
  return found && (await findOffice(trx, found.id));
}

/**
 * @param before SHA-256 of the file as it was last imported
 * @param write what is here now, as a file
 * @returns undefined when the file is newer and nobody has changed anything here
 */
function whyLeft(
  incoming: string | null,
  before: string | null,
  write: () => string,
): 'left' | 'changed_here' | undefined {
  let here: string;
  try {
    here = sha256(write());
  } catch {
    // Its front matter cannot say any more what was changed here.
    return 'changed_here';
  }
  if (incoming === here) return 'left';
  if (here !== before) return 'changed_here';
  return undefined;
}

/** Of what is public, a file that asks to be a draft changes nothing, nor one for which nobody said why. */
function refuseSilence({ reason, publish }: Writing, wantsDraft: boolean): void {
  if (wantsDraft) throw new FileFault('publications.import.fault.public', START);
  if (!publish && !reason) throw new FileFault('publications.import.fault.reason', START);
}

const START = { line: 1, column: 1 };

function refusal({ refused, detail }: Refusal<PublicationRefusal>): FileFault {
  return new FileFault(`publications.refused.${refused}`, START, detail);
}

const UNTOLD = new Set(['frontMatter', 'fileName', 'fileSha256']);

function changedFields(old: PublicationContent, now: PublicationContent): string[] {
  const plain = (value: unknown): string => JSON.stringify(value) ?? '';
  return Object.keys(now).filter((name) => {
    const field = name as keyof PublicationContent;
    return !UNTOLD.has(name) && plain(old[field]) !== plain(now[field]);
  });
}

export async function writeCategory(trx: Trx, run: Writing, content: CategoryContent): Promise<Written> {
  const rows = await trx
    .selectFrom('publication_categories')
    .selectAll()
    .where((eb) => eb.or([eb('file_name', '=', content.fileName), eb('slug', '=', content.slug)]))
    .orderBy('id')
    .execute();
  const found = rows.find((row) => row.file_name === content.fileName) ?? rows[0];
  const { slug } = content;
  if (!found) {
    const created = await createCategory(trx, run.act, content);
    if (!created.ok) throw refusal(created);
    return { action: 'created', href: slug, slug };
  }
  const left = whyLeft(content.fileSha256, found.file_sha256, () => categoryFile(categoryContent(found)));
  if (left) return { action: left, href: found.slug, slug: found.slug };
  const saved = await saveCategory(trx, run.act, found.id, { content, version: found.version });
  if (!saved.ok) throw refusal(saved);
  return { action: 'changed', href: slug, slug, fields: ['title', 'description'] };
}
