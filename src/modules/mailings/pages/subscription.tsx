/** No more mails, or again: one button, no account. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { editionPath } from '../../events/index.ts';
import { unsubscribePath } from '../addresses.ts';
import type { Subscription } from '../queries/letters.ts';

export interface SubscriptionProps {
  t: Translate;
  token: string;
  subscription: Subscription;
  done: boolean;
}

export function SubscriptionPage({ t, token, subscription, done }: SubscriptionProps): VNode {
  const { unsubscribed, eventTitle, eventSlug } = subscription;
  const now = unsubscribed ? 'out' : 'in';
  return (
    <>
      <PageHeading eyebrow={eventTitle} title={t(`mailings.subscription.${now}.title`)} />
      {done ? <Notice t={t} kind="success" title={t(`mailings.subscription.${now}.done`)} /> : null}
      <div class="prose">
        <p>{t(`mailings.subscription.${now}.lead`, { event: eventTitle })}</p>
        <p>{t('mailings.subscription.needed')}</p>
      </div>
      <ActionForm
        action={unsubscribePath(token)}
        kind={unsubscribed ? 'secondary' : 'primary'}
        fields={{ accion: unsubscribed ? 'volver' : 'baja' }}
        label={t(`mailings.subscription.${now}.submit`)}
      />
      <p>
        <SafeLink href={editionPath(eventSlug)}>{t('mailings.subscription.edition')}</SafeLink>
      </p>
    </>
  );
}

/** Where the personal links of previews and tests lead. */
export function ExamplePage({ t }: { t: Translate }): VNode {
  return <PageHeading title={t('mailings.example.title')} lead={t('mailings.example.lead')} />;
}
