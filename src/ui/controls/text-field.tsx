import type { VNode } from 'preact';
import { controlAttributes, Field } from './field.tsx';
import type { FieldBase } from './field.tsx';

export interface TextFieldProps extends FieldBase {
  type?: 'text' | 'email' | 'tel' | 'url' | 'number' | 'password' | 'search' | undefined;
  value?: string | undefined;
  /** HTML autofill token: `name`, `email`, `one-time-code`, `current-password` … */
  autocomplete?: string | undefined;
  inputmode?: 'text' | 'numeric' | 'decimal' | 'email' | 'tel' | 'url' | 'search' | undefined;
  /** Characters; said in words. */
  maxlength?: number | undefined;
  min?: number | undefined;
  max?: number | undefined;
  /** How wide the box looks: as long as what goes in. */
  width?: 'short' | 'medium' | 'full' | undefined;
  /** Words from the field in another language than the page. */
  valueLang?: string | undefined;
}

const INPUT_MODE = { email: 'email', tel: 'tel', url: 'url', number: 'decimal', search: 'search' } as const;

export function TextField(props: TextFieldProps): VNode {
  const { type = 'text', width = 'full' } = props;
  const plain = type === 'email' || type === 'url' || type === 'password' || type === 'tel';
  return (
    <Field field={props}>
      <input
        {...controlAttributes(props)}
        class={`input width-${width}`}
        // The compiler wants one type per element; all of these take the same attributes.
        type={type as 'text'}
        value={props.value ?? ''}
        autocomplete={props.autocomplete}
        inputmode={
          props.inputmode ?? (type in INPUT_MODE ? INPUT_MODE[type as keyof typeof INPUT_MODE] : undefined)
        }
        maxlength={props.maxlength}
        min={props.min}
        max={props.max}
        lang={props.valueLang}
        spellcheck={plain ? false : undefined}
        autocapitalize={plain ? 'none' : undefined}
      />
    </Field>
  );
}

export interface TextAreaProps extends FieldBase {
  value?: string | undefined;
  rows?: number | undefined;
  /** Characters; said in words under the label. The server judges: a paste is never cut silently. */
  maxlength?: number | undefined;
  autocomplete?: string | undefined;
}

export function TextArea(props: TextAreaProps): VNode {
  const notes = props.maxlength ? [props.t('ui.field.max_length', { count: props.maxlength })] : [];
  // The parser eats one line break right after the tag; a text that begins with one keeps it this way.
  const value = props.value?.startsWith('\n') ? `\n${props.value}` : (props.value ?? '');
  return (
    <Field field={props} notes={notes}>
      <textarea
        {...controlAttributes(props, notes)}
        class="input"
        rows={props.rows ?? 5}
        autocomplete={props.autocomplete}
      >
        {value}
      </textarea>
    </Field>
  );
}
