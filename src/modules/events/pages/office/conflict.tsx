/** The choice when two people edit one record at once. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import type { RawValues } from '../../../../platform/forms/read.ts';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { say } from '../../../../platform/i18n/words.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { RadioGroup } from '../../../../ui/controls/choice-fields.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import { Form, HiddenFields } from '../../../../ui/controls/form.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';

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
