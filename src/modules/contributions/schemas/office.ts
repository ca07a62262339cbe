/** The forms of the back office: the call, a review, a decision, what becomes of it. */
import Type, { type TObject, type TSchema } from 'typebox';
import { ui } from '../../../platform/forms/field.ts';
import type { MessageKey } from '../../../platform/i18n/translate.ts';
import { asked, CRITERIA, HIGHEST, LOWEST, OWN_CRITERION } from '../rules/review.ts';
import { type Criterion, DECISIONS, KINDS, LIBRARY_KINDS } from '../tables.ts';
import { evidenceFields, FORMATS, languagesField, LONG, TOPIC } from './contribution.ts';

const key = (name: string) => `contributions.office.${name}` as MessageKey;
const DATE_TIME = { pattern: String.raw`^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2})?$`, maxLength: 19 };

function moment(name: string) {
  return Type.Optional(
    Type.String({
      ...DATE_TIME,
      ...ui({ control: 'datetime', label: key(name), hint: key(`${name}.hint`) }),
    }),
  );
}

function area(name: string, max: number, rows = 6, hint = false) {
  return Type.String({
    maxLength: max,
    ...ui({ control: 'textarea', label: key(name), rows, ...(hint && { hint: key(`${name}.hint`) }) }),
  });
}

function line(name: string, max: number, hint = false) {
  return Type.String({
    maxLength: max,
    ...ui({ control: 'text', label: key(name), ...(hint && { hint: key(`${name}.hint`) }) }),
  });
}

function whole(name: string, minimum: number, maximum: number, hint = false) {
  return Type.Integer({
    minimum,
    maximum,
    ...ui({ control: 'number', label: key(name), ...(hint && { hint: key(`${name}.hint`) }) }),
  });
}

const kinds = <K extends string>(values: readonly K[]) =>
  values.map((value) => ({ value, label: `contributions.kind.${value}` as MessageKey }));

export const CallForm = Type.Object({
  opens: moment('opens'),
  closes: moment('closes'),
  kinds: Type.Array(Type.Enum([...KINDS]), {
    minItems: 1,
    ...ui({ control: 'checkboxes', label: key('kinds'), options: kinds(KINDS) }),
  }),
  text: Type.Optional(area('text', 10_000, 8, true)),
  anonymous: Type.Optional(
    Type.Boolean(ui({ control: 'checkbox', label: key('anonymous'), hint: key('anonymous.hint') })),
  ),
  reviews_wanted: whole('reviews_wanted', 1, 5, true),
  weight_relevance: whole('weight_relevance', 0, 10),
  weight_clarity: whole('weight_clarity', 0, 10),
  weight_evidence: whole('weight_evidence', 0, 10),
  weight_usefulness: whole('weight_usefulness', 0, 10),
  own_criterion: Type.Optional(line('own_criterion', 80, true)),
  weight_own: Type.Optional(whole('weight_own', 0, 10)),
});

export const WEIGHTS = CRITERIA.map((name) => `weight_${name}` as const);

/** The words of a criterion: of the catalogue, or the organiser's own. */
export function criterionWords({ key: name, label }: Criterion): MessageKey | { text: string } {
  return name === OWN_CRITERION && label
    ? { text: label }
    : (`contributions.criterion.${name}` as MessageKey);
}

/** One to five for each criterion, best first in no way: the order of a scale is from low to high. */
const SCALE = Array.from({ length: HIGHEST - LOWEST + 1 }, (_, at) => String(LOWEST + at));

const reviewForms = new Map<string, TObject>();

/** The form of a review, from the criteria of the call; the same criteria give the same object. */
export function reviewForm(criteria: readonly Criterion[]): TObject {
  const used = asked(criteria);
  const id = JSON.stringify(used.map(({ key: name, label }) => [name, label]));
  let form = reviewForms.get(id);
  if (!form) {
    if (reviewForms.size >= 100) reviewForms.clear();
    form = Type.Object({
      ...Object.fromEntries(used.map((one): [string, TSchema] => [`score_${one.key}`, scoreField(one)])),
      note: area('note', 4000, 6, true),
    });
    reviewForms.set(id, form);
  }
  return form;
}

function scoreField(criterion: Criterion): TSchema {
  return Type.Enum(
    SCALE,
    ui({
      control: 'radio',
      label: criterionWords(criterion),
      options: SCALE.map((value) => ({ value, label: `contributions.score.${value}` as MessageKey })),
    }),
  );
}

export const DecisionForm = Type.Object({
  decision: Type.Enum(
    [...DECISIONS],
    ui({
      control: 'radio',
      label: key('decision'),
      options: DECISIONS.map((value) => ({
        value,
        label: `contributions.decision.${value}` as MessageKey,
      })),
    }),
  ),
  words: Type.Optional(area('words', 2000, 6, true)),
});

export const SessionForm = Type.Object({
  title: line('title', 300),
  type: Type.Enum(
    [...FORMATS],
    ui({
      control: 'select',
      label: key('type'),
      options: FORMATS.map((value) => ({ value, label: `events.type.${value}` as MessageKey })),
    }),
  ),
  starts: moment('starts'),
  ends: moment('ends'),
  abstract: Type.Optional(area('abstract', 20_000, 8)),
});

const item = {
  kind: Type.Enum(
    [...LIBRARY_KINDS],
    ui({ control: 'radio', label: key('kind'), options: kinds(LIBRARY_KINDS) }),
  ),
  title: line('title', 200),
  summary: area('summary', 2000, 4),
  context: Type.Optional(area('context', LONG)),
  done: Type.Optional(area('done', LONG)),
  result: Type.Optional(area('result', LONG)),
  ...evidenceFields(false),
  learned: Type.Optional(area('learned', LONG)),
  topic: TOPIC,
  languages: languagesField('languages'),
  country: Type.Optional(line('country', 100)),
  department: Type.Optional(line('department', 100)),
};

/** A contribution as it goes into the library. */
export const ItemForm = Type.Object(item);

/** A correction of it later, with its reason, which is public. */
export const ItemEditForm = Type.Object({ ...item, reason: line('reason', 300, true) });

/** Nothing of it comes back: said with a tick, where no script asks. */
export const TakeBackForm = Type.Object({
  sure: Type.Literal(
    true,
    ui({ control: 'checkbox', label: key('take_back_sure'), missing: key('take_back_sure.missing') }),
  ),
});
