/** A draft behind its secret link: to go on with it, send it, or remove it. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { draftPath } from '../addresses.ts';
import type { Similar } from '../queries/similar.ts';
import { ProposalFields } from './propose.tsx';
import type { Reader } from './words.ts';

export interface DraftProps extends Reader {
  token: string;
  /** The whole address of this page, to be kept. */
  link: string;
  /** When it goes, unless it is changed before. */
  until: Temporal.Instant;
  state: FormState;
  similar?: readonly Similar[] | undefined;
  /** `changed`: somebody saved it meanwhile; what was typed here is in the form. */
  told: 'saved' | 'changed' | undefined;
}

export function DraftPage(props: DraftProps): VNode {
  const { t, lang, zone, token, link, told } = props;
  const until = longDate(props.until, zone, lang);
  return (
    <>
      <PageHeading title={t('proposals.draft.title')} lead={t('proposals.draft.lead')} />
      {told === 'changed' ? (
        <Notice t={t} kind="warning" title={t('proposals.draft.changed')}>
          <p>{t('proposals.draft.changed_text')}</p>
          <p>
            <SafeLink href={draftPath(token)}>{t('proposals.draft.see_theirs')}</SafeLink>
          </p>
        </Notice>
      ) : (
        <Notice
          t={t}
          kind={told === 'saved' ? 'success' : 'info'}
          title={t(told === 'saved' ? 'proposals.draft.saved' : 'proposals.draft.keep_link')}
        >
          <p>{t('proposals.draft.keep_link_text', { until })}</p>
          <p class="proposal-link">
            <SafeLink href={link}>{link}</SafeLink>
          </p>
        </Notice>
      )}
      <ProposalFields {...props} action={draftPath(token)} />
      <p>
        <SafeLink href={`${draftPath(token)}/borrar`}>{t('proposals.draft.remove')}</SafeLink>
      </p>
    </>
  );
}

export function RemoveDraftPage({ t, token }: Pick<DraftProps, 't' | 'token'>): VNode {
  return (
    <>
      <PageHeading title={t('proposals.draft.remove')} lead={t('proposals.draft.remove_lead')} />
      <ButtonRow>
        <ActionForm action={`${draftPath(token)}/borrar`} label={t('proposals.draft.remove')} kind="danger" />
        <Button kind="link" href={draftPath(token)}>
          {t('ui.form.back')}
        </Button>
      </ButtonRow>
    </>
  );
}
