/** A row of a list of members of a body: who holds which seat. Pure. */
import { freeSlug, slugOf } from '../../../platform/slug.ts';
import { SEAT_OFFICES } from '../rules/vocabulary.ts';
import type { FileBody, FileHolder } from '../schemas/process-file.ts';
import { countsIn, dateIn, keyIn, type ListRow, neededIn, RowFault, wordIn, yesIn } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { contradict, mergeRow } from './list-merge.ts';
import { wordOf } from './list-words.ts';

/** “Presidente de la comisión”: the list itself says who chairs. */
const CHAIRS = /^president[ea]\b/i;

/** @throws {RowFault} */
export function addMember(into: Into, row: ListRow): void {
  const name = neededIn(row, 'name', 'no_candidate');
  const body = bodyIn(into, row);
  const said = saidIn(row);
  const there = memberThere(into, row, name, body);
  const wasHere = (one: FileHolder): boolean => !into.made.has(one);
  if (there && wasHere(there.holder)) into.who.agreed();
  else if ((body.seats ?? []).some(({ holders }) => holders.some(wasHere))) into.who.cameNew();
  if (there) addToSeated(into, row, there, { name, said });
  else seatNew(into, row, body, { name, said });
}

interface Told {
  name: string;
  said: Partial<FileHolder>;
}

function addToSeated(into: Into, row: ListRow, { holder, seat }: Seated, { name, said }: Told): void {
  const { who } = into;
  const cites = into.citeNumbered(row, [keyIn(row)]);
  const words = (field: string, value: string | number | boolean): string =>
    field === 'office' ? wordOf('selections.office', String(value)) : String(value);
  mergeRow<FileHolder>(into, row, holder, { said, cites, words });
  // Whom somebody found under another spelling keeps the one that is there.
  if (who.said(name) === undefined && !who.holders.named(name).includes(holder))
    contradict(into, row, holder, { field: 'name', words: name, cites });
  const label = row.cells.get('seat_label');
  const asked = row.cells.get('seat');
  const isOther =
    asked === undefined ? label !== undefined && !isLabel(row, label, seat.label) : asked !== seat.key;
  if (isOther) contradict(into, row, holder, { field: 'seat', words: label ?? asked ?? '', cites });
}

/** As it is printed, or with who sent them: “Presidencia” is what follows from “Presidente de la comisión”. */
function isLabel(row: ListRow, printed: string, label: string): boolean {
  const [own, there] = [slugOf(labelOf(row, printed)), slugOf(label)];
  return (
    own === there ||
    slugOf(printed) === there ||
    there.startsWith(`${slugOf(printed)}-`) ||
    CHAIRS.test(printed)
  );
}

function labelOf(row: ListRow, printed: string): string {
  const from = row.cells.get('from');
  return from ? `${printed} (${from})` : printed;
}

function seatNew(into: Into, row: ListRow, body: FileBody, { name, said }: Told): void {
  const { holders } = into.who;
  const key = keyIn(row) ?? freeSlug(slugOf(name) || 'integrante', holders.taken);
  const seats = (body.seats ??= []);
  const asked = row.cells.get('seat');
  const seat = asked === undefined ? undefined : seats.find((one) => one.key === asked);
  if (asked !== undefined && !seat) throw new RowFault('unknown_seat', 'seat');
  const printed = seat ? '' : neededIn(row, 'seat_label', 'no_seat');
  const holder: FileHolder = { key, name, ...said, cite: into.citeNumbered(row, [keyIn(row)]) };
  holders.add(holder);
  into.made.add(holder);
  if (seat) {
    seat.holders.push(holder);
    return;
  }
  const group = row.cells.get('group');
  const taken = (into.file.bodies ?? []).flatMap((one) => (one.seats ?? []).map((other) => other.key));
  seats.push({
    key: freeSlug(key, new Set(taken)),
    ...(group && { group }),
    label: labelOf(row, printed),
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

interface Seated {
  holder: FileHolder;
  seat: NonNullable<FileBody['seats']>[number];
}

/** @throws {RowFault} where key and name are of two people, or the key is of a member of another body */
function memberThere({ file, who }: Into, row: ListRow, name: string, body: FileBody): Seated | undefined {
  const seatedIn = (one: FileBody): Seated[] =>
    (one.seats ?? []).flatMap((seat) => seat.holders.map((holder) => ({ holder, seat })));
  const own = seatedIn(body);
  const said = who.said(name);
  const named =
    said === undefined
      ? own.filter(({ holder }) => who.holders.named(name).includes(holder))
      : own.filter(({ holder }) => holder.key === said);
  const key = keyIn(row);
  const numbered = own.find(({ holder }) => holder.key === key);
  if (numbered) {
    const { holder } = numbered;
    if (said === undefined ? !who.fits(holder.name, name) : said !== holder.key) throw who.differ('key');
    return numbered;
  }
  if (
    key !== undefined &&
    (file.bodies ?? []).some((one) => seatedIn(one).some(({ holder }) => holder.key === key))
  )
    throw new RowFault('other_body', 'key');
  if (key !== undefined && named.length > 0) throw who.differ('key');
  if (named.length > 1) throw who.two(name, 'name');
  if (said !== undefined && named.length === 0) throw who.nobodySaid(name, 'unknown_member');
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
