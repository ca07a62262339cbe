/**
 * Imports Markdown files: each read, compared with what is here, and written in a transaction of its own or not at
 * all. One bad file stops no other. While one is written, the next few are read and rendered.
 */
import type { Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { toAppError } from '../../../platform/http/failures.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { listCategories } from '../queries/office.ts';
import { deriveCategory, derivePublication, type Reading } from './derive.ts';
import { readFileText, sha256 } from './file-text.ts';
import { FileFault } from './findings.ts';
import { isLicenceNote } from './licence-note.ts';
import { type FileKind, kindOfFile } from './names.ts';
import { type ImportResult, noTotals, type Outcome } from './report.ts';
import type { ImportFile } from './walk.ts';
import { prepare } from '../prepared.ts';
import { makeRenderer, type Renderer } from '../renderer.ts';
import { sectionOf } from '../addresses.ts';
import { writeCategory, writePublication, type Writing, type Written } from './write-file.ts';
import type { FrontMatter } from '../../../platform/front-matter/parse.ts';
import { slugOf } from '../../../platform/slug.ts';

export interface ImportOptions {
  /** Says what would happen, and writes nothing. */
  dryRun: boolean;
  /** What is created stays a draft, and what is public changes only for a reason; otherwise it is published. */
  draft: boolean;
  /** Why texts that are public change: stands in their history. */
  reason?: string | undefined;
  /** What all files hold, whatever they say. */
  kind?: FileKind | undefined;
}

type Needs = Pick<Deps, 'db' | 'config' | 'now'>;

/** Undoes the transaction of a dry run. */
class Undo extends Error {
  override readonly name = 'Undo';
}

const START = { line: 1, column: 1 };

/** Files that are read before they are written. */
const AHEAD = 4;
/** Files whose texts are rendered here, in the time in which a thread starts. */
const FEW = 10;

/** What lasts from file to file: small, however many there are. */
interface Run extends Writing {
  renderer: Renderer;
  reading: Reading & { categories: Map<string, string> };
  /** File names that this run has used already, by section. */
  names: Set<string>;
  /** Files that it has read, by their paths. */
  seen: Set<string>;
  /** Categories that a dry run would have created, by slug. */
  promised: Set<string>;
}

/**
 * @param tell called with each file's outcome, in order
 * @returns how many of which
 */
export async function importFiles(
  deps: Needs,
  actor: Actor,
  files: AsyncIterable<ImportFile> | Iterable<ImportFile>,
  options: ImportOptions,
  tell: (outcome: Outcome) => void = () => undefined,
): Promise<ImportResult> {
  const run: Run = {
    act: { actor, now: deps.now() },
    reason: options.reason,
    publish: !options.draft,
    touched: new Set(),
    names: new Set(),
    seen: new Set(),
    promised: new Set(),
    reading: await readingOf(deps),
    renderer: makeRenderer({ shortHere: FEW }),
  };
  const totals = noTotals();
  try {
    await importEach(deps, run, files, options, (outcome) => {
      totals[outcome.action] += 1;
      tell(outcome);
    });
  } finally {
    await run.renderer.close();
  }
  if (!options.dryRun && totals.created + totals.changed > 0)
    await withTransaction(deps.db, (trx) =>
      audit(trx, {
        actor,
        action: 'publications.import',
        subject: { kind: 'publication', id: 'files' },
        detail: { ...totals },
      }),
    );
  return { totals, dryRun: options.dryRun };
}

/** In the order of the files, a few read ahead. */
async function importEach(
  deps: Needs,
  run: Run,
  files: AsyncIterable<ImportFile> | Iterable<ImportFile>,
  { dryRun, kind }: ImportOptions,
  tell: (outcome: Outcome) => void,
): Promise<void> {
  const opened: Opened[] = [];
  const writeDownTo = async (rest: number): Promise<void> => {
    for (let next; opened.length > rest && (next = opened.shift());)
      tell(await writeFile(deps, run, next, dryRun));
  };
  try {
    for await (const file of files) {
      const next = await openFile(deps, run, file, kind);
      if (!next) continue;
      opened.push(next);
      // What comes after a category may name it.
      await writeDownTo(next.kind === 'category' ? 0 : AHEAD);
    }
  } finally {
    // Those before a folder that cannot be read are written all the same.
    await writeDownTo(0);
  }
}

/** What files are read with, here and now. */
export async function readingOf({ db }: Pick<Deps, 'db'>): Promise<Run['reading']> {
  const [{ timeZone }, categories] = await Promise.all([readOrganisation(db), listCategories(db)]);
  const known = new Map<string, string>();
  for (const { slug, title } of categories) known.set(slugOf(title), slug).set(slug, slug);
  return { zone: timeZone, categories: known };
}

interface Opened {
  shown: string;
  /** Undefined: it could not be read. */
  kind: FileKind | undefined;
  made: Promise<Made>;
}

interface Made {
  title: string;
  warnings: Outcome['warnings'];
  work: (trx: Trx) => Promise<Written>;
}

/** @returns undefined for the note about licences that an export has beside its content */
async function openFile(
  deps: Needs,
  run: Run,
  file: ImportFile,
  wished: FileKind | undefined,
): Promise<Opened | undefined> {
  const { shown } = file;
  let kind: FileKind | undefined;
  let made: Promise<Made>;
  try {
    const bytes = await file.read();
    if (run.seen.has(shown.normalize('NFC'))) throw new FileFault('publications.import.fault.twin', START);
    run.seen.add(shown.normalize('NFC'));
    const front = readFileText(bytes);
    if (isLicenceNote(file.fileName, front)) return undefined;
    kind = wished ?? kindOfFile(front, file.folders);
    const origin = { fileName: ownName(run, file, kind), fileSha256: sha256(bytes) };
    made = makeOf(deps, run, kind, front, origin);
  } catch (error) {
    made = Promise.reject(error);
  }
  // Whatever is wrong with it is told when its turn comes.
  made.catch(() => undefined);
  return { shown, kind, made };
}

/** From the file to the transaction that writes it. The text is rendered before: that takes processor time. */
async function makeOf(
  deps: Needs,
  run: Run,
  kind: FileKind,
  front: FrontMatter,
  origin: { fileName: string; fileSha256: string },
): Promise<Made> {
  if (kind === 'category') {
    const { content, warnings } = deriveCategory(front, origin);
    return { title: content.title, warnings, work: (trx) => writeCategory(trx, run, content) };
  }
  const { content, draft, warnings } = derivePublication(front, kind, origin, run.reading);
  const categories = content.categories.filter((slug) => !run.promised.has(slug));
  const prepared = await prepare(deps, { ...content, categories }, run.renderer);
  const plain =
    prepared.rendered.unread === undefined
      ? []
      : [{ ...START, key: 'publications.import.warning.unread' as const, values: {} }];
  const work = (trx: Trx) => writePublication(trx, run, prepared, draft);
  return { title: content.title, warnings: [...warnings, ...plain], work };
}

async function writeFile(
  deps: Needs,
  run: Run,
  { shown, kind, made }: Opened,
  dryRun: boolean,
): Promise<Outcome> {
  try {
    const { title, warnings, work } = await made;
    const written = await attempt(deps, dryRun, work);
    if (kind === 'category' && written.action === 'created') {
      run.reading.categories.set(slugOf(title), written.slug).set(written.slug, written.slug);
      if (dryRun) run.promised.add(written.slug);
    }
    return { ...written, shown, ...(kind && { kind }), warnings };
  } catch (error) {
    return { action: 'refused', shown, fault: faultOf(error), warnings: [] };
  }
}

async function attempt(deps: Needs, dryRun: boolean, work: Made['work']): Promise<Written> {
  let done: Written | undefined;
  try {
    return await withTransaction(
      deps.db,
      async (trx) => {
        done = await work(trx);
        if (dryRun) throw new Undo();
        return done;
      },
      // The audit at the end waits for the disk, once for all files.
      { flush: 'later' },
    );
  } catch (error) {
    if (error instanceof Undo && done) return done;
    throw error;
  }
}

/** Two folders may hold files of one name: the second keeps that of its folder with it. */
function ownName({ names }: Run, { fileName, folders }: ImportFile, kind: FileKind): string {
  const group = kind === 'category' ? kind : sectionOf(kind);
  const tries = [fileName, [...folders.slice(-1), fileName].join('/'), [...folders, fileName].join('/')];
  const name =
    tries.map((one) => one.normalize('NFC')).find((one) => !names.has(`${group} ${one}`)) ?? fileName;
  names.add(`${group} ${name}`);
  return name;
}

function faultOf(error: unknown): NonNullable<Outcome['fault']> {
  if (error instanceof FileFault) return error.finding;
  const { code } = error as { code?: unknown };
  // A value that the database can't hold is of this file alone.
  if (toAppError(error).code === 'bad_request')
    return { ...START, key: 'publications.import.fault.refused', values: { code: String(code) } };
  // What the system says of a file that it cannot read. Anything else is a fault of the program or the database.
  if (typeof code !== 'string' || !/^E[A-Z]+$/.test(code)) throw error;
  return { ...START, key: 'publications.import.fault.unreadable', values: { code } };
}
