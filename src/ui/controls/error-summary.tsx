import type { VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';

export interface FieldFault {
  /** Id of the control to mend. Without one the fault is of the whole form. */
  id?: string | undefined;
  message: string;
}

/** All faults of a form above it, each leading to its control. Nothing when there are none. */
export function ErrorSummary({ t, faults }: { t: Translate; faults: readonly FieldFault[] }): VNode | null {
  if (faults.length === 0) return null;
  return (
    <section
      class="error-summary tone-danger"
      role="alert"
      aria-labelledby="hay-un-problema"
      tabindex={-1}
      data-focus
    >
      <h2 id="hay-un-problema">{t('ui.form.problem')}</h2>
      <p>{t('ui.form.problem_lead')}</p>
      <ul>
        {faults.map((fault) => (
          <li>{fault.id ? <a href={`#${fault.id}`}>{fault.message}</a> : fault.message}</li>
        ))}
      </ul>
    </section>
  );
}
