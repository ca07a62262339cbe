/**
 * What can be said of an institution, a post or a person: one list, by which forms, imports, pages, exports and the
 * history read and write statements. There is no property for what may not be known of a person (`import/fields.ts`).
 */
import Type, { type Static } from 'typebox';
import type { SubjectKind } from '../tables.ts';

const text = (maxLength: number) => Type.String({ minLength: 1, maxLength });

/** Words, as they are shown. */
export const TextValue = Type.Object({ text: text(20_000) }, { additionalProperties: false });
/** An address somewhere else, with what it is called. */
export const LinkValue = Type.Object(
  { text: text(300), href: Type.String({ pattern: '^https?://', maxLength: 2000 }) },
  { additionalProperties: false },
);
/** A record of ours: an institution above, a law explained. `text`: as the source names it. */
export const RefValue = Type.Object(
  { text: text(500), kind: text(40), id: Type.String({ format: 'uuid' }) },
  { additionalProperties: false },
);

/** As far as it is known: `2019`, `2019-10`, `2019-10-13`. */
const partialDate = Type.String({ pattern: String.raw`^\d{4}(-\d{2}(-\d{2})?)?$` });

export const CONDUCT_STATES = ['filed', 'admitted', 'rejected', 'appealed', 'final'] as const;
/** A claim about conduct: never without where it stands and since when. */
export const ConductValue = Type.Object(
  {
    text: text(2000),
    state: Type.Enum([...CONDUCT_STATES]),
    date: partialDate,
  },
  { additionalProperties: false },
);

/**
 * A date as printed, and what can be read of it in one way only: none of “2/5/2018”, a span, or several, each with
 * what is printed before it.
 */
export const DateValue = Type.Object(
  {
    text: text(300),
    dates: Type.Array(
      Type.Object(
        {
          label: Type.Optional(text(300)),
          from: Type.Optional(partialDate),
          to: Type.Optional(partialDate),
        },
        { additionalProperties: false },
      ),
      { maxItems: 20 },
    ),
  },
  { additionalProperties: false },
);

export type TextValue = Static<typeof TextValue>;
export type LinkValue = Static<typeof LinkValue>;
export type RefValue = Static<typeof RefValue>;
export type ConductValue = Static<typeof ConductValue>;
export type DateValue = Static<typeof DateValue>;

const VALUES = {
  text: TextValue,
  link: LinkValue,
  ref: RefValue,
  conduct: ConductValue,
  date: DateValue,
} as const;
export type ValueType = keyof typeof VALUES;
export type StatementValue = TextValue | LinkValue | RefValue | ConductValue | DateValue;

export interface PropertySpec {
  value: ValueType;
  /** One is shown, the others contradict it and stand beside; else each stands for itself. */
  single?: true;
  /** Over time there are several, each with its span: names, holders of an address. */
  dated?: true;
}

const of = <T extends Record<string, PropertySpec>>(specs: T): T => specs;

export const PROPERTIES = {
  institution: of({
    name: { value: 'text', single: true, dated: true },
    acronym: { value: 'text', single: true },
    kind: { value: 'text', single: true },
    parent: { value: 'ref', single: true, dated: true },
    territory: { value: 'text', single: true },
    sector: { value: 'text', single: true },
    description: { value: 'text', single: true },
    mission: { value: 'text', single: true },
    vision: { value: 'text', single: true },
    function: { value: 'text' },
    legal_basis: { value: 'text' },
    law: { value: 'ref' },
    composition: { value: 'text', single: true },
    address: { value: 'text', single: true, dated: true },
    hours: { value: 'text', single: true },
    days: { value: 'text', single: true },
    phone: { value: 'text' },
    email: { value: 'text' },
    website: { value: 'link', single: true },
    channel: { value: 'link' },
    service: { value: 'link' },
    picture: { value: 'link', single: true },
    relation: { value: 'ref', dated: true },
    document: { value: 'link' },
    // Of bodies that propose or elect: for which institution, by its name as printed; who, when, and how chosen.
    selects_for: { value: 'text' },
    selects: { value: 'text', single: true },
    requirement: { value: 'text' },
    election_date: { value: 'date', single: true },
    next_election: { value: 'date', single: true },
  }),
  post: of({
    label: { value: 'text', single: true, dated: true },
    seats: { value: 'text', single: true },
    term: { value: 'text', single: true },
    requirement: { value: 'text' },
    legal_basis: { value: 'text' },
    chosen_by: { value: 'text', single: true },
  }),
  person: of({
    name: { value: 'text', single: true, dated: true },
    gender: { value: 'text', single: true },
    birth_year: { value: 'text', single: true },
    profession: { value: 'text', single: true },
    bar_number: { value: 'text', single: true },
    experience_years: { value: 'text', single: true },
    experience: { value: 'text' },
    education: { value: 'text' },
    human_projection: { value: 'text' },
    document: { value: 'link' },
    statement: { value: 'text', dated: true },
    office_email: { value: 'text', single: true },
    office_phone: { value: 'text', single: true },
    office_address: { value: 'text', single: true },
    portrait: { value: 'link', single: true },
    relation: { value: 'ref', dated: true },
    conduct: { value: 'conduct' },
  }),
} as const satisfies Record<SubjectKind, Record<string, PropertySpec>>;

export type Property<K extends SubjectKind = SubjectKind> = K extends SubjectKind
  ? keyof (typeof PROPERTIES)[K] & string
  : never;

/** @returns undefined for a property that this kind of record has not */
export function propertyOf(kind: SubjectKind, property: string): PropertySpec | undefined {
  const specs: Record<string, PropertySpec> = PROPERTIES[kind];
  return Object.hasOwn(specs, property) ? specs[property] : undefined;
}

/** The schema of what a property's value must look like. */
export function valueSchema(spec: PropertySpec) {
  return VALUES[spec.value];
}
