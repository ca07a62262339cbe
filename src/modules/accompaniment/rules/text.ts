/** A text and what somebody wants it to become, field by field. Pure. */

export const FIELDS = ['title', 'problem', 'affected', 'summary'] as const;
export type Field = (typeof FIELDS)[number];
export type Text = Record<Field, string>;

/** Only of what was changed: as it was, and as it is to be. */
export type Changes = Partial<Record<Field, { before: string; after: string }>>;

export function changesBetween(before: Text, after: Text): Changes {
  return Object.fromEntries(
    FIELDS.filter((field) => before[field] !== after[field]).map((field) => [
      field,
      { before: before[field], after: after[field] },
    ]),
  );
}

/** What nobody wanted to change stays as it is now. */
export function changed(now: Text, changes: Changes): Text {
  const text = { ...now };
  for (const field of FIELDS) text[field] = changes[field]?.after ?? now[field];
  return text;
}
