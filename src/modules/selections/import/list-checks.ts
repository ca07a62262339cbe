/** A row of a list of background checks: what a register was asked of whom, and what it said. Pure. */
import { sameValue } from '../../../platform/sources/words.ts';
import type { FileCheck } from '../schemas/process-file.ts';
import { addressIn, dateIn, keyIn, type ListRow, neededIn } from './list-cells.ts';
import type { Into } from './list-into.ts';
import { keyOfContent, mergeRow } from './list-merge.ts';

/** @throws {RowFault} */
export function addCheck(into: Into, row: ListRow): void {
  const isMember = row.cells.has('member') || row.cells.has('member_id');
  const whose = isMember ? into.who.holder(row) : into.who.candidacy(row);
  const of: Pick<FileCheck, 'holder' | 'candidacy'> = isMember
    ? { holder: whose.key }
    : { candidacy: whose.key };
  const said = saidIn(row);
  const cites = into.citeBoth(row);
  const { register, question, on } = said;
  const kind = isMember ? 'ver-m' : 'ver-a';
  const content = [into.sourceKey(row), kind, whose.key, register, question, on];
  const own = keyIn(row);
  const key = own ?? keyOfContent(kind, whose.key, [...content, into.count(JSON.stringify(content))]);
  const list = (into.file.checks ??= []);
  const isSame = (one: FileCheck): boolean =>
    one.holder === of.holder &&
    one.candidacy === of.candidacy &&
    one.on === on &&
    sameValue(one.register, register) &&
    sameValue(one.question, question);
  const keyed = list.find((one) => one.key === key);
  const there = keyed ?? (own === undefined ? into.twin(list, isSame) : undefined);
  if (!there) {
    const made: FileCheck = { key, ...of, ...said, cite: cites };
    list.push(made);
    into.claim(made);
    return;
  }
  into.claim(there);
  if (there.holder !== of.holder || there.candidacy !== of.candidacy) throw into.who.differ('key');
  mergeRow<FileCheck>(into, row, there, { said, cites });
}

/** @throws {RowFault} */
function saidIn(row: ListRow): Omit<FileCheck, 'key' | 'holder' | 'candidacy' | 'cite'> {
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
