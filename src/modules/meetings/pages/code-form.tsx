/** Where a code is typed: of a meeting, or of a sheet of paper. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../ui/controls/error-summary.tsx';
import { Form } from '../../../ui/controls/form.tsx';
import { TextField } from '../../../ui/controls/text-field.tsx';

export interface CodeFormProps {
  t: Translate;
  action: string;
  /** What the form does, for who does not see it. */
  label: string;
  /** Of the field, and of the button. */
  code: string;
  submit: string;
  /** What was typed that is no code; undefined: nothing yet. */
  typed: string | undefined;
  unknown: string;
}

export function CodeForm({ t, action, label, code, submit, typed, unknown }: CodeFormProps): VNode {
  const faults = typed === undefined ? [] : [unknown];
  return (
    <>
      <ErrorSummary t={t} faults={faults.map((message) => ({ id: 'codigo', message }))} />
      <Form action={action} method="get" label={label}>
        <TextField
          t={t}
          id="codigo"
          name="codigo"
          label={code}
          hint={t('meetings.code.hint')}
          value={typed}
          faults={faults}
          maxlength={20}
          width="short"
          autocomplete="off"
          required
          mark={false}
        />
        <ButtonRow>
          <Button>{submit}</Button>
        </ButtonRow>
      </Form>
    </>
  );
}
