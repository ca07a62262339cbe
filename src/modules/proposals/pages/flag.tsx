/** Saying that something is wrong with a public proposal, and what is said after it. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { flagPath, LEDGER, proposalPath } from '../addresses.ts';
import { FlagForm } from '../schemas/flag.ts';

export interface FlagProps {
  t: Translate;
  number: number;
  title: string;
  state: FormState;
}

export function FlagPage({ t, number, title, state }: FlagProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('proposals.flag.title')}
        lead={title}
      />
      <p>
        {t('proposals.flag.how')} <SafeLink href={LEDGER}>{t('proposals.ledger.title')}</SafeLink>
      </p>
      <SchemaForm
        t={t}
        fields={fieldsOf(FlagForm)}
        state={state}
        action={flagPath(number)}
        submit={t('proposals.flag.submit')}
        cancelHref={proposalPath(number)}
      />
    </>
  );
}

/** The same for everybody, whether it was the first time or the hundredth. */
export function FlaggedPage({ t, number }: Pick<FlagProps, 't' | 'number'>): VNode {
  return (
    <>
      <PageHeading
        eyebrow={t('proposals.number', { number })}
        title={t('proposals.flag.received')}
        lead={t('proposals.flag.received_lead')}
      />
      <ButtonRow>
        <Button kind="secondary" href={proposalPath(number)}>
          {t('proposals.support.to_proposal')}
        </Button>
        <Button kind="link" href={LEDGER}>
          {t('proposals.ledger.title')}
        </Button>
      </ButtonRow>
    </>
  );
}
