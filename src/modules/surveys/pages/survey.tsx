/** The survey as people see it. */
import type { VNode } from 'preact';
import type { FormField } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';

export interface SurveyPageProps {
  t: Translate;
  event: { title: string; href: string };
  intro: string;
  action: string;
  fields: readonly FormField[];
  state: FormState;
  /** Until when, in words. */
  until: string;
  isOpenLink: boolean;
}

export function SurveyPage(props: SurveyPageProps): VNode {
  const { t, event, intro, action, fields, state, until, isOpenLink } = props;
  return (
    <>
      <PageHeading
        eyebrow={event.title}
        title={t('surveys.page.title')}
        lead={intro || t('surveys.page.lead')}
      >
        <p>{t(isOpenLink ? 'surveys.page.anonymous_open' : 'surveys.page.anonymous')}</p>
        <p class="soft">{t('surveys.page.until', { until })}</p>
      </PageHeading>
      <SchemaForm t={t} action={action} fields={fields} state={state} submit={t('surveys.page.submit')} />
    </>
  );
}

export const SURVEY_STANDS = ['answered', 'early', 'over', 'not_yours', 'thanks'] as const;
export type SurveyStand = (typeof SURVEY_STANDS)[number];

export function SurveyStandPage({
  t,
  event,
  stand,
  opens,
}: {
  t: Translate;
  event: SurveyPageProps['event'];
  stand: SurveyStand;
  /** From when, in words. */
  opens: string;
}): VNode {
  const kind = stand === 'thanks' || stand === 'answered' ? 'success' : 'info';
  return (
    <>
      <PageHeading eyebrow={event.title} title={t('surveys.page.title')} />
      <Notice t={t} kind={kind} title={t(`surveys.stand.${stand}`)}>
        <p>{t(`surveys.stand_lead.${stand}`, { opens })}</p>
      </Notice>
      <p>
        <a href={event.href}>{t('surveys.page.to_edition')}</a>
      </p>
    </>
  );
}
