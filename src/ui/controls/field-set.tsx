import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';

export interface FieldSetProps {
  legend: string;
  hint?: string | undefined;
  children: ComponentChildren;
}

/** Questions that belong together, under one heading. */
export function FieldSet({ legend, hint, children }: FieldSetProps): VNode {
  return (
    <fieldset class="field-set">
      <legend>{legend}</legend>
      {hint ? <p class="hint">{hint}</p> : null}
      {children}
    </fieldset>
  );
}

export interface ConditionalProps {
  t: Translate;
  /** Name and value of the control that decides. */
  name: string;
  value: string;
  /** That value as the reader sees it. */
  choice: string;
  children: ComponentChildren;
}

/** Questions for those who chose something. Without scripts they stay in sight and say when to answer. */
export function Conditional({ t, name, value, choice, children }: ConditionalProps): VNode {
  return (
    <div class="conditional" data-shown-when={new URLSearchParams([[name, value]]).toString()}>
      <p class="conditional-hint">{t('ui.form.shown_when', { choice })}</p>
      {children}
    </div>
  );
}
