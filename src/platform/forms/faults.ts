/** The words for a fault: what is wrong and what to do, in the reader's language. */
import type { Translate } from '../i18n/translate.ts';
import { say } from '../i18n/words.ts';
import type { FormField } from './field.ts';

/** The part of a TypeBox validation error that is used. */
export interface SchemaError {
  keyword: string;
  instancePath: string;
  params: Record<string, unknown>;
}

/** One sentence that names the field and says how to mend it. */
export function faultOf(error: SchemaError, field: FormField, t: Translate): string {
  const label = field.ui ? say(field.ui.label, t) : field.name;
  switch (error.keyword) {
    case 'required':
    case 'minItems':
      return field.ui?.missing
        ? say(field.ui.missing, t)
        : t(isChoice(field) ? 'form.fault.choose' : 'form.fault.missing', { label });
    case 'maxLength':
      return t('form.fault.too_long', { label, max: Number(error.params['limit']) });
    case 'minLength':
      return t('form.fault.too_short', { label, min: Number(error.params['limit']) });
    case 'maxItems':
      return t('form.fault.too_many', { label, max: Number(error.params['limit']) });
    case 'minimum':
      return t('form.fault.minimum', { label, min: Number(error.params['limit']) });
    case 'maximum':
      return t('form.fault.maximum', { label, max: Number(error.params['limit']) });
    default:
      return kindFault(error, field, label, t);
  }
}

function kindFault(error: SchemaError, field: FormField, label: string, t: Translate): string {
  if (field.ui?.control === 'checkbox' && error.keyword === 'const')
    return field.ui.missing ? say(field.ui.missing, t) : t('form.fault.accept', { label });
  switch (field.ui?.control) {
    case 'email':
      return t('form.fault.email');
    case 'url':
      return t('form.fault.url', { label });
    case 'date':
      return t('form.fault.date', { label });
    case 'datetime':
      return t('form.fault.datetime', { label });
    case 'number':
      return t('form.fault.number', { label });
    default:
      return isChoice(field) ? t('form.fault.choose', { label }) : t('form.fault.value', { label });
  }
}

function isChoice(field: FormField): boolean {
  return ['radio', 'select', 'checkboxes'].includes(field.ui?.control ?? '');
}
