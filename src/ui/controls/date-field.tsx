import type { VNode } from 'preact';
import { controlAttributes, Field } from './field.tsx';
import type { FieldBase } from './field.tsx';

export interface DateFieldProps extends FieldBase {
  /** `YYYY-MM-DD`, or what the person wrote when it was not a date. */
  value?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
  autocomplete?: string | undefined;
}

export function DateField(props: DateFieldProps): VNode {
  return (
    <Field field={props}>
      <input
        {...controlAttributes(props)}
        class="input width-medium"
        type="date"
        value={props.value ?? ''}
        min={props.min}
        max={props.max}
        autocomplete={props.autocomplete}
      />
    </Field>
  );
}

export interface DateTimeFieldProps extends FieldBase {
  /** Wall time `YYYY-MM-DDTHH:MM` in the zone named. */
  value?: string | undefined;
  /** In words: “Guatemala (GMT-6)”. Said beside the field, since a wall time alone is no moment. */
  zone?: string | undefined;
  min?: string | undefined;
  max?: string | undefined;
}

export function DateTimeField(props: DateTimeFieldProps): VNode {
  const notes = props.zone ? [props.t('ui.field.time_zone', { zone: props.zone })] : [];
  return (
    <Field field={props} notes={notes}>
      <input
        {...controlAttributes(props, notes)}
        class="input width-medium"
        type="datetime-local"
        value={props.value ?? ''}
        min={props.min}
        max={props.max}
      />
    </Field>
  );
}
