/** What every page of one process at the desk has around it. */
import type { ComponentChildren, VNode } from 'preact';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import type { Crumb } from '../../../../ui/layout/page-heading.tsx';
import { RecordFrame, type ToldKeys } from '../../../../ui/layout/record-frame.tsx';
import type { Tone } from '../../../../ui/tone.ts';
import {
  OFFICE_SELECTIONS,
  officeSelectionPath,
  selectionHistoryPath,
  selectionPath,
} from '../../addresses.ts';
import type { ListedSelection, OfficeSelection } from '../../queries/office.ts';
import type { Status } from '../../tables.ts';

/** Who is at the desk. */
export interface Desk {
  t: Translate;
  lang: Lang;
  zone: string;
  /** Code of what was just done, or why not. */
  done: string | undefined;
}

/** What every page of one process at the desk is given. */
export interface OfProcess {
  desk: Desk;
  row: OfficeSelection;
}

const TONES: Readonly<Record<Status, Tone>> = { draft: 'neutral', published: 'success', archived: 'warning' };

export function StatusOf({ t, status }: { t: Translate; status: Status }): VNode {
  return <StatusTag tone={TONES[status]}>{t(`selections.status.${status}`)}</StatusTag>;
}

/** What a code in the address says. */
export const toldKeys = (code = ''): ToldKeys => ({
  done: `selections.done.${code}`,
  refused: `selections.refused.${code}`,
});

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

export function SelectionFrame({ desk: { t, done }, row, ...page }: FrameProps): VNode {
  return (
    <RecordFrame
      {...page}
      t={t}
      list={{ href: OFFICE_SELECTIONS, label: t('selections.office.title') }}
      record={{
        href: officeSelectionPath(row.id),
        title: row.title,
        eyebrow: `${row.kind} · ${row.year}`,
      }}
      tag={<StatusOf t={t} status={row.status} />}
      links={[
        row.status === 'published'
          ? { href: selectionPath(row.slug), label: t('selections.office.see') }
          : undefined,
        row.status === 'draft'
          ? undefined
          : { href: selectionHistoryPath(row.id), label: t('selections.office.past') },
      ]}
      told={toldKeys(done)}
    />
  );
}
