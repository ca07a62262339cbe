/** Forms of the back office: summary of faults, fields in groups, buttons; and the choice when two people edit at once. */
import type { ComponentChildren, VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { FormField } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { say } from '../../../../platform/i18n/words.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { RadioGroup } from '../../../../ui/controls/choice-fields.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { fieldId, FormFields, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';

/** What a form shows: the fields, what is typed in them, what is wrong. */
export interface FormState {
  fields: readonly FormField[];
  values: RawValues;
  faults: readonly FieldFault[];
  /** Of the record when the form was drawn; goes back with it. */
  version?: number | undefined;
}

export interface FieldGroup {
  legend: string;
  hint?: string | undefined;
  names: readonly string[];
}

export interface OfficeFormProps {
  t: Translate;
  action: string;
  state: FormState;
  submit: string;
  cancelHref?: string | undefined;
  /** In words; for date-times. */
  zone?: string | undefined;
  /** Without groups the fields stand one below the other. */
  groups?: readonly FieldGroup[] | undefined;
  danger?: boolean | undefined;
  label?: string | undefined;
  /** Of the controls' ids, for the second form of a page. */
  prefix?: string | undefined;
  /** More controls, before the buttons. */
  children?: ComponentChildren;
}

export function OfficeForm(props: OfficeFormProps): VNode {
  const { t, action, state, submit, cancelHref, groups, label, prefix } = props;
  return (
    <>
      <ErrorSummary t={t} faults={summaryFaults(state.faults, prefix)} />
      <Form action={action} label={label}>
        {state.version === undefined ? null : <HiddenFields fields={{ version: String(state.version) }} />}
        {groups ? (
          groups.map((group) => <Group {...props} group={group} />)
        ) : (
          <Fields {...props} fields={state.fields} />
        )}
        {props.children}
        <ButtonRow>
          <Button kind={props.danger ? 'danger' : 'primary'}>{submit}</Button>
          {cancelHref ? (
            <Button kind="link" href={cancelHref}>
              {t('events.office.back')}
            </Button>
          ) : null}
        </ButtonRow>
      </Form>
    </>
  );
}

function Group({ group, ...props }: OfficeFormProps & { group: FieldGroup }): VNode {
  const fields = group.names.flatMap((name) => props.state.fields.filter((field) => field.name === name));
  return (
    <FieldSet legend={group.legend} hint={group.hint}>
      <Fields {...props} fields={fields} />
    </FieldSet>
  );
}

function Fields({
  t,
  state,
  zone,
  fields,
  prefix,
}: OfficeFormProps & { fields: readonly FormField[] }): VNode {
  return (
    <FormFields
      t={t}
      fields={fields}
      among={state.fields}
      values={state.values}
      faults={state.faults}
      zone={zone}
      prefix={prefix}
    />
  );
}

export interface ConflictProps {
  t: Translate;
  action: string;
  backHref: string;
  fields: readonly FormField[];
  mine: RawValues;
  theirs: RawValues;
  /** The newest version: what is sent now answers it. */
  version: number;
}

/**
 * Somebody saved while this person was writing. Nothing is overwritten: per field that differs both values
 * stand there, and the person says which one holds.
 */
export function Conflict({ t, action, backHref, fields, mine, theirs, version }: ConflictProps): VNode {
  const differing = fields.filter((field) => differs(field, mine, theirs));
  return (
    <>
      <Notice t={t} kind="warning" title={t('events.office.conflict.title')}>
        <p>{t(differing.length > 0 ? 'events.office.conflict.lead' : 'events.office.conflict.same')}</p>
      </Notice>
      <Form action={action}>
        <HiddenFields fields={{ version: String(version) }} />
        {fields.flatMap((field) =>
          (mine.get(field.name) ?? []).map((value) => (
            <input type="hidden" name={field.name} value={value} />
          )),
        )}
        {differing.map((field) => (
          <Choice t={t} field={field} mine={mine} theirs={theirs} />
        ))}
        <ButtonRow>
          {differing.length > 0 ? <Button>{t('events.office.conflict.save')}</Button> : null}
          <Button kind="link" href={backHref}>
            {t('events.office.conflict.discard')}
          </Button>
        </ButtonRow>
      </Form>
    </>
  );
}

function Choice({
  t,
  field,
  mine,
  theirs,
}: {
  t: Translate;
  field: FormField;
  mine: RawValues;
  theirs: RawValues;
}): VNode {
  const words = (values: RawValues) =>
    valueWords(t, field, values.get(field.name) ?? []) || t('events.office.conflict.empty');
  return (
    <RadioGroup
      t={t}
      id={fieldId(`keep.${field.name}`)}
      name={`keep.${field.name}`}
      label={field.ui ? say(field.ui.label, t) : field.name}
      mark={false}
      value="theirs"
      options={[
        { value: 'theirs', label: t('events.office.conflict.theirs'), hint: words(theirs) },
        { value: 'mine', label: t('events.office.conflict.mine'), hint: words(mine) },
      ]}
    />
  );
}

function differs(field: FormField, mine: RawValues, theirs: RawValues): boolean {
  const typed = (values: RawValues) =>
    (values.get(field.name) ?? []).map((v) => v.replaceAll('\r\n', '\n').trim()).filter(Boolean);
  const [a, b] = [typed(mine), typed(theirs)];
  return a.length !== b.length || a.some((value, i) => value !== b[i]);
}

/** What a person reads for what a form sends. */
function valueWords(t: Translate, field: FormField, values: readonly string[]): string {
  if (field.ui?.control === 'checkbox') return t(values.length > 0 ? 'form.yes' : 'form.no');
  return values
    .map((value) => {
      const option = field.ui?.options?.find((o) => o.value === value);
      return option ? say(option.label, t) : value;
    })
    .join(', ');
}
