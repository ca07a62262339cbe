/** What those see who sit in a meeting: where the code is typed, the form, what came of it. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { QrPicture } from '../../../ui/data/qr-picture.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { NEW_PROPOSAL, ownPath, ProposalFields, PROPOSALS } from '../../proposals/index.ts';
import { TABLE, tablePath } from '../addresses.ts';
import { type Held, heldWords, type Reader } from './words.ts';
import { MeetingProposalForm } from './proposal-form.tsx';
import { CodeForm } from './code-form.tsx';

/** @param typed what was typed that is no code; undefined: nothing yet */
export function TypeCodePage({ t, typed }: { t: Translate; typed: string | undefined }): VNode {
  return (
    <>
      <PageHeading title={t('meetings.code.title')} lead={t('meetings.code.lead')} />
      <CodeForm
        t={t}
        action={TABLE}
        label={t('meetings.code.title')}
        code={t('meetings.code.label')}
        submit={t('meetings.code.submit')}
        typed={typed}
        unknown={t('meetings.code.unknown')}
      />
      <p class="soft">
        {t('meetings.code.without')} <a href={NEW_PROPOSAL}>{t('proposals.propose')}</a>
      </p>
    </>
  );
}

export interface TableProps extends Reader {
  meeting: Held & { code: string };
}

/** @param state undefined: it takes nothing now */
export function SendPage({ t, lang, meeting, state }: TableProps & { state: FormState }): VNode {
  return (
    <>
      <PageHeading eyebrow={meeting.title} title={t('meetings.send.title')} lead={heldWords(lang, meeting)} />
      <p>{t('meetings.send.lead')}</p>
      <MeetingProposalForm
        t={t}
        state={state}
        action={tablePath(meeting.code)}
        accept={t('proposals.form.accept')}
        whoHint={t('meetings.send.who_hint')}
      />
    </>
  );
}

export interface NotTakingProps extends TableProps {
  why: 'closed' | 'full';
  most: number;
  /** While it closed: it can be sent without a meeting, or kept. Undefined: nothing was typed. */
  typed: { state: FormState; formKey: string } | undefined;
}

/** Its code is right, and it takes nothing: closed, or it took all that it takes. */
export function NotTakingPage({ t, lang, meeting, why, most, typed }: NotTakingProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={meeting.title}
        title={t(`meetings.table.${why}`)}
        lead={heldWords(lang, meeting)}
      />
      <p>{t(`meetings.table.${why}_text`, { most })}</p>
      {typed ? (
        <>
          <Notice t={t} kind="info" title={t('meetings.table.typed')}>
            <p>{t('meetings.table.typed_text')}</p>
          </Notice>
          <ProposalFields
            t={t}
            state={typed.state}
            action={NEW_PROPOSAL}
            hidden={{ draft_key: typed.formKey }}
          />
        </>
      ) : (
        <ButtonRow>
          <Button kind="secondary" href={NEW_PROPOSAL}>
            {t('proposals.propose')}
          </Button>
          <Button kind="link" href={PROPOSALS}>
            {t('proposals.to_list')}
          </Button>
        </ButtonRow>
      )}
    </>
  );
}

export interface SentProps extends TableProps {
  number: number | null;
  token: string;
  baseUrl: string;
}

/** To be photographed: nobody in the room needs a mailbox to go on later. */
export function SentPage({ t, meeting, number, token, baseUrl }: SentProps): VNode {
  const link = `${baseUrl}${ownPath(token)}`;
  return (
    <>
      <PageHeading
        eyebrow={meeting.title}
        title={number === null ? t('proposals.received.title') : t('meetings.sent.title', { number })}
        lead={t('meetings.sent.lead')}
      />
      <Notice t={t} kind="warning" title={t('meetings.sent.keep')}>
        <p>{t('meetings.sent.keep_text')}</p>
      </Notice>
      <div class="meeting-keep">
        <QrPicture text={link} label={t('meetings.sent.qr')} level="M" />
        <p class="meeting-link">{link}</p>
      </div>
      <ButtonRow>
        <Button kind="secondary" href={ownPath(token)}>
          {t('meetings.sent.see')}
        </Button>
        <Button kind="link" href={tablePath(meeting.code)}>
          {t('meetings.sent.another')}
        </Button>
      </ButtonRow>
      <Section title={t('meetings.sent.next')}>
        <ol class="steps">
          <li>{t('meetings.sent.step_read')}</li>
          <li>{t('meetings.sent.step_change')}</li>
          <li>{t('meetings.sent.step_public')}</li>
        </ol>
      </Section>
    </>
  );
}
