/** Everything that is written, as Markdown files: those that were imported as they came, unless changed here. */
import type { Read } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { categoryContent, contentOf, findOffice, listCategories } from '../queries/office.ts';
import { readingOf } from './import-files.ts';
import { LICENCE_NOTE, licenceNote } from './licence-note.ts';
import { type FileKind, FOLDERS } from './names.ts';
import { categoryFile, pathOf, publicationFile } from './to-file.ts';

export interface ExportedFile {
  /** Inside the folder, with `/`. */
  path: string;
  text: string;
}

const PAGE = 100;

/** All files of an export: under which licences its content may be used, and the content. */
export async function* exportFolder(deps: Pick<Deps, 'db'>): AsyncGenerator<ExportedFile> {
  yield { path: LICENCE_NOTE, text: await licenceNote(deps.db) };
  yield* exportFiles(deps);
}

/** Categories, then publications, the oldest first; those in the archive are left out, drafts say that they are. */
export async function* exportFiles(deps: Pick<Deps, 'db'>): AsyncGenerator<ExportedFile> {
  const reading = await readingOf(deps);
  const used = new Set([LICENCE_NOTE.toLowerCase()]);
  for (const row of await listCategories(deps.db)) {
    yield written(categoryContent(row), (content) => {
      const text = categoryFile(content);
      return { path: freePath(used, pathOf(content, 'category'), 'category'), text };
    });
  }
  for await (const id of publicationIds(deps.db)) {
    const row = await findOffice(deps.db, id);
    if (!row) continue;
    yield written(contentOf(row), (content) => {
      const text = publicationFile(content, reading, row.status !== 'published');
      return { path: freePath(used, pathOf(content, row.type), row.type), text };
    });
  }
}

/** Before one file ends the export of all, it does without the names of its front matter that only the file knows. */
function written<T extends { frontMatter: string | null }>(
  content: T,
  write: (content: T) => ExportedFile,
): ExportedFile {
  try {
    return write(content);
  } catch (error) {
    if (content.frontMatter === null) throw error;
    return write({ ...content, frontMatter: null });
  }
}

async function* publicationIds(db: Read): AsyncGenerator<string> {
  let after: string | undefined;
  do {
    let query = db
      .selectFrom('publications')
      .select('id')
      .where('status', '<>', 'archived')
      .orderBy('id')
      .limit(PAGE);
    if (after !== undefined) query = query.where('id', '>', after);
    const ids = (await query.execute()).map((row) => row.id);
    yield* ids;
    after = ids.length === PAGE ? ids.at(-1) : undefined;
  } while (after !== undefined);
}

/** Blind to case: some systems are. */
function freePath(used: Set<string>, wished: string, kind: FileKind): string {
  const name = shortened(wished.split('/').at(-1) ?? '');
  const [, stem = name, end = ''] = /^(.*?)(\.[a-z]+)$/i.exec(name) ?? [];
  let path = isInside(wished) ? wished : `${FOLDERS[kind]}/${name}`;
  for (let n = 1; used.has(path.toLowerCase()); n++)
    path = `${FOLDERS[kind]}/${n === 1 ? name : `${stem}-${n}${end}`}`;
  used.add(path.toLowerCase());
  return path;
}

/** Bytes of a name that any disk takes, with room for a number; archives may hold longer ones. */
const LONGEST_NAME = 240;
const LONGEST_PATH = 1000;

function shortened(name: string): string {
  if (Buffer.byteLength(name) <= LONGEST_NAME) return name;
  const end = /\.[a-z]{1,8}$/i.exec(name)?.[0] ?? '';
  return `${name.slice(0, 50).toWellFormed()}${end}`;
}

/** A name out of the database leads nowhere but into the folder, and not deeper than a disk goes. */
function isInside(path: string): boolean {
  const isPart = (part: string) => part !== '' && !part.startsWith('.') && !/[\\:\0]/.test(part);
  const fits = (part: string) => Buffer.byteLength(part) <= LONGEST_NAME;
  return (
    Buffer.byteLength(path) <= LONGEST_PATH && path.split('/').every((part) => isPart(part) && fits(part))
  );
}
