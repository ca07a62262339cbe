/** Several of a long list, in order: one drop-down each, with a few more than are filled. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { say } from '../../../../platform/i18n/words.ts';
import { Select } from '../../../../ui/controls/choice-fields.tsx';
import { FieldSet } from '../../../../ui/controls/field-set.tsx';
import { fieldId } from '../../../../ui/controls/form-fields.tsx';
import type { DrawnForm } from '../../../../ui/controls/schema-form.tsx';

/** Empty boxes after those that are filled. */
const SPARE = { speakers: 3, moderators: 1 } as const;

export function PickList({
  t,
  state,
  name,
}: {
  t: Translate;
  state: DrawnForm;
  name: keyof typeof SPARE;
}): VNode | null {
  const field = state.fields.find((f) => f.name === name);
  if (!field?.ui) return null;
  const chosen = state.values.get(name) ?? [];
  const options = (field.ui.options ?? []).map((o) => ({ value: o.value, label: say(o.label, t) }));
  const faults = state.faults.filter((f) => f.field === name).map((f) => f.message);
  const label = say(field.ui.label, t);
  const boxes = Math.min(chosen.length + SPARE[name], Math.max(options.length, chosen.length));
  return (
    <FieldSet
      legend={label}
      hint={options.length === 0 ? t('events.office.pick.none') : t('events.office.pick.hint')}
    >
      {Array.from({ length: boxes }, (_, index) => (
        <Select
          t={t}
          id={index === 0 ? fieldId(name) : fieldId(`${name}-${index + 1}`)}
          name={name}
          label={t(`events.office.pick.${name}`, { n: index + 1 })}
          mark={false}
          options={options}
          value={chosen[index] ?? ''}
          empty={t('events.office.pick.empty')}
          faults={index === 0 ? faults : undefined}
        />
      ))}
    </FieldSet>
  );
}
