/** The survey as a form, and the organiser's forms around it. */
import Type, { type Static, type TObject, type TSchema } from 'typebox';
import { type FieldUi, ui } from '../../../platform/forms/field.ts';
import { choicesOf } from '../rules/figures.ts';
import { SURVEY_QUESTION_TYPES, type SurveyOption, type SurveyQuestionType } from '../tables.ts';

export interface QuestionFacts {
  key: string;
  label: string;
  hint: string;
  type: SurveyQuestionType;
  required: boolean;
  options: readonly SurveyOption[];
}

export const MAX_TEXT = 500;
export const MAX_LONG_TEXT = 3000;

function answerSchema(q: QuestionFacts): TSchema {
  const spec = (control: FieldUi['control'], options?: FieldUi['options']) =>
    ui({
      control,
      label: { text: q.label },
      ...(q.hint && { hint: { text: q.hint } }),
      ...(options && { options }),
    });
  const values = choicesOf(q).map((o) => o.value);
  const own = q.options.map((o) => ({ value: o.value, label: { text: o.label } }));
  switch (q.type) {
    case 'scale':
      return Type.Enum(
        values,
        spec(
          'radio',
          (['1', '2', '3', '4', '5'] as const).map((v) => ({
            value: v,
            label: `surveys.scale.${v}` as const,
          })),
        ),
      );
    case 'yes_no':
      return Type.Enum(
        values,
        spec('radio', [
          { value: 'yes', label: 'form.yes' },
          { value: 'no', label: 'form.no' },
        ]),
      );
    case 'one_of':
      return Type.Enum(values, spec(own.length > 7 ? 'select' : 'radio', own));
    case 'several_of':
      return Type.Array(Type.Enum(values), {
        maxItems: Math.max(values.length, 1),
        ...(q.required && { minItems: 1 }),
        ...spec('checkboxes', own),
      });
    case 'text':
      return Type.String({ maxLength: MAX_TEXT, ...spec('text') });
    case 'long_text':
      return Type.String({ maxLength: MAX_LONG_TEXT, ...spec('textarea') });
  }
}

// Compiling a form costs milliseconds; the same questions give the same form.
const kept = new Map<string, TObject>();
const KEPT_FORMS = 50;

export function surveyForm(questions: readonly QuestionFacts[]): TObject {
  const facts = questions.map(({ key, label, hint, type, required, options }) => [
    key,
    label,
    hint,
    type,
    required,
    options,
  ]);
  const name = JSON.stringify(facts);
  let form = kept.get(name);
  if (!form) {
    const answers = questions.map((q): [string, TSchema] => [
      q.key,
      q.required ? answerSchema(q) : Type.Optional(answerSchema(q)),
    ]);
    form = Type.Object({ answers: Type.Object(Object.fromEntries(answers)) });
    if (kept.size >= KEPT_FORMS) kept.clear();
    kept.set(name, form);
  }
  return form;
}

/** The checked answers of a form made by `surveyForm`. */
export function answersOf(value: Static<TObject>): Record<string, string | string[]> {
  return (value as { answers: Record<string, string | string[]> }).answers;
}

export const SettingsForm = Type.Object({
  intro: Type.Optional(
    Type.String({
      maxLength: 1000,
      ...ui({
        control: 'textarea',
        rows: 3,
        label: 'surveys.office.intro',
        hint: 'surveys.office.intro_hint',
      }),
    }),
  ),
  opens: Type.Optional(
    Type.String(
      ui({ control: 'datetime', label: 'surveys.office.opens', hint: 'surveys.office.opens_hint' }),
    ),
  ),
  closes: Type.Optional(
    Type.String(
      ui({ control: 'datetime', label: 'surveys.office.closes', hint: 'surveys.office.closes_hint' }),
    ),
  ),
  open_link: Type.Optional(
    Type.Boolean(
      ui({ control: 'checkbox', label: 'surveys.office.open_link', hint: 'surveys.office.open_link_hint' }),
    ),
  ),
  open_per_day: Type.Integer({
    minimum: 1,
    maximum: 10_000,
    ...ui({
      control: 'number',
      label: 'surveys.office.open_per_day',
      hint: 'surveys.office.open_per_day_hint',
      shownWhen: { field: 'open_link', values: ['yes', 'on', 'true', '1'] },
    }),
  }),
});

export const QuestionForm = Type.Object({
  label: Type.String({ maxLength: 300, ...ui({ control: 'text', label: 'surveys.office.question.label' }) }),
  hint: Type.Optional(
    Type.String({ maxLength: 500, ...ui({ control: 'text', label: 'surveys.office.question.hint' }) }),
  ),
  type: Type.Enum(
    [...SURVEY_QUESTION_TYPES],
    ui({
      control: 'radio',
      label: 'surveys.office.question.type',
      options: SURVEY_QUESTION_TYPES.map((type) => ({ value: type, label: `surveys.type.${type}` as const })),
    }),
  ),
  options: Type.String({
    maxLength: 5000,
    ...ui({
      control: 'textarea',
      rows: 6,
      label: 'surveys.office.question.options',
      hint: 'surveys.office.question.options_hint',
      shownWhen: { field: 'type', values: ['one_of', 'several_of'] },
    }),
  }),
  required: Type.Optional(
    Type.Boolean(ui({ control: 'checkbox', label: 'surveys.office.question.required' })),
  ),
});
