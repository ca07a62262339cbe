/** A list of what a meeting brought: sent, looked at, read in. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { FileField } from '../../../../ui/controls/file-field.tsx';
import { ActionForm, Form } from '../../../../ui/controls/form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { listPath, officeMeetingPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import { MOST_ROWS } from '../../rules/meeting.ts';
import type { Reader } from '../words.ts';
import { MeetingFrame } from './frame.tsx';

interface Props extends Reader {
  meeting: MeetingRow;
  told: string | undefined;
}

export function SendListPage(props: Props & { faults: readonly string[]; maxBytes: number }): VNode {
  const { t, meeting, faults } = props;
  return (
    <MeetingFrame {...props} part="lista" lead={t('meetings.list.lead')}>
      <ErrorSummary t={t} faults={faults.map((message) => ({ id: 'file', message }))} />
      <p>{t('meetings.list.columns')}</p>
      <Form action={officeMeetingPath(meeting.id, 'lista')} files label={t('meetings.part.lista')}>
        <FileField
          t={t}
          id="file"
          name="file"
          label={t('meetings.list.file')}
          hint={t('meetings.list.file_hint', { most: MOST_ROWS })}
          accept=".csv,.json,text/csv,application/json"
          kinds="CSV, JSON"
          maxBytes={props.maxBytes}
          faults={[...faults]}
          required
          mark={false}
        />
        <ButtonRow>
          <Button>{t('meetings.list.look')}</Button>
        </ButtonRow>
      </Form>
    </MeetingFrame>
  );
}

export interface PreviewProps extends Props {
  upload: string;
  file: string;
  /** What could be received: title, category and department in words. */
  rows: readonly { line: number; title: string; category: string; department: string }[];
  /** What stays outside, what was taken for something else. */
  findings: readonly string[];
  until: string;
}

export function PreviewPage(props: PreviewProps): VNode {
  const { t, meeting, rows, findings, upload } = props;
  const take = rows.length > 0 && rows.length <= MOST_ROWS;
  return (
    <MeetingFrame
      {...props}
      part="lista"
      title={props.file}
      lead={t('meetings.list.preview', { until: props.until })}
      between={[{ href: officeMeetingPath(meeting.id, 'lista'), label: t('meetings.part.lista') }]}
    >
      <Notice
        t={t}
        kind={take ? 'info' : 'warning'}
        title={t(rows.length > MOST_ROWS ? 'meetings.list.too_many' : 'meetings.list.would', {
          count: rows.length,
          most: MOST_ROWS,
        })}
      >
        <p>{t('meetings.list.would_text')}</p>
      </Notice>
      <ButtonRow>
        {take ? (
          <ActionForm
            action={`${listPath(meeting.id, upload)}/importar`}
            label={t('meetings.list.take')}
            kind="primary"
          />
        ) : null}
        <ActionForm action={`${listPath(meeting.id, upload)}/descartar`} label={t('meetings.list.drop')} />
      </ButtonRow>
      {findings.length > 0 ? (
        <Section title={t('meetings.list.findings')}>
          <ul class="prose">
            {findings.map((words) => (
              <li>{words}</li>
            ))}
          </ul>
        </Section>
      ) : null}
      <Rows {...props} />
    </MeetingFrame>
  );
}

function Rows({ t, rows }: PreviewProps): VNode {
  return (
    <Section title={t('meetings.list.rows')}>
      <DataTable
        caption={t('meetings.list.rows')}
        captionHidden
        rows={rows}
        columns={[
          { header: t('meetings.list.line'), numeric: true, cell: ({ line }) => line },
          { header: t('proposals.form.title'), rowHeader: true, cell: ({ title }) => title },
          { header: t('proposals.form.category'), cell: ({ category }) => category },
          { header: t('proposals.form.department'), cell: ({ department }) => department },
        ]}
        empty={<p>{t('meetings.list.none')}</p>}
      />
    </Section>
  );
}
