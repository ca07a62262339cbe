/** A file before it is read in: what would come of it, row by row of what is odd, and what to do about it. */
import type { VNode } from 'preact';
import type { Translate } from '../../../../platform/i18n/translate.ts';
import { ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { Told } from '../../../../ui/layout/record-frame.tsx';
import { OFFICE_SELECTIONS, officeSelectionFilePath, officeSelectionPath } from '../../addresses.ts';
import type { Seen } from '../../import/desk-file.ts';
import { LISTS } from '../../import/list-columns.ts';
import { type Asked, MOST_PEOPLE, openIn } from '../../import/list-asked.ts';
import type { Choosable } from '../../queries/office.ts';
import type { UploadKind } from '../../tables.ts';
import { columnWords, ListMapForm } from './list-map.tsx';
import { toldKeys } from './frame.tsx';

/** Something odd: where, what, what to do. */
export interface Line {
  fault: boolean;
  /** JSON pointer, or line and column. */
  where: string;
  words: string;
  remedy: string;
}

export interface FilePageProps {
  t: Translate;
  id: string;
  file: string;
  kind: UploadKind;
  process: { id: string; title: string } | undefined;
  /** When what is kept of it goes, in words. */
  until: string;
  seen: Seen;
  /** How a list is read now. */
  readAs: string;
  /** Whom a list can speak of. */
  people: readonly Choosable[];
  lines: readonly Line[];
  done: string | undefined;
}

export function OfficeFilePage(props: FilePageProps): VNode {
  const { t, id, file, seen, lines, process } = props;
  return (
    <>
      <Breadcrumbs
        t={t}
        items={[{ href: OFFICE_SELECTIONS, label: t('selections.office.title') }, { label: file }]}
      />
      <PageHeading
        eyebrow={t(`selections.upload.${props.kind}`)}
        title={file}
        lead={t(
          seen.outcome === 'left' && seen.list
            ? 'selections.office.preview_lead_left'
            : 'selections.office.preview_lead',
          { until: props.until },
        )}
      >
        {process ? (
          <TagRow>
            <SafeLink href={officeSelectionPath(process.id)}>{process.title}</SafeLink>
          </TagRow>
        ) : null}
      </PageHeading>
      <Done {...props} />
      <Outcome t={t} seen={seen} />
      <ButtonRow>
        {seen.ok && seen.outcome !== 'left' ? (
          <ActionForm
            action={officeSelectionFilePath(id, 'importar')}
            fields={{ as: props.readAs }}
            label={t('selections.office.take')}
            kind="primary"
          />
        ) : null}
        <ActionForm action={officeSelectionFilePath(id, 'descartar')} label={t('selections.office.drop')} />
      </ButtonRow>
      {lines.length > 0 ? <Lines t={t} lines={lines} more={seen.more} /> : null}
      <Asks {...props} />
      {seen.list && seen.list.left.length > 0 ? (
        <Section title={t('selections.office.left_columns')}>
          <p>{t('selections.list.left', { columns: seen.list.left.join(', ') })}</p>
          <p class="soft">
            {t('selections.office.may_columns', {
              columns: seen.list.columns.map((name) => columnWords(name, t)).join(', '),
            })}
          </p>
        </Section>
      ) : null}
      {seen.changes.length > 0 ? <Changes t={t} seen={seen} /> : null}
    </>
  );
}

/** Whoever is told that something waits is told until when. */
function Done({ t, done, until }: FilePageProps): VNode | null {
  if (done !== 'imported_rest') return <Told t={t} told={toldKeys(done)} />;
  return (
    <Notice t={t} kind="success" title={t('selections.done.imported_rest')}>
      <p>{t('selections.office.stays', { until })}</p>
    </Notice>
  );
}

function Asks({ t, id, kind, seen, readAs, people }: FilePageProps): VNode | null {
  const list = LISTS.find((one) => one === kind);
  const asked = seen.list?.asked;
  if (!list || !asked || asked.headers.length === 0) return null;
  return (
    <ListMapForm
      t={t}
      id={id}
      list={list}
      asked={asked}
      readAs={readAs}
      people={people.length > MOST_PEOPLE ? undefined : people}
      open={!seen.ok || (seen.list?.refused.length ?? 0) > 0}
    />
  );
}

function Outcome({ t, seen }: { t: Translate; seen: Seen }): VNode {
  const { ok, outcome = 'left', slug, list } = seen;
  const rows =
    list &&
    t('selections.list.taken', { taken: list.taken, refused: list.refused.length + list.broken.length });
  if (!ok)
    return (
      <Notice t={t} kind="warning" title={t('selections.office.cannot')}>
        <p>{rows ?? t('selections.office.cannot_text')}</p>
        <Open t={t} asked={list?.asked} />
      </Notice>
    );
  return (
    <Notice t={t} kind="info" title={t(`selections.office.would.${outcome}`, { slug })}>
      <p>{rows ?? t('selections.office.would_text')}</p>
      <Open t={t} asked={list?.asked} />
    </Notice>
  );
}

/** How much is still to be said of a list, whatever a page can ask at once. */
function Open({ t, asked }: { t: Translate; asked: Asked | undefined }): VNode | null {
  const open = asked && openIn(asked);
  if (!open) return null;
  const lines = (['people', 'rows', 'words'] as const).filter((what) => open[what] > 0);
  return (
    <>
      {lines.map((what) => (
        <p>
          <SafeLink href="#columnas">{t(`selections.office.open.${what}`, { count: open[what] })}</SafeLink>
        </p>
      ))}
    </>
  );
}

function Lines({ t, lines, more }: { t: Translate; lines: readonly Line[]; more: number }): VNode {
  return (
    <Section title={t('selections.office.findings')}>
      <DataTable
        caption={t('selections.office.findings')}
        captionHidden
        rows={lines}
        columns={[
          {
            header: t('selections.office.where'),
            rowHeader: true,
            cell: (line: Line) => <code>{line.where}</code>,
          },
          {
            header: t('selections.office.state'),
            cell: (line) => (
              <StatusTag tone={line.fault ? 'danger' : 'warning'}>
                {t(line.fault ? 'selections.import.fault' : 'selections.import.warning')}
              </StatusTag>
            ),
          },
          { header: t('selections.office.says'), cell: (line) => line.words },
          ...(lines.some(({ remedy }) => remedy !== '')
            ? [{ header: t('selections.office.remedy'), cell: (line: Line) => line.remedy }]
            : []),
        ]}
      />
      {more > 0 ? <p>{t('selections.import.more', { count: more })}</p> : null}
    </Section>
  );
}

function Changes({ t, seen }: { t: Translate; seen: Seen }): VNode {
  const rows = seen.changes.filter(([, one]) => one.created + one.changed + one.left + one.removed > 0);
  return (
    <Section title={t('selections.office.changes')}>
      <DataTable
        caption={t('selections.office.changes')}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('selections.office.what'),
            rowHeader: true,
            cell: ([table]: Seen['changes'][number]) => t(`selections.table.${table as 'scores'}`),
          },
          ...(['created', 'changed', 'left', 'removed'] as const).map((name) => ({
            header: t(`selections.office.count.${name}`),
            numeric: true,
            cell: ([, one]: Seen['changes'][number]) => String(one[name]),
          })),
        ]}
      />
      {seen.people > 0 ? <p>{t('selections.office.people', { count: seen.people })}</p> : null}
    </Section>
  );
}
