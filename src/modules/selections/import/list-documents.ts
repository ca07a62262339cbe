/** A row of a list of documents. What several candidates have at one address is one document, of the process. Pure. */
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import type { FileDocument } from '../schemas/process-file.ts';
import { addressIn, keyIn, type ListRow, LONGEST_KEY, neededIn, RowFault } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { mergeRow } from './list-merge.ts';

/** @throws {RowFault} */
export function addDocument(into: Into, row: ListRow): void {
  const title = neededIn(row, 'title', 'no_title');
  const url = addressIn(row, 'url');
  if (url === undefined) throw new RowFault('no_address', 'url');
  const isOfSomebody = ['candidate', 'candidate_id', 'file_number'].some((name) => row.cells.has(name));
  const candidacy = isOfSomebody ? into.who.candidacy(row).key : undefined;
  const list = (into.file.documents ??= []);
  const publisher = row.cells.get('publisher') ?? into.own.publisher;
  const date = row.cells.get('date');
  // The document itself is what is cited.
  const source = into.source({ title, publisher, url, ...(date && { date }) });
  const stage = row.cells.get('stage');
  const event = row.cells.get('event');
  const key = keyIn(row);
  if (key === undefined && isThere(into, list, source, candidacy)) return;
  const said = { title, ...(stage && { stage }), ...(event && { event }), ...(candidacy && { candidacy }) };
  const keyed = list.find((one) => one.key === key);
  if (keyed) {
    if (keyed.candidacy !== undefined && candidacy !== undefined && keyed.candidacy !== candidacy)
      throw into.who.differ('key');
    mergeRow<FileDocument>(into, row, keyed, { said, cites: [source] });
    return;
  }
  const own = key ?? freeSlug(ownKey(title, candidacy), new Set(list.map((one) => one.key)));
  const made: FileDocument = { key: own, ...said, cite: [source] };
  list.push(made);
  into.made.add(made);
}

/** Of the same, of nobody in particular, or of another one in this list: then it is of nobody in particular. */
function isThere(
  { made }: Into,
  list: readonly FileDocument[],
  source: string,
  candidacy: string | undefined,
): boolean {
  const same = list.filter((one) => cites(one, source));
  if (same.some((one) => one.candidacy === undefined || one.candidacy === candidacy)) return true;
  // Of somebody else as was said before: that stays, and this one is said beside it.
  const shared = same.find((one) => made.has(one));
  if (shared) share(list, shared);
  return shared !== undefined;
}

/** Of one candidate or of none, by its title. */
const ownKey = (title: string, candidacy: string | undefined): string =>
  slugOf(`${candidacy ?? ''} ${title}`).slice(0, LONGEST_KEY) || 'documento';

const cites = ({ cite }: FileDocument, source: string): boolean =>
  (cite ?? []).some((one) => (typeof one === 'string' ? one : one.source) === source);

/** Of nobody in particular, and not called by the first who had it. */
function share(list: readonly FileDocument[], one: FileDocument): void {
  const own = slugOf(one.title).slice(0, LONGEST_KEY);
  const isOurs = one.key === ownKey(one.title, one.candidacy);
  delete one.candidacy;
  if (isOurs && !list.some(({ key }) => key === own)) one.key = own;
}
