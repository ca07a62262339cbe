/** One's own request behind its secret link: where it stands, until when it is answered, what was answered. */
import type { VNode } from 'preact';
import { plainDate } from '../../../platform/i18n/dates.ts';
import { ActionForm } from '../../../ui/controls/form.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { Prose } from '../../../ui/data/prose.tsx';
import { SummaryList } from '../../../ui/data/summary-list.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Notice } from '../../../ui/layout/notice.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { ownPath } from '../addresses.ts';
import type { CorrectionRow } from '../queries/corrections.ts';
import { isOpen } from '../rules/outcomes.ts';
import type { Asked } from '../sealed.ts';
import { type About, type Reader, STATE_TONE } from './words.ts';

export interface OwnProps extends Reader {
  token: string;
  row: CorrectionRow;
  asked: Asked | undefined;
  about: About | undefined;
  /** Absolute, to be kept. */
  link: string;
  /** Just sent. */
  isNew: boolean;
  late: number;
}

export function OwnPage(props: OwnProps): VNode {
  const { t, lang, row, about, isNew, late } = props;
  return (
    <>
      <PageHeading
        eyebrow={t('corrections.own.number', { number: row.number })}
        title={t('corrections.own.title')}
        lead={t(`corrections.own.lead.${row.state}`, { day: plainDate(row.due_on, lang) })}
      >
        <p>
          <StatusTag tone={STATE_TONE[row.state]}>{t(`corrections.state.${row.state}`)}</StatusTag>
          {late > 0 ? <> {t('corrections.late', { days: late })}</> : null}
        </p>
      </PageHeading>
      {isNew ? (
        <Notice t={t} kind="success" title={t('corrections.own.new')}>
          <p>{t(row.has_address ? 'corrections.own.new_mail' : 'corrections.own.new_link')}</p>
        </Notice>
      ) : null}
      {row.answer ? (
        <Section title={t('corrections.own.answer')}>
          <Prose text={row.answer} />
        </Section>
      ) : null}
      <Section title={t('corrections.own.sent')}>
        <SummaryList rows={rowsOf(props, about)} />
      </Section>
      {isOpen(row.state) ? <Withdraw {...props} /> : null}
    </>
  );
}

function rowsOf({ t, row, asked, link }: OwnProps, about: About | undefined) {
  return [
    {
      label: t('corrections.own.about'),
      value: about ? <SafeLink href={about.href}>{about.title}</SafeLink> : t('corrections.not_public'),
    },
    { label: t('corrections.form.kind'), value: t(`corrections.kind.${row.kind}`) },
    ...(asked
      ? [
          { label: t('corrections.form.text'), value: <Prose text={asked.text} /> },
          { label: t('corrections.form.source'), value: asked.source },
          { label: t('corrections.form.name'), value: asked.name },
          { label: t('corrections.form.email'), value: asked.email },
          { label: t('corrections.form.relation'), value: asked.relation },
        ].filter(({ value }) => value !== '')
      : [{ label: t('corrections.form.text'), value: t('corrections.kept_no_longer') }]),
    { label: t('corrections.own.link'), value: <Prose text={link} /> },
  ];
}

function Withdraw({ t, token }: OwnProps): VNode {
  return (
    <Section title={t('corrections.own.withdraw')}>
      <p>{t('corrections.own.withdraw_text')}</p>
      <ActionForm
        action={ownPath(token)}
        fields={{ action: 'withdraw' }}
        label={t('corrections.own.withdraw')}
        confirm={t('corrections.own.withdraw_text')}
      />
    </Section>
  );
}
