/** The controls of a form, drawn from its one TypeBox object (`fieldsOf(form)`). */
import type { VNode } from 'preact';
import type { FieldFault as FormFault } from '../../platform/errors.ts';
import type { FormField } from '../../platform/forms/field.ts';
import type { RawValues } from '../../platform/forms/read.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { say } from '../../platform/i18n/words.ts';
import { Checkbox, CheckboxGroup, RadioGroup, Select } from './choice-fields.tsx';
import { DateField, DateTimeField } from './date-field.tsx';
import type { FieldFault } from './error-summary.tsx';
import type { FieldBase } from './field.tsx';
import { TextArea, TextField } from './text-field.tsx';

/**
 * The HTML id of a field's control; faults link to it.
 * @param prefix another one for the second form of a page, whose fields may have the same names
 */
export function fieldId(name: string, prefix = 'f'): string {
  return `${prefix}-${name.replaceAll(/[^a-zA-Z0-9_-]/g, '-')}`;
}

/** The faults of a form for `<ErrorSummary>`, each leading to its control. */
export function summaryFaults(faults: readonly FormFault[], prefix?: string): FieldFault[] {
  return faults.map(({ field, message }) => (field ? { id: fieldId(field, prefix), message } : { message }));
}

export interface FormFieldsProps {
  t: Translate;
  /** What to draw, in this order. Fields without `ui` are passed over. */
  fields: readonly FormField[];
  values: RawValues;
  faults: readonly FormFault[];
  /** All fields of the form when only some are drawn here: a condition may name one drawn elsewhere. */
  among?: readonly FormField[] | undefined;
  /** Of date-times, in words: “Guatemala (GMT-6)”. */
  zone?: string | undefined;
  /** Of the controls' ids, as in `fieldId`. */
  prefix?: string | undefined;
}

export function FormFields(props: FormFieldsProps): VNode {
  const drawn = props.fields.flatMap((field) => (field.ui ? [{ field, ui: field.ui }] : []));
  return (
    <>
      {sameConditions(drawn).map((questions) => (
        <Questions {...props} questions={questions} />
      ))}
    </>
  );
}

type FieldUi = NonNullable<FormField['ui']>;
interface Question {
  field: FormField;
  ui: FieldUi;
}

const conditionOf = ({ ui }: Question): string => JSON.stringify(ui.shownWhen ?? null);

/** Neighbours under one condition together: it is said once. */
function sameConditions(drawn: readonly Question[]): Question[][] {
  const runs: Question[][] = [];
  for (const question of drawn) {
    const run = runs.at(-1);
    if (run?.[0] && conditionOf(run[0]) === conditionOf(question)) run.push(question);
    else runs.push([question]);
  }
  return runs;
}

function Questions({ questions, ...props }: FormFieldsProps & { questions: readonly Question[] }): VNode {
  const controls = questions.map((question) => (
    <Control {...props} field={question.field} ui={question.ui} />
  ));
  const when = questions[0]?.ui.shownWhen;
  if (!when) return <>{controls}</>;
  // Read by the script as a query string: shown when any of the pairs holds.
  const pairs = new URLSearchParams(when.values.map((value) => [when.field, value]));
  return (
    <div class="conditional" data-shown-when={pairs.toString()}>
      <p class="conditional-hint">{props.t('ui.form.shown_when', { choice: choiceWords(props, when) })}</p>
      {controls}
    </div>
  );
}

/** The deciding answer as the reader sees it: the option's words, or the label of a single box. */
function choiceWords({ t, fields, among }: FormFieldsProps, when: NonNullable<FieldUi['shownWhen']>): string {
  const deciding = (among ?? fields).find((f) => f.name === when.field)?.ui;
  if (deciding?.control === 'checkbox') return say(deciding.label, t);
  return when.values
    .map((value) => {
      const option = deciding?.options?.find((o) => o.value === value);
      return option ? say(option.label, t) : value;
    })
    .join('», «');
}

function Control({ t, field, ui, values, faults, zone, prefix }: FormFieldsProps & Question): VNode {
  const typed = values.get(field.name) ?? [];
  const base: FieldBase = {
    t,
    id: fieldId(field.name, prefix),
    name: field.name,
    label: say(ui.label, t),
    hint: ui.hint ? say(ui.hint, t) : undefined,
    faults: faults.filter((f) => f.field === field.name).map((f) => f.message),
    required: field.required,
    // Leaving a single box empty is an answer too: “optional” would say nothing.
    ...((ui.mark === false || (ui.control === 'checkbox' && !field.required)) && { mark: false }),
  };
  const options = (ui.options ?? []).map((o) => ({ value: o.value, label: say(o.label, t) }));
  const value = typed[0] ?? '';
  switch (ui.control) {
    case 'textarea':
      return (
        <TextArea
          {...base}
          value={value}
          rows={ui.rows}
          maxlength={numberOf(field, 'maxLength')}
          autocomplete={ui.autocomplete}
        />
      );
    case 'select':
      return (
        <Select
          {...base}
          options={options}
          empty={field.required ? undefined : t('ui.field.none')}
          value={value}
          autocomplete={ui.autocomplete}
        />
      );
    case 'radio':
      return <RadioGroup {...base} options={options} value={value} />;
    case 'checkboxes':
      return <CheckboxGroup {...base} options={options} values={typed} />;
    case 'checkbox':
      return <Checkbox {...base} checked={typed.some(isYes)} />;
    case 'date':
      return <DateField {...base} value={value} autocomplete={ui.autocomplete} />;
    case 'datetime':
      return <DateTimeField {...base} value={value} zone={zone} />;
    case 'number':
      return <NumberField base={base} field={field} value={value} />;
    default:
      return (
        <TextField
          {...base}
          type={ui.control}
          value={ui.control === 'password' ? '' : value}
          autocomplete={ui.autocomplete}
        />
      );
  }
}

// A text box, not `type="number"`: browsers empty that one when something else was typed, and the fault shows nothing.
function NumberField({ base, field, value }: { base: FieldBase; field: FormField; value: string }): VNode {
  const whole = field.schema['type'] === 'integer';
  return <TextField {...base} inputmode={whole ? 'numeric' : 'decimal'} width="short" value={value} />;
}

function numberOf(field: FormField, keyword: string): number | undefined {
  const limit = field.schema[keyword];
  return typeof limit === 'number' ? limit : undefined;
}

// As `platform/forms` reads a box.
function isYes(value: string): boolean {
  return ['on', 'true', '1', 'yes', 'si', 'sí'].includes(value.trim().toLowerCase());
}
