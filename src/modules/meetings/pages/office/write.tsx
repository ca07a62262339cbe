/** What people say is typed on one phone, one after the other; raised hands are counted. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { officeMeetingPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import { HandsForm } from '../../schemas/forms.ts';
import { MeetingProposalForm } from '../proposal-form.tsx';
import type { Reader } from '../words.ts';
import { MeetingFrame } from './frame.tsx';

interface Props extends Reader {
  meeting: MeetingRow;
  state: FormState;
  told: string | undefined;
}

/** @param received just now; its link can be shown to those who said it */
export function WritePage(
  props: Props & { received: { number: number; linkHref: string } | undefined },
): VNode {
  const { t, meeting, received, state } = props;
  return (
    <MeetingFrame {...props} part="escribir" lead={t('meetings.write.lead')}>
      {received === undefined ? null : (
        <Notice t={t} kind="success" title={t('meetings.write.received', { number: received.number })}>
          <p>
            {t('meetings.write.next')}{' '}
            <SafeLink href={received.linkHref}>{t('meetings.write.show_link')}</SafeLink>
          </p>
        </Notice>
      )}
      <MeetingProposalForm
        t={t}
        state={state}
        action={officeMeetingPath(meeting.id, 'escribir')}
        accept={t('meetings.form.accept_for')}
        whoHint={t('meetings.write.who_hint')}
      />
    </MeetingFrame>
  );
}

export function HandsPage(props: Props): VNode {
  const { t, meeting, state } = props;
  return (
    <MeetingFrame {...props} part="apoyos" lead={t('meetings.hands.lead')}>
      <SchemaForm
        t={t}
        fields={fieldsOf(HandsForm)}
        state={state}
        action={officeMeetingPath(meeting.id, 'apoyos')}
        submit={t('proposals.attest.submit')}
      />
    </MeetingFrame>
  );
}
