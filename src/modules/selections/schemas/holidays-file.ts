/** Days on which offices are closed, by year, for deadlines that are counted in working days. */
import Type, { type Static } from 'typebox';
import { CitedPlace, Sources, words } from './parts.ts';

const Holiday = Type.Object(
  {
    date: Type.String({ pattern: String.raw`^\d{4}-\d{2}-\d{2}$` }),
    name: words(200),
    /** An article that a source gives, or what was seen to be done. */
    basis: Type.Object(
      { text: words(500), kind: Type.Enum(['law', 'practice']) },
      { additionalProperties: false },
    ),
    cite: Type.Array(Type.Union([words(40), CitedPlace]), { minItems: 1, maxItems: 20 }),
  },
  { additionalProperties: false },
);

export const HolidaysFile = Type.Object(
  {
    /** As the kinds of election write it. */
    country: words(100),
    /** Each year whole: a day that is not named is a working day. A year that is not named stays as it was. */
    years: Type.Array(
      Type.Object(
        {
          year: Type.Integer({ minimum: 1900, maximum: 2200 }),
          days: Type.Array(Holiday, { maxItems: 200 }),
        },
        { additionalProperties: false },
      ),
      { minItems: 1, maxItems: 50 },
    ),
    sources: Sources,
  },
  { additionalProperties: false },
);
export type HolidaysFile = Static<typeof HolidaysFile>;
