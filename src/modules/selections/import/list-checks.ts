/** A row of a list of background checks: what a register was asked of whom, and what it said. Pure. */
import type { FileCheck } from '../schemas/process-file.ts';
import { addressIn, dateIn, keyIn, type ListRow, neededIn } from './list-cells.ts';
import { correct, correctedBy, isSaid, mayBe, shortWords } from './list-corrected.ts';
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
  const key = own ?? keyOfContent(kind, whose.key, [...content, into.count(JSON.stringify(content))]);
  const list = (into.file.checks ??= []);
  const isSame = (one: FileCheck): boolean =>
    isOf(one, of) && mayBe(own, one) && isAsked(one, said) && isSaid(one, 'on', on);
  const found = list.find((one) => one.key === key) ?? into.twin(list, isSame);
  if (found) {
    if (!isOf(found, of)) throw into.who.differ('key');
    into.claim(found);
  }
  into.looked(key);
  return () => write(into, row, { of, said, key, own, found });
}

interface Placed {
  of: Of;
  said: Said;
  key: string;
  own: string | undefined;
  /** What it is of. */
  found: FileCheck | undefined;
}

function write(into: Into, row: ListRow, { of, said, key, own, found }: Placed): void {
  const cites = into.citeBoth(row);
  const list = (into.file.checks ??= []);
  // Another row of this list may have had the same key.
  const there = found ?? list.find((one) => own !== undefined && one.key === own);
  if (there) {
    if (!isOf(there, of)) throw into.who.differ('key');
    mergeRow<FileCheck>(into, row, there, { said, cites });
    return;
  }
  const may = isLike(into, row, said);
  const likes = list.filter((one) => isOf(one, of) && !into.isClaimed(one) && mayBe(own, one) && may(one));
  const words = checkWords(said);
  const one = correctedBy(into, row, likes, { key, column: 'question', words, wordsOf: checkWords });
  if (one) {
    const { register, question, on, ...others } = said;
    correct<FileCheck>(into, one, { said: { register, question, ...(on && { on }) }, cites });
    mergeRow<FileCheck>(into, row, one, { said: others, cites });
    return;
  }
  const made: FileCheck = { key, ...of, ...said, cite: cites };
  into.push(list, made);
  into.claim(made);
}

const isOf = (one: FileCheck, { holder, candidacy }: Of): boolean =>
  one.holder === holder && one.candidacy === candidacy;

const isAsked = (one: FileCheck, { register, question }: Said): boolean =>
  isSaid(one, 'register', register) && isSaid(one, 'question', question);

/**
 * It may be a later word on that one: the same was asked of the same register on another day, or this very list has one
 * thing that it asked of it that day in other words. What another list asked besides is another check.
 */
function isLike(into: Into, row: ListRow, said: Said): (one: FileCheck) => boolean {
  return (one) => {
    if (isAsked(one, said)) return true;
    const isPart = isSaid(one, 'register', said.register) || isSaid(one, 'question', said.question);
    return isPart && isSaid(one, 'on', said.on) && into.isOwn(row, one.cite);
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
