/** What every control has around it: label, mark in words, hint, faults. */
import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';

export interface FieldBase {
  t: Translate;
  /** Of the control itself, so that a fault's link lands on it. */
  id: string;
  name: string;
  label: string;
  hint?: string | undefined;
  faults?: readonly string[] | undefined;
  required?: boolean | undefined;
  /** `false`: no “obligatorio / opcional” (search boxes, filters). */
  mark?: boolean | undefined;
}

const NO_NOTES: readonly string[] = [];

export function hasFaults(field: Pick<FieldBase, 'faults'>): boolean {
  return (field.faults?.length ?? 0) > 0;
}

/** Ids of hint and faults, for `aria-describedby`; undefined when there is neither. */
export function describedBy(
  field: Pick<FieldBase, 'id' | 'hint' | 'faults'>,
  notes: readonly string[] = [],
): string | undefined {
  const ids = [];
  if (hintText(field.hint, notes)) ids.push(`${field.id}-hint`);
  if (hasFaults(field)) ids.push(`${field.id}-fault`);
  return ids.length > 0 ? ids.join(' ') : undefined;
}

export function hintText(hint: string | undefined, notes: readonly string[]): string {
  return [hint, ...notes].filter(Boolean).join(' ');
}

/** The attributes that every single control carries. */
export function controlAttributes(field: FieldBase, notes: readonly string[] = NO_NOTES) {
  return {
    id: field.id,
    name: field.name,
    required: field.required === true,
    'aria-describedby': describedBy(field, notes),
    'aria-invalid': hasFaults(field) ? true : undefined,
  };
}

export function Mark({ field }: { field: Pick<FieldBase, 't' | 'required' | 'mark'> }): VNode | null {
  if (field.mark === false) return null;
  return <span class="mark"> ({field.t(field.required ? 'ui.field.required' : 'ui.field.optional')})</span>;
}

export function HintAndFaults({
  field,
  notes = NO_NOTES,
}: {
  field: FieldBase;
  notes?: readonly string[];
}): VNode {
  const hint = hintText(field.hint, notes);
  return (
    <>
      {hint ? (
        <p class="hint" id={`${field.id}-hint`}>
          {hint}
        </p>
      ) : null}
      {hasFaults(field) ? (
        <div class="faults" id={`${field.id}-fault`}>
          {field.faults?.map((fault) => (
            <p>
              <span class="visually-hidden">{field.t('ui.field.fault')} </span>
              {fault}
            </p>
          ))}
        </div>
      ) : null}
    </>
  );
}

export interface FieldProps {
  field: FieldBase;
  /** Sentences that the control adds to the hint: limits, zone. */
  notes?: readonly string[] | undefined;
  children: ComponentChildren;
}

/** Label, hint, faults and one control with `id={field.id}`. For own controls; the ready ones use it too. */
export function Field({ field, notes = NO_NOTES, children }: FieldProps): VNode {
  return (
    <div class={hasFaults(field) ? 'field field-wrong' : 'field'}>
      <label for={field.id}>
        {field.label}
        <Mark field={field} />
      </label>
      <HintAndFaults field={field} notes={notes} />
      {children}
    </div>
  );
}
