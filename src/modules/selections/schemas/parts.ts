/** What the files of this module share: names, dates, what a fact rests on. */
import Type, { type Static } from 'typebox';

/** Words, with what they are at most. */
export const words = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** The stable name of a row in its file. An import finds the row again by it. */
export const Key = Type.String({ pattern: '^[a-z0-9][a-z0-9.-]*$', maxLength: 80 });

/** A date as far as it is known. */
export const PartialDate = Type.String({ pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$` });

export const Count = Type.Integer({ minimum: 0, maximum: 10_000_000 });

export const CitedPlace = Type.Object(
  {
    /** Name of a source of the file. */
    source: words(40),
    page: Type.Optional(words(200)),
    passage: Type.Optional(words(2000)),
    /** Of which field of the row the source prints another value than the one shown. */
    field: Type.Optional(words(40)),
    value: Type.Optional(words(4000)),
    /** Why the other value is the one shown. */
    reason: Type.Optional(words(500)),
  },
  { additionalProperties: false },
);
export type CitedPlace = Static<typeof CitedPlace>;

/** As many as a record may have at the desk. */
export const MOST_CITES = 200;

/** Sources by their name in the file. A fact without any is kept for editors and not shown. */
export const Cite = Type.Optional(Type.Array(Type.Union([words(40), CitedPlace]), { maxItems: MOST_CITES }));

export const Source = Type.Object(
  {
    title: words(500),
    publisher: words(200),
    /** Left out: shown as “sin enlace”. */
    url: Type.Optional(Type.String({ pattern: '^https?://', maxLength: 2000 })),
    date: Type.Optional(words(60)),
    kind: Type.Optional(
      Type.Enum(['law', 'official', 'court', 'press', 'report', 'data', 'recording', 'page', 'other']),
    ),
    lang: Type.Optional(Type.String({ pattern: '^[a-z]{2,3}$' })),
    note: Type.Optional(words(1000)),
  },
  { additionalProperties: false },
);

export const Sources = Type.Record(Type.String({ pattern: '^[A-Za-z0-9_.-]{1,40}$' }), Source);
