/** A row of a list of background checks: what a register was asked of whom, and what it said. Pure. */
import type { FileCheck } from '../schemas/process-file.ts';
import { addressIn, dateIn, keyIn, type ListRow, neededIn } from './list-cells.ts';
import type { Into } from './list-into.ts';

/** @throws {RowFault} */
export function addCheck(into: Into, row: ListRow): void {
  const isMember = row.cells.has('member') || row.cells.has('member_id');
  const whose = isMember ? into.holder(row) : into.candidacy(row);
  const register = neededIn(row, 'register', 'no_register');
  const question = neededIn(row, 'question', 'no_question');
  const on = dateIn(row, 'on');
  const url = addressIn(row, 'url');
  const finding = row.cells.get('finding');
  const method = row.cells.get('method');
  const of = isMember ? { holder: whose.key } : { candidacy: whose.key };
  const counted = `ver-${isMember ? 'm' : 'a'}-${whose.key}`;
  const list = (into.file.checks ??= []);
  const one: FileCheck = {
    key: keyIn(row) ?? `${counted}-${into.count(counted)}`,
    ...of,
    register,
    question,
    ...(on && { on }),
    ...(finding && { finding }),
    ...(method && { method }),
    ...(url && { url }),
    cite: into.citeBoth(row),
  };
  const at = list.findIndex((other) => other.key === one.key);
  if (at < 0) list.push(one);
  else list[at] = one;
}
