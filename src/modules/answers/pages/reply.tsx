/** The page by which an institution answers, without an account. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { proposalPath } from '../../proposals/index.ts';
import { answersPath, replyPath } from '../addresses.ts';
import type { AskRow } from '../queries/asks.ts';
import { ReplyForm } from '../schemas/forms.ts';
import type { Reader } from './words.ts';

export interface ReplyProps extends Reader {
  token: string;
  ask: AskRow;
  state: FormState;
  /** Why nothing can be answered here any more. */
  over: 'expired' | 'closed' | undefined;
  sent: boolean;
}

export function ReplyPage({ t, lang, token, ask, state, over, sent }: ReplyProps): VNode {
  return (
    <>
      <PageHeading
        eyebrow={ask.institution}
        title={t('answers.reply.title')}
        lead={ask.title ?? t('proposals.number', { number: ask.number })}
      />
      {sent ? <Notice t={t} kind="success" title={t('answers.reply.sent')} /> : null}
      <p>{t('answers.reply.due', { due: plainDate(ask.due_on, lang) })}</p>
      <Section title={t('answers.reply.asked')}>
        <Prose text={ask.words} />
        <ButtonRow>
          <Button kind="secondary" href={proposalPath(ask.number)}>
            {t('answers.reply.read')}
          </Button>
          <Button kind="link" href={answersPath(ask.number)}>
            {t('answers.title')}
          </Button>
        </ButtonRow>
      </Section>
      {over ? (
        <Notice t={t} kind="warning" title={t(`answers.reply.${over}`)}>
          {t('answers.reply.over_text')}
        </Notice>
      ) : (
        <Section title={t('answers.reply.form')}>
          <p>{t('answers.reply.public')}</p>
          <SchemaForm
            t={t}
            fields={fieldsOf(ReplyForm)}
            state={state}
            action={replyPath(token)}
            submit={t('answers.reply.submit')}
          />
        </Section>
      )}
    </>
  );
}
