/** What every page of one process at the desk has around it. */
import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey, type Lang, type Translate } from '../../../../platform/i18n/translate.ts';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { StatusTag, TagRow } from '../../../../ui/data/tag.tsx';
import { Notice } from '../../../../ui/layout/notice.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from '../../../../ui/layout/page-heading.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import {
  OFFICE_SELECTIONS,
  officeSelectionPath,
  selectionHistoryPath,
  selectionPath,
} from '../../addresses.ts';
import type { ListedSelection } from '../../queries/office.ts';
import type { Status } from '../../tables.ts';

/** Who is at the desk. */
export interface Desk {
  t: Translate;
  lang: Lang;
  zone: string;
  /** Code of what was just done, or why not. */
  done: string | undefined;
}

const TONES: Readonly<Record<Status, Tone>> = { draft: 'neutral', published: 'success', archived: 'warning' };

export function StatusOf({ t, status }: { t: Translate; status: Status }): VNode {
  return <StatusTag tone={TONES[status]}>{t(`selections.status.${status}`)}</StatusTag>;
}

/** What was just done, or why not: said once after the redirect. Unknown codes say nothing. */
export function Told({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `selections.done.${code}`;
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  const refused = `selections.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}

export interface FrameProps {
  desk: Desk;
  row: ListedSelection;
  /** Of a page below its own. */
  title?: string | undefined;
  lead?: string | undefined;
  /** Pages between the process and this one. */
  between?: readonly Crumb[] | undefined;
  children: ComponentChildren;
}

export function SelectionFrame({ desk, row, title, lead, between, children }: FrameProps): VNode {
  const { t, done } = desk;
  const crumbs = [{ href: OFFICE_SELECTIONS, label: t('selections.office.title') }];
  return (
    <>
      <Breadcrumbs
        t={t}
        items={
          title
            ? [
                ...crumbs,
                { href: officeSelectionPath(row.id), label: row.title },
                ...(between ?? []),
                { label: title },
              ]
            : [...crumbs, { label: row.title }]
        }
      />
      <PageHeading
        eyebrow={title ? row.title : `${row.kind} · ${row.year}`}
        title={title ?? row.title}
        lead={lead}
      >
        <TagRow>
          <StatusOf t={t} status={row.status} />
          {row.status === 'published' ? (
            <SafeLink href={selectionPath(row.slug)}>{t('selections.office.see')}</SafeLink>
          ) : null}
          {row.status === 'draft' ? null : (
            <SafeLink href={selectionHistoryPath(row.id)}>{t('selections.office.past')}</SafeLink>
          )}
        </TagRow>
      </PageHeading>
      <Told t={t} code={done} />
      {children}
    </>
  );
}
