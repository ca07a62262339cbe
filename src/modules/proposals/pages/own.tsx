/** One's own proposal behind its secret link: where it stands, what it says, what can be done with it. */
import type { VNode } from 'preact';
import { longDate } from '../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { ownPath, proposalPath } from '../addresses.ts';
import type { DecisionRow } from '../queries/decisions.ts';
import type { ProposalFile } from '../queries/files.ts';
import type { ProposalRow } from '../queries/own.ts';
import { takesFiles } from '../rules/files.ts';
import { isPublic, type OwnAction } from '../rules/proposal.ts';
import { AppealForm } from '../schemas/moderation.ts';
import type { Authors, ProposalText } from '../sealed.ts';
import { OwnFiles } from './files.tsx';
import { byline, categoryWords, departmentWords, type Reader, STATE_TONE } from './words.ts';

export const DONE = [
  'confirm',
  'change',
  'withdraw_name',
  'appeal',
  'sent',
  'changed',
  'refused',
  'file',
  'file_removed',
] as const;

export interface OwnProps extends Reader {
  token: string;
  row: ProposalRow;
  text: ProposalText | undefined;
  authors: Authors | undefined;
  actions: readonly OwnAction[];
  /** Pages that other modules add. */
  added: readonly { href: string; label: string }[];
  /** What was decided about showing it last. */
  decision: DecisionRow | undefined;
  mayAppeal: boolean;
  appeal: FormState;
  files: readonly ProposalFile[];
  /** Of the form for one more. */
  file: FormState;
  done: (typeof DONE)[number] | undefined;
}

export function OwnPage(props: OwnProps): VNode {
  const { t, row, text, done } = props;
  const number = row.number === null ? undefined : t('proposals.number', { number: row.number });
  return (
    <>
      <PageHeading
        eyebrow={number}
        title={text?.title ?? t('proposals.own.title')}
        lead={t(`proposals.own.lead.${row.state}`)}
      >
        <p>
          <StatusTag tone={STATE_TONE[row.state]}>{t(`proposals.state.${row.state}`)}</StatusTag>
        </p>
      </PageHeading>
      {done ? (
        <Notice
          t={t}
          kind={done === 'refused' || done === 'changed' ? 'warning' : 'success'}
          title={t(`proposals.own.done.${done}`)}
        />
      ) : null}
      {done === 'sent' ? <p>{t('proposals.own.keep_link')}</p> : null}
      {row.unread_since !== null && row.visibility !== 'reserved' ? <p>{t('proposals.own.unread')}</p> : null}
      <Acts {...props} />
      <Decided {...props} />
      <Said {...props} />
      <OwnFiles {...props} open={takesFiles(row.state)} state={props.file} />
      <Ways {...props} />
    </>
  );
}

function Acts({ t, token, row, actions }: OwnProps): VNode | null {
  if (!actions.includes('confirm') && !isPublic(row.state)) return null;
  return (
    <ButtonRow>
      {actions.includes('confirm') ? (
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'confirm' }}
          label={t('proposals.own.confirm')}
          kind="primary"
        />
      ) : null}
      {isPublic(row.state) && row.number !== null ? (
        <Button kind="secondary" href={proposalPath(row.number)}>
          {t('proposals.own.see_public')}
        </Button>
      ) : null}
    </ButtonRow>
  );
}

function Decided({ t, lang, zone, token, decision, mayAppeal, appeal }: OwnProps): VNode | null {
  if (!decision || decision.decision === 'publish' || decision.decision === 'keep') return null;
  return (
    <Section title={t('proposals.own.decided')}>
      <SummaryList
        rows={[
          {
            label: t('proposals.ledger.reason'),
            value: decision.reason ? t(`proposals.reason.${decision.reason}`) : '',
          },
          ...(decision.note ? [{ label: t('proposals.ledger.note'), value: decision.note }] : []),
          { label: t('proposals.ledger.when'), value: longDate(decision.at, zone, lang) },
          ...(decision.appeal
            ? [
                {
                  label: t('proposals.appeal.title'),
                  value: t(`proposals.appeal.state.${decision.appeal}`),
                },
              ]
            : []),
          ...(decision.appeal_answer
            ? [{ label: t('proposals.appeal.answer'), value: decision.appeal_answer }]
            : []),
        ]}
      />
      {mayAppeal ? (
        <SchemaForm
          t={t}
          fields={fieldsOf(AppealForm)}
          state={appeal}
          action={`${ownPath(token)}/apelar`}
          submit={t('proposals.appeal.submit')}
          label={t('proposals.appeal.title')}
        />
      ) : null}
    </Section>
  );
}

function Said({ t, row, text, authors }: OwnProps): VNode | null {
  if (!text) return null;
  const names = { names: authors?.names ?? [], organization: authors?.organization ?? '' };
  return (
    <Section title={t('proposals.own.says')}>
      <SummaryList
        rows={[
          { label: t('proposals.form.problem'), value: <Prose text={text.problem} /> },
          { label: t('proposals.form.summary'), value: <Prose text={text.summary} /> },
          ...(text.affected
            ? [{ label: t('proposals.form.affected'), value: <Prose text={text.affected} /> }]
            : []),
          { label: t('proposals.form.category'), value: categoryWords(t, row.category) },
          ...(row.department
            ? [{ label: t('proposals.form.department'), value: departmentWords(t, row.department) }]
            : []),
          { label: t('proposals.form.authors'), value: byline(t, row.author_kind, names) },
          { label: t('proposals.form.visibility'), value: t(`proposals.visibility.${row.visibility}`) },
        ]}
      />
    </Section>
  );
}

function Ways({ t, token, actions, added }: OwnProps): VNode | null {
  return (
    <Section title={t('proposals.own.ways')}>
      {added.map(({ href, label }) => (
        <p>
          <SafeLink href={href}>{label}</SafeLink>
        </p>
      ))}
      {actions.includes('change') ? (
        <p>
          <SafeLink href={`${ownPath(token)}/cambiar`}>{t('proposals.change.title')}</SafeLink>
        </p>
      ) : null}
      <p>
        <SafeLink href={`${ownPath(token)}/datos.json`} download>
          {t('proposals.own.data')}
        </SafeLink>
      </p>
      {actions.includes('withdraw_name') ? (
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'withdraw_name' }}
          label={t('proposals.own.withdraw_name')}
          kind="secondary"
          confirm={t('proposals.own.withdraw_name_text')}
        />
      ) : null}
      {actions.includes('withdraw') ? (
        <p>
          <SafeLink href={`${ownPath(token)}/retirar`}>{t('proposals.withdraw.title')}</SafeLink>
        </p>
      ) : null}
    </Section>
  );
}

export function WithdrawPage({
  t,
  token,
  seen,
}: Pick<Reader, 't'> & { token: string; seen: boolean }): VNode {
  return (
    <>
      <PageHeading
        title={t('proposals.withdraw.title')}
        lead={t(seen ? 'proposals.withdraw.lead_public' : 'proposals.withdraw.lead')}
      />
      <ButtonRow>
        <ActionForm
          action={ownPath(token)}
          fields={{ action: 'withdraw' }}
          label={t('proposals.withdraw.submit')}
          kind="danger"
        />
        <Button kind="link" href={ownPath(token)}>
          {t('ui.form.back')}
        </Button>
      </ButtonRow>
    </>
  );
}
