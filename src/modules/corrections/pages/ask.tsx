/** The form to say that something about a record is wrong, or to answer what is said. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { LOG } from '../addresses.ts';
import { AskForm } from '../schemas/forms.ts';
import type { About, Reader } from './words.ts';

export interface AskProps extends Reader {
  about: About;
  action: string;
  state: FormState;
  /** Days within which it is answered. */
  days: number;
  /** Why it was not taken. */
  refusal: 'too_many' | undefined;
}

export function AskPage({ t, about, action, state, days, refusal }: AskProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: about.href, label: about.title }, { label: t('corrections.ask.title') }]}
      />
      <PageHeading
        eyebrow={about.title}
        title={t('corrections.ask.title')}
        lead={t('corrections.ask.lead', { days })}
      />
      {refusal ? <Notice t={t} kind="warning" title={t(`corrections.refused.${refusal}`)} /> : null}
      <p>
        {t('corrections.ask.public')} <a href={LOG}>{t('corrections.log.title')}</a>
      </p>
      <SchemaForm
        t={t}
        fields={fieldsOf(AskForm)}
        state={state}
        action={action}
        submit={t('corrections.ask.submit')}
        groups={[
          { legend: t('corrections.ask.what'), names: ['kind', 'text', 'source'] },
          {
            legend: t('corrections.ask.who'),
            hint: t('corrections.ask.who_hint'),
            names: ['name', 'email', 'relation'],
          },
          { legend: t('corrections.ask.privacy'), names: ['accept'] },
        ]}
      >
        <p>
          <a href="/privacidad">{t('corrections.ask.read_privacy')}</a>
        </p>
      </SchemaForm>
    </>
  );
}
