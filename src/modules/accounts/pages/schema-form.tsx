/** A form drawn from its schema, with what was typed and what is wrong with it. */
import type { ComponentChildren, VNode } from 'preact';
import type { TObject } from 'typebox';
import type { FieldFault } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { RawValues } from '../../../platform/forms/read.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { FormFields, summaryFaults } from '../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../ui/controls/form.tsx';

export interface FormState {
  values: RawValues;
  faults: readonly FieldFault[];
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

export interface SchemaFormProps {
  t: Translate;
  form: TObject;
  state: FormState;
  action: string;
  submit: string;
  /** Names the form when the page has several. */
  label?: string | undefined;
  files?: boolean | undefined;
  hidden?: Readonly<Record<string, string>> | undefined;
  /** Controls of our own, between the fields and the button. */
  more?: ComponentChildren;
  /** Beside the button: a way out. */
  beside?: ComponentChildren;
}

export function SchemaForm(props: SchemaFormProps): VNode {
  const { t, state } = props;
  return (
    <>
      <ErrorSummary t={t} faults={summaryFaults(state.faults)} />
      <Form action={props.action} files={props.files} label={props.label}>
        <HiddenFields fields={props.hidden ?? {}} />
        <FormFields t={t} fields={fieldsOf(props.form)} values={state.values} faults={state.faults} />
        {props.more}
        <ButtonRow>
          <Button>{props.submit}</Button>
          {props.beside}
        </ButtonRow>
      </Form>
    </>
  );
}
