/** A row of a list of members of a body: who holds which seat. Pure. */
import { slugOf } from '../../../platform/slug.ts';
import { keysOfName } from '../../officials/index.ts';
import { SEAT_OFFICES } from '../rules/vocabulary.ts';
import type { FileBody, FileHolder } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, neededIn, RowFault, wordIn, yesIn } from './list-cells.ts';
import { agree, type Into } from './list-into.ts';

/** “Presidente de la comisión”: the list itself says who chairs. */
const CHAIRS = /^president[ea]\b/i;

/** @throws {RowFault} */
export function addMember(into: Into, row: ListRow): void {
  const name = neededIn(row, 'name', 'no_candidate');
  const body = bodyIn(into, row);
  const said = saidIn(row);
  const there = memberThere(into, row, name);
  if (there) {
    Object.assign(there, said);
    if (into.said(name) === undefined) there.name = name;
    return;
  }
  const key = keyIn(row) ?? slugOf(name);
  const seats = (body.seats ??= []);
  const asked = row.cells.get('seat');
  const seat = asked === undefined ? undefined : seats.find((one) => one.key === asked);
  if (asked !== undefined && !seat) throw new RowFault('unknown_seat', 'seat');
  const printed = seat ? '' : neededIn(row, 'seat_label', 'no_seat');
  const holder: FileHolder = { key, name, ...said, cite: into.cite(row) };
  if (seat) {
    seat.holders.push(holder);
    return;
  }
  const from = row.cells.get('from');
  const group = row.cells.get('group');
  seats.push({
    key,
    ...(group && { group }),
    label: from ? `${printed} (${from})` : printed,
    ...(said.office === 'president' && { chairs: true }),
    holders: [holder],
  });
}

/** The one that the row names, else the only one that has or could have members here. */
function bodyIn(into: Into, row: ListRow): FileBody {
  const bodies = into.file.bodies ?? [];
  const asked = row.cells.get('body');
  if (asked !== undefined) {
    const found = bodies.find(({ key, name }) => key === asked || slugOf(name) === slugOf(asked));
    if (!found) throw new RowFault('unknown_body', 'body');
    return found;
  }
  const seated = bodies.filter(({ seats }) => (seats ?? []).length > 0);
  const [only] = seated.length === 1 ? seated : bodies;
  if (!only || (seated.length !== 1 && bodies.length > 1)) throw new RowFault('unknown_body', 'body');
  return only;
}

/** @throws {RowFault} where key and name are of two people */
function memberThere(into: Into, row: ListRow, name: string): FileHolder | undefined {
  const list = (into.file.bodies ?? []).flatMap(({ seats }) => (seats ?? []).flatMap((one) => one.holders));
  const said = into.said(name);
  const wanted = keysOfName(name).name_key;
  const named = list.filter((one) =>
    said === undefined ? keysOfName(one.name).name_key === wanted : one.key === said,
  );
  const key = keyIn(row);
  const numbered = list.find((one) => one.key === key);
  if (numbered) {
    if (said === undefined ? !agree(numbered.name, name) : said !== numbered.key) throw into.differ('key');
    into.agreed += 1;
    return numbered;
  }
  if (key !== undefined && named.length > 0) throw into.differ('key');
  if (named.length > 1) throw new RowFault('two_candidates', 'name');
  return named[0];
}

function saidIn(row: ListRow): Partial<FileHolder> {
  const office =
    wordIn(row, 'office', SEAT_OFFICES, 'selections.office') ??
    (CHAIRS.test(row.cells.get('seat_label') ?? '') ? 'president' : undefined);
  const alternate = yesIn(row, 'alternate');
  const dates = {
    sworn_on: dateIn(row, 'sworn_on'),
    starts: dateIn(row, 'starts'),
    ends: dateIn(row, 'ends'),
  };
  const words = {
    chosen_by: row.cells.get('chosen_by'),
    slate: row.cells.get('slate'),
    note: row.cells.get('note'),
  };
  const given = Object.entries({ ...dates, ...words }).filter(([, value]) => value !== undefined);
  return {
    ...(office !== undefined && office !== '' && { office }),
    ...(alternate === true && { alternate }),
    ...countsIn(row, 'votes_for', 'votes_against'),
    ...(Object.fromEntries(given) as Partial<FileHolder>),
  };
}
