/** Finds an institution by part of its name, where there are more than fit into a list. */
import type { VNode } from 'preact';
import { FilterForm, HiddenFields } from '../../../../ui/controls/form.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import type { Reader } from '../words.ts';

export interface InstitutionSearchProps extends Pick<Reader, 't'> {
  action: string;
  /** Part of the name that was looked for. */
  q: string;
  /** Whether there are more than are offered. */
  more: boolean;
  hidden?: Readonly<Record<string, string>>;
}

export function InstitutionSearch({ t, action, q, more, hidden }: InstitutionSearchProps): VNode | null {
  if (!more && q === '') return null;
  return (
    <>
      {more ? <p>{t('answers.office.more_institutions')}</p> : null}
      <FilterForm
        t={t}
        action={action}
        label={t('answers.office.find_institution')}
        submit={t('answers.office.find')}
        clearHref={q === '' ? undefined : action}
      >
        <HiddenFields fields={hidden ?? {}} />
        <TextField
          t={t}
          id="f-q"
          name="q"
          type="search"
          label={t('answers.office.find_institution')}
          value={q}
          mark={false}
        />
      </FilterForm>
    </>
  );
}
