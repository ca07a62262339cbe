/** A row of a list of background checks: what a register was asked of whom, and what it said. Pure. */
import type { FileCheck } from '../schemas/process-file.ts';
import { addressIn, dateIn, keyIn, type ListRow, neededIn } from './list-cells.ts';
import {
  correct,
  correctedBy,
  isAmong,
  isSaid,
  mayBe,
  saidOf,
  shortWords,
  shownOf,
} from './list-corrected.ts';
import type { Into } from './list-into.ts';
import { keyOfContent, mergeRow } from './list-merge.ts';

type Said = Omit<FileCheck, 'key' | 'holder' | 'candidacy' | 'cite'>;
type Of = Pick<FileCheck, 'holder' | 'candidacy'>;

/** @throws {RowFault} */
export function addCheck(into: Into, row: ListRow): () => void {
  const isMember = row.cells.has('member') || row.cells.has('member_id');
  const whose = isMember ? into.who.holder(row) : into.who.candidacy(row);
  const of: Of = isMember ? { holder: whose.key } : { candidacy: whose.key };
  const said = saidIn(row);
  const { register, question, on } = said;
  const kind = isMember ? 'ver-m' : 'ver-a';
  const content = [into.sourceKey(row), kind, whose.key, register, question, on];
  const own = keyIn(row);
  const keyOf = (): string =>
    keyOfContent(kind, whose.key, [...content, into.count(JSON.stringify(content))]);
  const name = keyOf();
  const list = (into.file.checks ??= []);
  const found = own === undefined ? undefined : list.find(({ key }) => key === own);
  if (found && !isOf(found, of)) throw into.who.differ('key');
  const may = (one: FileCheck): boolean => isOf(one, of) && mayBe(own, one);
  const isShown = (one: FileCheck): boolean =>
    may(one) && isAsked(one, said, shownOf) && isAmong(one, 'on', on, shownOf);
  return into.look<FileCheck>(
    { list, name, found },
    [
      (one) => one.key === name && isShown(one),
      (one) => into.isOwn(row, one.cite) && isShown(one),
      isShown,
      (one) => one.key === name && may(one),
      (one) => may(one) && isAsked(one, said) && isSaid(one, 'on', on),
    ],
    (one) => write(into, row, { of, said, name, own, found: one, keyOf }),
  );
}

interface Placed {
  of: Of;
  said: Said;
  /** What an answer about it is kept under: it says what the row says, whatever key its list gives it. */
  name: string;
  own: string | undefined;
  /** What it is of. */
  found: FileCheck | undefined;
  /** Another one each time. */
  keyOf: () => string;
}

function write(into: Into, row: ListRow, { of, said, name, own, found, keyOf }: Placed): void {
  const cites = into.citeBoth(row);
  const list = (into.file.checks ??= []);
  // Another row of this list may have had the same key.
  const there = found ?? list.find((one) => own !== undefined && one.key === own);
  if (there) {
    if (!isOf(there, of)) throw into.who.differ('key');
    mergeRow<FileCheck>(into, row, there, { said, cites });
    return;
  }
  const may = isLike(into, row, said, own);
  const likes = list.filter((one) => isOf(one, of) && !into.isClaimed(one) && mayBe(own, one) && may(one));
  const words = checkWords(said);
  const one = correctedBy(into, row, likes, { key: name, column: 'question', words, wordsOf: checkWords });
  if (one) {
    const { register, question, on, ...others } = said;
    correct<FileCheck>(into, one, { said: { register, question, ...(on && { on }) }, cites });
    mergeRow<FileCheck>(into, row, one, { said: others, cites });
    return;
  }
  // What once asked this may ask something else by now: its key is taken.
  let key = own ?? name;
  while (list.some((other) => other.key === key)) key = keyOf();
  const made: FileCheck = { key, ...of, ...said, cite: cites };
  into.push(list, made);
  into.claim(made);
}

const isOf = (one: FileCheck, { holder, candidacy }: Of): boolean =>
  one.holder === holder && one.candidacy === candidacy;

const isAsked = (one: FileCheck, { register, question }: Said, valuesOf = saidOf<FileCheck>): boolean =>
  isAmong(one, 'register', register, valuesOf) && isAmong(one, 'question', question, valuesOf);

/**
 * It may be a later word on that one: the same was asked of the same register on another day, or this very list has one
 * thing that it asked of it that day in other words. What another list asked besides is another check.
 */
function isLike(into: Into, row: ListRow, said: Said, own: string | undefined): (one: FileCheck) => boolean {
  return (one) => {
    if (isAsked(one, said)) return true;
    const isOwn = into.isOwn(row, one.cite);
    const isPart = isSaid(one, 'register', said.register) || isSaid(one, 'question', said.question);
    // A list that has keys by now may have had this row without one.
    return isPart && isOwn && (own !== undefined || isSaid(one, 'on', said.on));
  };
}

const checkWords = ({ on, register, question }: Said): string => shortWords([on, register, `«${question}»`]);

/** @throws {RowFault} */
function saidIn(row: ListRow): Said {
  const on = dateIn(row, 'on');
  const url = addressIn(row, 'url');
  const finding = row.cells.get('finding');
  const method = row.cells.get('method');
  return {
    register: neededIn(row, 'register', 'no_register'),
    question: neededIn(row, 'question', 'no_question'),
    ...(on && { on }),
    ...(finding && { finding }),
    ...(method && { method }),
    ...(url && { url }),
  };
}
