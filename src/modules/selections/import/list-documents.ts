/** A row of a list of documents. What several candidates have at one address is one document, of the process. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import type { FileDocument } from '../schemas/process-file.ts';
import { addressIn, keyIn, type ListRow, neededIn, RowFault } from './list-cells.ts';
import type { Into } from './list-into.ts';

const LONGEST_KEY = 80;

/** @throws {RowFault} */
export function addDocument(into: Into, row: ListRow): void {
  const title = neededIn(row, 'title', 'no_title');
  const url = addressIn(row, 'url');
  if (url === undefined) throw new RowFault('no_address', 'url');
  const isOfSomebody = ['candidate', 'candidate_id', 'file_number'].some((name) => row.cells.has(name));
  const candidacy = isOfSomebody ? into.candidacy(row).key : undefined;
  const list = (into.file.documents ??= []);
  const publisher = row.cells.get('publisher') ?? into.own.publisher;
  const date = row.cells.get('date');
  // The document itself is what is cited.
  const source = into.source({ title, publisher, url, ...(date && { date }) });
  const stage = row.cells.get('stage');
  const event = row.cells.get('event');
  const key = keyIn(row);
  const there = key === undefined ? list.find((one) => cites(one, source)) : undefined;
  if (there) {
    if (there.candidacy !== undefined && there.candidacy !== candidacy) share(list, there);
    return;
  }
  const one: FileDocument = {
    key: key ?? slugOf(`${candidacy ?? ''} ${title}`).slice(0, LONGEST_KEY),
    title,
    ...(stage && { stage }),
    ...(event && { event }),
    ...(candidacy && { candidacy }),
    cite: [source],
  };
  const at = list.findIndex((other) => other.key === one.key);
  if (at < 0) list.push(one);
  else list[at] = one;
}

const cites = ({ cite }: FileDocument, source: string): boolean =>
  (cite ?? []).some((one) => (typeof one === 'string' ? one : one.source) === source);

/** Of nobody in particular, and not called by the first who had it. */
function share(list: readonly FileDocument[], one: FileDocument): void {
  const own = slugOf(one.title).slice(0, LONGEST_KEY);
  const isOurs = one.key === slugOf(`${one.candidacy ?? ''} ${one.title}`).slice(0, LONGEST_KEY);
  delete one.candidacy;
  if (isOurs && !list.some(({ key }) => key === own)) one.key = own;
}
