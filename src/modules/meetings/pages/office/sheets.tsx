/** Sheets of a meeting at the desk: print some, see which came back. */
import type { VNode } from 'preact';
import { fieldsOf } from '../../../../platform/forms/field.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type FormState, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { Disclosure } from '../../../../ui/data/disclosure.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeMeetingPath, printPath, SHEETS, sheetPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import type { BatchRow } from '../../queries/sheets.ts';
import { spellCode } from '../../rules/code.ts';
import { PrintForm } from '../../schemas/forms.ts';
import type { SheetKind } from '../../tables.ts';
import type { Reader } from '../words.ts';
import { MeetingFrame } from './frame.tsx';

export interface SheetsProps extends Reader {
  meeting: MeetingRow;
  state: FormState;
  /** Of the form: pressed twice it prints the same sheets. */
  batch: string;
  batches: readonly BatchRow[];
  missing: readonly { code: string; kind: SheetKind }[];
  told: string | undefined;
}

export function SheetsPage(props: SheetsProps): VNode {
  const { t, meeting, state, batch, missing } = props;
  return (
    <MeetingFrame {...props} part="hojas" lead={t('meetings.sheets.lead')}>
      <p>
        <SafeLink href={SHEETS}>{t('meetings.sheet.enter')}</SafeLink>
      </p>
      <Section title={t('meetings.sheets.print')}>
        <SchemaForm
          t={t}
          fields={fieldsOf(PrintForm)}
          state={state}
          action={officeMeetingPath(meeting.id, 'hojas')}
          hidden={{ batch }}
          submit={t('meetings.sheets.print_submit')}
        />
      </Section>
      <Section title={t('meetings.sheets.given')}>
        <Given {...props} />
        {missing.length > 0 ? (
          <Disclosure summary={t('meetings.sheets.missing', { count: missing.length })}>
            <ul class="meeting-missing">
              {missing.map(({ code, kind }) => (
                <li>
                  <SafeLink href={sheetPath(code)}>{spellCode(code)}</SafeLink>{' '}
                  <span class="soft">{t(`meetings.sheet.kind.${kind}`)}</span>
                </li>
              ))}
            </ul>
          </Disclosure>
        ) : null}
      </Section>
    </MeetingFrame>
  );
}

function Given({ t, lang, zone, meeting, batches }: SheetsProps): VNode {
  return (
    <DataTable
      caption={t('meetings.sheets.given')}
      captionHidden
      rows={batches}
      columns={[
        {
          header: t('meetings.form.kind'),
          rowHeader: true,
          cell: ({ batch, kind, number }) => (
            <SafeLink href={printPath(meeting.id, batch)}>
              {number === null
                ? t(`meetings.sheet.kind.${kind}`)
                : t('meetings.sheet.supports_of', { number })}
            </SafeLink>
          ),
        },
        { header: t('meetings.sheets.printed_on'), cell: ({ created_at: at }) => shortDate(at, zone, lang) },
        { header: t('meetings.sheets.count'), numeric: true, cell: ({ given }) => given },
        { header: t('meetings.sheets.entered'), numeric: true, cell: ({ entered }) => entered },
        {
          header: t('meetings.sheets.not_entered'),
          numeric: true,
          cell: ({ given, entered }) => given - entered,
        },
      ]}
      empty={
        <EmptyState title={t('meetings.sheets.none')} level={3}>
          {t('meetings.sheets.none_text')}
        </EmptyState>
      }
    />
  );
}
