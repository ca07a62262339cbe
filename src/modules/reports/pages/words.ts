/** Protected numbers and categories in words. */
import type { FormField } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { optionWords } from '../../events/index.ts';
import { NONE, OTHER } from '../rules/figures.ts';
import type { Shown } from '../rules/protect.ts';

export function shownWords(t: Translate, shown: Shown): string {
  if (shown === 'fewer') return t('reports.fewer');
  return shown === 'hidden' ? t('reports.hidden') : String(shown);
}

/** A category of a table; the field says the words of its choices. */
export function categoryWords(t: Translate, field: FormField | undefined, key: string): string {
  if (key === OTHER) return t('reports.other');
  if (key === NONE) return t('reports.none');
  return optionWords(key, field, t);
}
