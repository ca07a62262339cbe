/** Whether news of a proposal go to the mailbox to which its link was sent. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { confirmPath } from '../addresses.ts';
import { ADDRESS_DAYS } from '../rules/meeting.ts';
import type { Reader } from './words.ts';

/** full: it gets news of as many as one may · forgotten: nobody confirmed it in time, or its authors took it back. */
export type AddressState = 'open' | 'confirmed' | 'full' | 'forgotten';

export interface ConfirmProps extends Reader {
  number: number;
  meeting: string;
  sentAt: Temporal.Instant;
  token: string;
  ownHref: string;
  state: AddressState;
}

/** The address itself stands nowhere: a link is sent on more easily than a mailbox is lent. */
export function ConfirmPage(props: ConfirmProps): VNode {
  const { t, lang, zone, number, meeting, state } = props;
  const day = longDate(props.sentAt.add({ hours: 24 * ADDRESS_DAYS }), zone, lang);
  return (
    <>
      <PageHeading
        eyebrow={meeting}
        title={t(`meetings.confirm.title.${state}`)}
        lead={t(`meetings.confirm.lead.${state}`, { number, day })}
      />
      <ButtonRow>
        {state === 'open' ? (
          <ActionForm action={confirmPath(props.token)} label={t('meetings.confirm.submit')} kind="primary" />
        ) : null}
        <Button kind={state === 'open' ? 'link' : 'secondary'} href={props.ownHref}>
          {t('meetings.sent.see')}
        </Button>
      </ButtonRow>
    </>
  );
}
