/** The search for a candidacy, by name or file number, on pages of the desk. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { FilterForm } from '../../../../ui/controls/form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';

export function FindCandidacy({ t, here, asked }: { t: Translate; here: string; asked: string }): VNode {
  return (
    <FilterForm
      t={t}
      action={here}
      label={t('selections.office.search')}
      submit={t('selections.office.search')}
      clearHref={asked === '' ? undefined : here}
    >
      <TextField
        t={t}
        id="buscar"
        name="buscar"
        type="search"
        label={t('selections.office.search_name')}
        value={asked}
        mark={false}
      />
    </FilterForm>
  );
}
