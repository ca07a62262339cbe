/** The mailings of an edition, and the form of one. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../ui/controls/button.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../ui/data/navigation.tsx';
import { DataTable } from '../../../ui/data/table.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { EmptyState } from '../../../ui/layout/empty-state.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import type { Tone } from '../../../ui/tone.ts';
import { dayAndTime, type EditionDesk, EditionFrame, editionHref } from '../../events/index.ts';
import type { ListedMailing } from '../queries/mailings.ts';
import { progressOf, shownState } from '../rules/progress.ts';
import type { MailingState } from '../tables.ts';

export const PART = { added: 'correos' } as const;
export const STATE_TONE: Record<MailingState, Tone> = {
  draft: 'neutral',
  sending: 'info',
  stopped: 'warning',
  done: 'success',
};

export const mailingHref = (edition: { slug: string }, ...parts: readonly string[]): string =>
  editionHref(edition, 'correos', ...parts);

export interface MailingDesk {
  desk: EditionDesk;
  maySend: boolean;
}

interface ListProps extends MailingDesk {
  mailings: readonly ListedMailing[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function MailingList({ desk, maySend, mailings, firstHref, nextHref }: ListProps): VNode {
  const { t, lang, edition } = desk;
  const write = <Button href={mailingHref(edition, 'nuevo')}>{t('mailings.list.new')}</Button>;
  return (
    <EditionFrame
      desk={desk}
      part={PART}
      title={t('mailings.tab')}
      lead={t('mailings.list.lead')}
      actions={maySend && mailings.length > 0 ? <ButtonRow>{write}</ButtonRow> : null}
    >
      <Section title={t('mailings.list.title')}>
        <DataTable
          caption={t('mailings.list.title')}
          captionHidden
          rows={mailings}
          columns={[
            {
              header: t('mailings.list.subject'),
              rowHeader: true,
              cell: (row) => <SafeLink href={mailingHref(edition, row.id)}>{row.subject_es}</SafeLink>,
            },
            {
              header: t('mailings.list.state'),
              cell: (row) => {
                const state = shownState(row, row.counts);
                return <StatusTag tone={STATE_TONE[state]}>{t(`mailings.state.${state}`)}</StatusTag>;
              },
            },
            {
              header: t('mailings.list.progress'),
              cell: (row) => {
                if (row.state === 'draft') return '—';
                const { sent, total, skippedTotal } = progressOf(row.counts);
                return t('mailings.progress.sent_of', { sent, total: total - skippedTotal });
              },
            },
            {
              header: t('mailings.list.when'),
              cell: (row) => dayAndTime(row.started_at ?? row.created_at, edition.timezone, lang).text,
            },
          ]}
          empty={
            <EmptyState title={t('mailings.list.empty')} level={3} action={maySend ? write : undefined}>
              {t('mailings.list.empty_lead')}
            </EmptyState>
          }
        />
        <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
      </Section>
    </EditionFrame>
  );
}

export interface FormProps {
  desk: EditionDesk;
  state: DrawnForm;
  /** Absent: a new one. */
  id?: string | undefined;
}

export function MailingFormPage({ desk, state, id }: FormProps): VNode {
  const { t, edition } = desk;
  const title = t(id ? 'mailings.form.change' : 'mailings.list.new');
  return (
    <EditionFrame
      desk={desk}
      part={PART}
      title={title}
      lead={t('mailings.form.lead')}
      trail={[{ href: mailingHref(edition), label: t('mailings.tab') }]}
      tabs={false}
    >
      <SchemaForm
        t={t}
        action={id ? mailingHref(edition, id, 'cambiar') : mailingHref(edition, 'nuevo')}
        fields={state.fields}
        state={state}
        submit={t('mailings.form.submit')}
        cancelHref={id ? mailingHref(edition, id) : mailingHref(edition)}
        groups={[
          {
            legend: t('mailings.form.to'),
            hint: t('mailings.form.to_hint'),
            names: ['group', 'attendance', 'workshop', 'answer', 'lang'],
          },
          { legend: t('mailings.form.spanish'), names: ['subject_es', 'body_es'] },
          {
            legend: t('mailings.form.english'),
            hint: t('mailings.form.english_hint'),
            names: ['subject_en', 'body_en'],
          },
        ]}
      />
    </EditionFrame>
  );
}
