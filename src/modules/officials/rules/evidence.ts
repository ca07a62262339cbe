/** What is shown of what sources say, and what stands beside it. Pure. */
import type { PropertySpec, StatementValue } from '../schemas/properties.ts';
import type { Evidence } from '../tables.ts';

/** A statement as far as these rules need it. */
export interface Said {
  property: string;
  value: StatementValue;
  evidence: Evidence;
  starts: string | null;
  ends: string | null;
}

/** Words as they are compared. Signs that nobody sees come along from web pages. */
export const folded = (text: string): string =>
  text
    .normalize('NFC')
    .replaceAll(/\p{Cf}/gu, '')
    .replaceAll(/\s+/gu, ' ')
    .trim()
    .toLowerCase();

/** Whether two values say the same thing, but for case and blanks; two records are the same whatever they are called. */
export function sameValue(one: StatementValue, other: StatementValue): boolean {
  if ('id' in one && 'id' in other) return one.kind === other.kind && one.id === other.id;
  const addressOf = (value: StatementValue) => ('href' in value ? value.href : '');
  return folded(one.text) === folded(other.text) && addressOf(one) === addressOf(other);
}

/** Of two spans of one property: names of different years don't contradict each other. Unknown ends are open. */
function overlap(one: Said, other: Said): boolean {
  const before = (end: string | null, start: string | null) =>
    end !== null && start !== null && end < start.slice(0, end.length);
  return !before(one.ends, other.starts) && !before(other.ends, one.starts);
}

/** Whether of two statements of one single property only one can be true: another value at the same time. */
export function contradicts(one: Said, other: Said): boolean {
  return overlap(one, other) && !sameValue(one.value, other.value);
}

/**
 * What becomes of a new statement. Without a source it is kept for editors; where a property has one value at a time
 * and another one is shown already, the new one stands beside it until somebody decides.
 * @param there statements of the same record
 */
export function evidenceFor(
  spec: PropertySpec,
  said: Omit<Said, 'evidence'>,
  hasSource: boolean,
  there: readonly Said[],
): Evidence {
  if (!hasSource) return 'kept';
  if (!spec.single) return 'shown';
  const contradicted = there.some(
    (other) =>
      other.evidence === 'shown' &&
      other.property === said.property &&
      contradicts({ ...said, evidence: 'shown' }, other),
  );
  return contradicted ? 'beside' : 'shown';
}

/** Statements of the same record that say something else where there is one value at a time; none that are kept back. */
export function contradicting<S extends Said & { id: string; subjectId: string }>(
  one: S,
  all: readonly S[],
  spec: PropertySpec | undefined,
): S[] {
  if (!spec?.single) return [];
  return all.filter(
    (other) =>
      other.id !== one.id &&
      other.subjectId === one.subjectId &&
      other.property === one.property &&
      other.evidence !== 'kept' &&
      contradicts(other, one),
  );
}
