/** What the pages of one meeting at the desk have around them. */
import type { ComponentChildren, VNode } from 'preact';
import { Tabs } from '../../../../ui/data/navigation.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { RecordFrame, type ToldKeys } from '../../../../ui/layout/record-frame.tsx';
import type { Crumb } from '../../../../ui/layout/page-heading.tsx';
import { editionPath } from '../../../events/index.ts';
import { OFFICE_MEETINGS, officeMeetingPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import { heldWords, type Reader } from '../words.ts';

const PARTS = ['', 'escribir', 'hojas', 'apoyos', 'lista', 'cambiar'] as const;
export type Part = (typeof PARTS)[number];

/** Codes come from the address: there may be no such words. */
export const toldKeys = (code: string | undefined): ToldKeys => ({
  done: `meetings.done.${code ?? ''}`,
  refused: `meetings.refused.${code ?? ''}`,
});

export interface FrameProps extends Reader {
  meeting: MeetingRow;
  part: Part;
  /** Of a page below one of these. */
  title?: string | undefined;
  lead?: string | undefined;
  between?: readonly Crumb[] | undefined;
  told?: string | undefined;
  children: ComponentChildren;
}

export function MeetingFrame(props: FrameProps): VNode {
  const { t, lang, meeting, part, title } = props;
  const name = (one: Part) => t(`meetings.part.${one || 'resumen'}`);
  return (
    <RecordFrame
      t={t}
      list={{ href: OFFICE_MEETINGS, label: t('meetings.office.title') }}
      record={{ href: officeMeetingPath(meeting.id), title: meeting.title, eyebrow: t('meetings.one') }}
      tag={
        <StatusTag tone={meeting.is_open ? 'success' : 'neutral'}>
          {t(meeting.is_open ? 'meetings.state.open' : 'meetings.state.closed')}
        </StatusTag>
      }
      links={[
        meeting.event_slug && meeting.event_title
          ? { href: editionPath(meeting.event_slug), label: meeting.event_title }
          : undefined,
      ]}
      told={toldKeys(props.told)}
      title={title ?? (part === '' ? undefined : name(part))}
      between={props.between}
      lead={props.lead ?? heldWords(lang, meeting)}
    >
      <Tabs
        label={t('meetings.one')}
        items={PARTS.map((one) => ({
          href: officeMeetingPath(meeting.id, one),
          label: name(one),
          current: one === part && title === undefined,
        }))}
      />
      {props.children}
    </RecordFrame>
  );
}
