/** All meetings at the desk, and the form that opens or changes one. */
import type { VNode } from 'preact';
import type { FormField } from '../../../../platform/forms/field.ts';
import { plainDate } from '../../../../platform/i18n/dates.ts';
import { Button } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { NEW_MEETING, OFFICE_MEETINGS, officeMeetingPath, SHEETS } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import { spellCode } from '../../rules/code.ts';
import type { Reader } from '../words.ts';
import { MeetingFrame } from './frame.tsx';

export interface ListProps extends Reader {
  rows: readonly MeetingRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function MeetingsPage({ t, lang, rows, firstHref, nextHref }: ListProps): VNode {
  const open = <Button href={NEW_MEETING}>{t('meetings.office.new')}</Button>;
  return (
    <>
      <PageHeading title={t('meetings.office.title')} lead={t('meetings.office.lead')}>
        <div class="button-row">
          {rows.length > 0 ? open : null}
          <Button kind="secondary" href={SHEETS}>
            {t('meetings.sheet.enter')}
          </Button>
        </div>
      </PageHeading>
      <Meetings t={t} lang={lang} rows={rows} open={open} />
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

function Meetings({ t, lang, rows, open }: Pick<ListProps, 't' | 'lang' | 'rows'> & { open: VNode }): VNode {
  return (
    <DataTable
      caption={t('meetings.office.title')}
      captionHidden
      rows={rows}
      columns={[
        {
          header: t('meetings.form.title'),
          rowHeader: true,
          cell: ({ id, title }) => <SafeLink href={officeMeetingPath(id)}>{title}</SafeLink>,
        },
        { header: t('meetings.form.on_date'), cell: ({ on_date: day }) => plainDate(day, lang) },
        { header: t('meetings.form.place'), cell: ({ place }) => place },
        { header: t('meetings.code.one'), cell: ({ code }) => <code>{spellCode(code)}</code> },
        { header: t('meetings.office.received'), numeric: true, cell: ({ received }) => received },
        {
          header: t('meetings.office.state'),
          cell: ({ is_open: isOpen }) => (
            <StatusTag tone={isOpen ? 'success' : 'neutral'}>
              {t(isOpen ? 'meetings.state.open' : 'meetings.state.closed')}
            </StatusTag>
          ),
        },
      ]}
      empty={
        <EmptyState title={t('meetings.office.empty')} action={open}>
          {t('meetings.office.empty_text')}
        </EmptyState>
      }
    />
  );
}

interface FormProps extends Reader {
  fields: readonly FormField[];
  state: FormState;
}

export function NewMeetingPage({ t, fields, state }: FormProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[
          { href: OFFICE_MEETINGS, label: t('meetings.office.title') },
          { label: t('meetings.office.new') },
        ]}
      />
      <PageHeading title={t('meetings.office.new')} lead={t('meetings.office.new_lead')} />
      <SchemaForm
        t={t}
        fields={fields}
        state={state}
        action={NEW_MEETING}
        submit={t('meetings.office.open')}
        cancelHref={OFFICE_MEETINGS}
      />
    </>
  );
}

export function ChangeMeetingPage({
  meeting,
  told,
  ...props
}: FormProps & { meeting: MeetingRow; told: string | undefined }): VNode {
  const { t, fields, state } = props;
  return (
    <MeetingFrame {...props} meeting={meeting} part="cambiar" told={told}>
      <SchemaForm
        t={t}
        fields={fields}
        state={state}
        action={officeMeetingPath(meeting.id, 'cambiar')}
        submit={t('meetings.office.save')}
        cancelHref={officeMeetingPath(meeting.id)}
      />
    </MeetingFrame>
  );
}
