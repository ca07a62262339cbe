import type { ComponentChildren, VNode } from 'preact';
import { controlAttributes, describedBy, Field, hasFaults, HintAndFaults, Mark } from './field.tsx';
import type { FieldBase } from './field.tsx';

export interface Option {
  value: string;
  label: string;
  hint?: string | undefined;
  disabled?: boolean | undefined;
}

export interface SelectProps extends FieldBase {
  options: readonly Option[];
  value?: string | undefined;
  /** Words of the empty choice; `null` leaves it out. */
  empty?: string | null | undefined;
  autocomplete?: string | undefined;
}

export function Select(props: SelectProps): VNode {
  const { options, value = '', empty = props.t('ui.field.choose') } = props;
  return (
    <Field field={props}>
      <select {...controlAttributes(props)} class="input" autocomplete={props.autocomplete}>
        {empty === null ? null : (
          <option value="" selected={value === ''}>
            {empty}
          </option>
        )}
        {options.map((option) => (
          <option value={option.value} selected={option.value === value} disabled={option.disabled}>
            {option.label}
          </option>
        ))}
      </select>
    </Field>
  );
}

export interface RadioGroupProps extends FieldBase {
  options: readonly Option[];
  value?: string | undefined;
}

/** The first input has the given id, so that a fault's link lands on something that takes the keyboard. */
export function RadioGroup(props: RadioGroupProps): VNode {
  return (
    <Group field={props} role="radiogroup">
      {props.options.map((option, index) => (
        <Choice
          type="radio"
          field={props}
          option={option}
          index={index}
          checked={option.value === props.value}
        />
      ))}
    </Group>
  );
}

export interface CheckboxGroupProps extends FieldBase {
  options: readonly Option[];
  values?: readonly string[] | undefined;
}

export function CheckboxGroup(props: CheckboxGroupProps): VNode {
  return (
    <Group field={props}>
      {props.options.map((option, index) => (
        <Choice
          type="checkbox"
          field={props}
          option={option}
          index={index}
          checked={props.values?.includes(option.value) === true}
        />
      ))}
    </Group>
  );
}

export interface CheckboxProps extends FieldBase {
  /** What is sent when ticked. */
  value?: string | undefined;
  checked?: boolean | undefined;
  /** Instead of the plain label, e.g. with a link in it. */
  children?: ComponentChildren;
}

export function Checkbox(props: CheckboxProps): VNode {
  return (
    <div class={hasFaults(props) ? 'field field-wrong' : 'field'}>
      <div class="choice">
        <input
          {...controlAttributes(props)}
          type="checkbox"
          value={props.value ?? 'yes'}
          checked={props.checked === true}
        />
        <label for={props.id}>
          {props.children ?? props.label}
          <Mark field={props} />
        </label>
      </div>
      <HintAndFaults field={props} />
    </div>
  );
}

interface GroupProps {
  field: FieldBase;
  role?: 'radiogroup' | undefined;
  children: ComponentChildren;
}

function Group({ field, role, children }: GroupProps): VNode {
  const radio = role === 'radiogroup';
  return (
    <fieldset
      class={hasFaults(field) ? 'field field-wrong' : 'field'}
      role={role}
      aria-describedby={describedBy(field)}
      aria-invalid={radio && hasFaults(field) ? true : undefined}
      aria-required={radio && field.required ? true : undefined}
    >
      <legend>
        {field.label}
        <Mark field={field} />
      </legend>
      <HintAndFaults field={field} />
      <div class="choices">{children}</div>
    </fieldset>
  );
}

interface ChoiceProps {
  type: 'radio' | 'checkbox';
  field: FieldBase;
  option: Option;
  index: number;
  checked: boolean;
}

function Choice({ type, field, option, index, checked }: ChoiceProps): VNode {
  const id = index === 0 ? field.id : `${field.id}-${index + 1}`;
  return (
    <div class="choice">
      <input
        type={type}
        id={id}
        name={field.name}
        value={option.value}
        checked={checked}
        disabled={option.disabled}
        required={type === 'radio' && field.required === true}
        aria-describedby={option.hint ? `${id}-option-hint` : undefined}
        aria-invalid={type === 'checkbox' && hasFaults(field) ? true : undefined}
      />
      <label for={id}>{option.label}</label>
      {option.hint ? (
        <p class="hint" id={`${id}-option-hint`}>
          {option.hint}
        </p>
      ) : null}
    </div>
  );
}
