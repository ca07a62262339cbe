/** The page by which an institution answers, without an account. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { plainDate, shortDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { proposalPath } from '../../proposals/index.ts';
import { answersPath, replyPath } from '../addresses.ts';
import type { AnswerRow, AskRow } from '../queries/asks.ts';
import { ReplyForm } from '../schemas/forms.ts';
import { EarlierAnswers } from './answer-card.tsx';
import type { Reader } from './words.ts';

export interface ReplyProps extends Reader {
  token: string;
  ask: AskRow;
  /** What was answered already. */
  answers: readonly AnswerRow[];
  state: FormState;
  /** Why nothing can be answered here any more. */
  over: 'expired' | 'closed' | undefined;
  sent: boolean;
}

export function ReplyPage(props: ReplyProps): VNode {
  const { t, lang, token, ask, answers, state, over, sent } = props;
  return (
    <>
      <PageHeading
        eyebrow={ask.institution}
        title={t('answers.reply.title')}
        lead={ask.title ?? t('proposals.number', { number: ask.number })}
      />
      {sent ? <Notice t={t} kind="success" title={t('answers.reply.sent')} /> : null}
      <p>
        <strong>{t('answers.in_name_of', { institution: ask.institution })}</strong>{' '}
        {t('answers.reply.due', { due: plainDate(ask.due_on, lang) })}{' '}
        {over ? null : t('answers.reply.until', { until: shortDate(ask.link_until, props.zone, lang) })}
      </p>
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
      <EarlierAnswers t={t} lang={lang} answers={answers} institution={ask.institution} />
      {over ? (
        <Notice t={t} kind="warning" title={t(`answers.reply.${over}`)}>
          {t('answers.reply.over_text')}
        </Notice>
      ) : (
        <Section title={t('answers.reply.form')}>
          <p>{t('answers.reply.public')}</p>
          <p>{t('answers.reply.who', { institution: ask.institution })}</p>
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
