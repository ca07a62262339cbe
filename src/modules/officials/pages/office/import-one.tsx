/** One list that was read in: what became of its rows, and taking all of it back. */
import type { VNode } from 'preact';
import type { FieldFault } from '../../../../platform/errors.ts';
import { shortDate } from '../../../../platform/i18n/dates.ts';
import { isMessageKey, type Translate } from '../../../../platform/i18n/translate.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ErrorSummary } from '../../../../ui/controls/error-summary.tsx';
import { fieldId, summaryFaults } from '../../../../ui/controls/form-fields.tsx';
import { Form } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { TextField } from '../../../../ui/controls/text-field.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import {
  OFFICE_AT_ONCE,
  OFFICE_IMPORTS,
  OFFICE_PAIRS,
  officeImportPath,
  officeInstitutionPath,
  officePersonPath,
} from '../../addresses.ts';
import type { ListedImport } from '../../queries/imports.ts';
import { type Reader, Told } from './imports.tsx';

export interface ImportProps extends Reader {
  row: ListedImport;
  /** What it made and is there, as many as are shown; `more`: there are others. */
  made: readonly { id: string; name: string; status: string }[];
  more: boolean;
  faults: readonly FieldFault[];
  done: string | undefined;
}

export function ImportPage({ t, lang, zone, row, made, more, faults, done }: ImportProps): VNode {
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_IMPORTS, label: t('officials.imports.title') }, { label: row.file_name }]}
      />
      <PageHeading title={row.file_name} eyebrow={t(`officials.imports.kind.${row.kind}`)} />
      <Told t={t} code={done} />
      <SummaryList
        rows={[
          { label: t('officials.imports.when'), value: shortDate(row.created_at, zone, lang) },
          ...(row.publisher === ''
            ? []
            : [{ label: t('officials.imports.publisher'), value: row.publisher }]),
          ...Object.entries(row.counts).map(([name, count]) => ({
            label: countWords(name, t),
            value: String(count),
          })),
          ...(row.undone_at
            ? [{ label: t('officials.imports.state.undone'), value: shortDate(row.undone_at, zone, lang) }]
            : []),
        ]}
      />
      {row.kind === 'person' && !row.undone_at ? (
        <p>
          <SafeLink href={`${OFFICE_PAIRS}?archivo=${row.id}`}>{t('officials.imports.pairs')}</SafeLink>
          {row.counts['at_once'] ? (
            <>
              {' · '}
              <SafeLink href={OFFICE_AT_ONCE}>{t('officials.two.menu')}</SafeLink>
            </>
          ) : null}
        </p>
      ) : null}
      {made.length > 0 ? (
        <Section title={t(row.undone_at ? 'officials.imports.stayed' : 'officials.imports.made_list')}>
          <ul>
            {made.map((one) => (
              <li>
                <SafeLink
                  href={row.kind === 'person' ? officePersonPath(one.id) : officeInstitutionPath(one.id)}
                >
                  {one.name}
                </SafeLink>
              </li>
            ))}
          </ul>
          {more ? <p class="soft">{t('officials.imports.and_more')}</p> : null}
        </Section>
      ) : null}
      {row.undone_at ? null : <UndoForm t={t} id={row.id} faults={faults} />}
    </>
  );
}

function UndoForm({ t, id, faults }: { t: Translate; id: string; faults: readonly FieldFault[] }): VNode {
  return (
    <Section title={t('officials.imports.undo')}>
      <p>{t('officials.imports.undo_text')}</p>
      <ErrorSummary t={t} faults={summaryFaults(faults)} />
      <Form action={officeImportPath(id, 'deshacer')}>
        <TextField
          t={t}
          id={fieldId('reason')}
          name="reason"
          label={t('officials.imports.reason')}
          hint={t('officials.imports.reason.hint')}
          value=""
          maxlength={500}
          required
          faults={faults.map(({ message }) => message)}
        />
        <ButtonRow>
          <Button kind="danger" confirm={t('officials.imports.undo_ask')}>
            {t('officials.imports.undo')}
          </Button>
        </ButtonRow>
      </Form>
    </Section>
  );
}

/** Counts as they are kept: `created`, `queued_likely`, `dropped_marital_status`. */
export function countWords(name: string, t: Translate): string {
  const [, group = '', rest = ''] = /^(queued|dropped)_(.+)$/.exec(name) ?? [];
  const key = group === 'queued' ? `officials.import.band.${rest}` : `officials.import.dropped.${rest}`;
  if (group !== '' && isMessageKey(key))
    return t(`officials.imports.count.${group as 'queued'}`, { what: t(key) });
  const own = `officials.imports.count.${name}`;
  return isMessageKey(own) ? t(own, { what: '' }) : name;
}
