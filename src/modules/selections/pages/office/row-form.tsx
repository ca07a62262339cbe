/** The form of one row of a process at the desk, and below it the way to take it away. */
import type { ComponentChildren, VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import type { FormField } from '../../../../platform/forms/field.ts';
import { say } from '../../../../platform/i18n/words.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { FormFields } from '../../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import type { Crumb } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeSelection } from '../../queries/office.ts';
import type { FormGroup } from '../../schemas/desk-fields.ts';
import { type Desk, SelectionFrame } from './frame.tsx';

/** What is kept now of a field that was typed otherwise. */
export interface Theirs {
  label: string;
  /** Empty: nothing. */
  value: string;
}

export interface RowFormProps {
  desk: Desk;
  row: OfficeSelection;
  title: string;
  lead?: string | undefined;
  between: readonly Crumb[];
  /** Its own address; `{here}/quitar` takes it away. */
  here: string;
  cancelHref: string;
  fields: readonly FormField[];
  groups: readonly FormGroup[];
  /** Below its own controls. */
  groupsAfter: readonly FormGroup[];
  /** Shown where somebody else has written it meanwhile. */
  theirs: readonly Theirs[];
  /** Ids of the citations that the form draws. */
  drawn: readonly string[];
  state: FormState;
  /** Faults of taking it away; undefined where there is nothing to take away. */
  removal: readonly FieldFault[] | undefined;
  /** Controls of its own, after the fields. */
  children?: ComponentChildren;
  /** Above the form. */
  head?: ComponentChildren;
}

export function RowFormPage(props: RowFormProps): VNode {
  const { desk, row, groups, fields } = props;
  const { t } = desk;
  return (
    <SelectionFrame desk={desk} row={row} title={props.title} lead={props.lead} between={props.between}>
      {props.theirs.length > 0 ? (
        <Notice t={t} kind="warning" title={t('selections.office.theirs')}>
          <SummaryList
            rows={props.theirs.map(({ label, value }) => ({ label, value: value || t('ui.field.none') }))}
          />
        </Notice>
      ) : null}
      {props.head}
      <SchemaForm
        t={t}
        action={props.here}
        fields={fields}
        state={{ ...props.state, version: row.version }}
        groups={[]}
        submit={t('selections.office.save')}
        cancelHref={props.cancelHref}
      >
        {groups.map((group) => (
          <Group {...props} group={group} />
        ))}
        {props.children}
        {props.groupsAfter.map((group) => (
          <Group {...props} group={group} />
        ))}
        <HiddenFields fields={{ drawn: props.drawn.join(' ') }} />
      </SchemaForm>
      {props.removal ? <Removal {...props} removal={props.removal} /> : null}
    </SelectionFrame>
  );
}

/** Fields under one heading; those that few need folded, unless something stands there or is wrong. */
function Group({ desk: { t }, fields, state, group }: RowFormProps & { group: FormGroup }): VNode | null {
  const { legend, names, folded } = group;
  const of = (wanted: readonly string[]) =>
    wanted.flatMap((name) => fields.filter((field) => field.name === name));
  const drawn = of(names);
  if (drawn.length === 0) return null;
  const controls = (some: readonly FormField[]) => (
    <FormFields t={t} fields={some} among={fields} values={state.values} faults={state.faults} />
  );
  // Folded only below a choice that makes the others needless.
  const at = folded === undefined ? -1 : drawn.findIndex(({ name }) => name === folded.below);
  if (folded === undefined || at < 0) return <FieldSet legend={say(legend, t)}>{controls(drawn)}</FieldSet>;
  const isTold = ({ name }: FormField): boolean =>
    (state.values.get(name) ?? []).some((value) => value !== '') ||
    state.faults.some(({ field }) => field === name);
  return (
    <FieldSet legend={say(legend, t)}>
      {controls(drawn.slice(0, at + 1))}
      <Disclosure summary={say(folded.summary, t)} open={of(folded.names).some(isTold)}>
        {controls(of(folded.names))}
      </Disclosure>
      {controls(drawn.slice(at + 1).filter(({ name }) => !folded.names.includes(name)))}
    </FieldSet>
  );
}

function Removal({
  desk: { t },
  row,
  here,
  removal,
}: RowFormProps & { removal: readonly FieldFault[] }): VNode {
  return (
    <Section title={t('selections.office.take_away')}>
      <p>{t('selections.office.take_away_text')}</p>
      <Form action={`${here}/quitar`} label={t('selections.office.take_away')}>
        <HiddenFields fields={{ version: String(row.version) }} />
        <TextField
          t={t}
          id="quitar-reason"
          name="reason"
          label={t('selections.form.remove_reason')}
          maxlength={500}
          required
          faults={removal.map(({ message }) => message)}
        />
        <ButtonRow>
          <Button kind="danger">{t('selections.office.take_away')}</Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}
