/** What changed from one version of a table of grades to the next, and whether files were closed by then. Pure. */

export interface RubricAspect {
  key: string;
  parent_key: string;
  label: string;
  rule: string;
  max: string | null;
}

export type AspectChange =
  | { kind: 'added'; aspect: RubricAspect }
  | { kind: 'removed'; aspect: RubricAspect }
  | { kind: 'max'; aspect: RubricAspect; before: string | null; after: string | null }
  | { kind: 'rule'; aspect: RubricAspect; before: string; after: string }
  | { kind: 'label'; aspect: RubricAspect; before: string; after: string };

/** In the order of the newer table, what is gone last. */
export function rubricChanges(
  before: readonly RubricAspect[],
  after: readonly RubricAspect[],
): AspectChange[] {
  const old = new Map(before.map((aspect) => [aspect.key, aspect]));
  const kept = new Set(after.map(({ key }) => key));
  return [
    ...after.flatMap((aspect): AspectChange[] => {
      const was = old.get(aspect.key);
      return was ? changesOf(was, aspect) : [{ kind: 'added', aspect }];
    }),
    ...before
      .filter(({ key }) => !kept.has(key))
      .map((aspect): AspectChange => ({ kind: 'removed', aspect })),
  ];
}

function changesOf(was: RubricAspect, aspect: RubricAspect): AspectChange[] {
  const changes: AspectChange[] = [];
  if (was.label !== aspect.label)
    changes.push({ kind: 'label', aspect, before: was.label, after: aspect.label });
  if (!sameNumber(was.max, aspect.max))
    changes.push({ kind: 'max', aspect, before: was.max, after: aspect.max });
  if (was.rule !== aspect.rule) changes.push({ kind: 'rule', aspect, before: was.rule, after: aspect.rule });
  return changes;
}

const sameNumber = (a: string | null, b: string | null): boolean =>
  a === null || b === null ? a === b : Number(a) === Number(b);

/** Surely later: of two dates that are known to a different degree, what is known of both decides. */
export function isAfter(date: string | null, other: string | null): boolean {
  if (date === null || other === null) return false;
  const known = Math.min(date.length, other.length);
  return date.slice(0, known) > other.slice(0, known);
}
