/** A form drawn from its fields (`fieldsOf(schema)`), with what was typed and what is wrong with it. */
import type { ComponentChildren, VNode } from 'preact';
import type { FieldFault } from '../../platform/errors.ts';
import type { FormField } from '../../platform/forms/field.ts';
import type { RawValues } from '../../platform/forms/read.ts';
import type { Translate } from '../../platform/i18n/translate.ts';
import { Button, ButtonRow } from './button.tsx';
import { ErrorSummary } from './error-summary.tsx';
import { FieldSet } from './field-set.tsx';
import { FormFields, summaryFaults } from './form-fields.tsx';
import { Form, HiddenFields } from './form.tsx';

export interface FormState {
  values: RawValues;
  faults: readonly FieldFault[];
  /** Of the record when the form was drawn; goes back with it. */
  version?: number | undefined;
}

/** With its fields, where they are only known at the moment: choices out of the database. */
export interface DrawnForm extends FormState {
  fields: readonly FormField[];
}

export const BLANK: FormState = { values: new Map(), faults: [] };

/** A form filled in with what is stored. Empty values are left out. */
export function filled(values: Readonly<Record<string, string | readonly string[]>>): FormState {
  const entries = Object.entries(values).map(([k, v]): [string, readonly string[]] => [
    k,
    typeof v === 'string' ? [v] : v,
  ]);
  return { values: new Map(entries.filter(([, v]) => v.some((text) => text !== ''))), faults: [] };
}

export interface FieldGroup {
  legend: string;
  hint?: string | undefined;
  names: readonly string[];
}

export interface SchemaFormProps {
  t: Translate;
  fields: readonly FormField[];
  state: FormState;
  action: string;
  submit: string;
  /** The button undoes or tells many people. */
  danger?: boolean | undefined;
  /** A way out: “go back without saving”. */
  cancelHref?: string | undefined;
  /** Another way out, beside the button. */
  beside?: ComponentChildren;
  /** Without groups the fields stand one below the other. */
  groups?: readonly FieldGroup[] | undefined;
  /** In words; for date-times. */
  zone?: string | undefined;
  /** Names the form when the page has several. */
  label?: string | undefined;
  /** Of the controls' ids, for the second form of a page. */
  prefix?: string | undefined;
  /** Files are sent too. */
  files?: boolean | undefined;
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Controls of the page's own, between the fields and the buttons. */
  children?: ComponentChildren;
}

export function SchemaForm(props: SchemaFormProps): VNode {
  const { t, fields, state, cancelHref, groups } = props;
  const version = state.version === undefined ? {} : { version: String(state.version) };
  return (
    <>
      <ErrorSummary t={t} faults={summaryFaults(state.faults, props.prefix)} />
      <Form action={props.action} files={props.files} label={props.label}>
        <HiddenFields fields={{ ...version, ...props.hidden }} />
        {groups ? (
          groups.map((group) => <Group {...props} group={group} />)
        ) : (
          <Fields {...props} drawn={fields} />
        )}
        {props.children}
        <ButtonRow>
          <Button kind={props.danger ? 'danger' : 'primary'}>{props.submit}</Button>
          {cancelHref ? (
            <Button kind="link" href={cancelHref}>
              {t('ui.form.back')}
            </Button>
          ) : null}
          {props.beside}
        </ButtonRow>
      </Form>
    </>
  );
}

function Group({ group, ...props }: SchemaFormProps & { group: FieldGroup }): VNode {
  const drawn = group.names.flatMap((name) => props.fields.filter((field) => field.name === name));
  return (
    <FieldSet legend={group.legend} hint={group.hint}>
      <Fields {...props} drawn={drawn} />
    </FieldSet>
  );
}

function Fields({
  t,
  fields,
  state,
  zone,
  prefix,
  drawn,
}: SchemaFormProps & { drawn: readonly FormField[] }): VNode {
  return (
    <FormFields
      t={t}
      fields={drawn}
      among={fields}
      values={state.values}
      faults={state.faults}
      zone={zone}
      prefix={prefix}
    />
  );
}
