/** Rooms and tracks: two short lists on one page, each with a form for one more. */
import type { VNode } from 'preact';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { type DrawnForm, SchemaForm } from '../../../../ui/controls/schema-form.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { OfficeRoomRow, OfficeTrackRow } from '../../queries/office-programme.ts';
import { type EditionDesk, EditionFrame, editionHref } from './frame.tsx';
import { PastLink } from './past-link.tsx';

export interface RoomsPageProps {
  desk: EditionDesk;
  rooms: readonly OfficeRoomRow[];
  tracks: readonly OfficeTrackRow[];
}

export function RoomsPage({ desk, rooms, tracks }: RoomsPageProps): VNode {
  const { t } = desk;
  return (
    <EditionFrame
      desk={desk}
      part="rooms"
      title={t('events.office.tab.rooms')}
      lead={t('events.office.room.lead')}
    >
      <PartList
        desk={desk}
        what="salas"
        title={t('events.office.room.rooms')}
        rows={rooms}
        detail={{ header: t('events.office.room.capacity'), cell: (room) => room.capacity ?? '—' }}
        empty={{ title: t('events.office.room.empty'), lead: t('events.office.room.empty_lead') }}
        add={t('events.office.room.add')}
      />
      <PartList
        desk={desk}
        what="ejes"
        title={t('events.office.track.tracks')}
        rows={tracks}
        empty={{ title: t('events.office.track.empty'), lead: t('events.office.track.empty_lead') }}
        add={t('events.office.track.add')}
      />
    </EditionFrame>
  );
}

interface PartListProps<Row> {
  desk: EditionDesk;
  what: 'salas' | 'ejes';
  title: string;
  rows: readonly Row[];
  detail?: { header: string; cell: (row: Row) => string | number };
  empty: { title: string; lead: string };
  add: string;
}

function PartList<Row extends { id: string; name: string; sessions: number }>(
  props: PartListProps<Row>,
): VNode {
  const { desk, what, title, rows, detail, empty, add } = props;
  const { t, edition, may } = desk;
  return (
    <Section
      title={title}
      action={
        may.edit ? (
          <SafeLink class="button button-secondary button-small" href={editionHref(edition, what, 'nueva')}>
            {add}
          </SafeLink>
        ) : null
      }
    >
      <DataTable
        caption={title}
        captionHidden
        rows={rows}
        columns={[
          {
            header: t('events.office.room.name'),
            rowHeader: true,
            cell: (row) =>
              may.edit ? <SafeLink href={editionHref(edition, what, row.id)}>{row.name}</SafeLink> : row.name,
          },
          ...(detail ? [{ header: detail.header, numeric: true, cell: detail.cell }] : []),
          { header: t('events.office.overview.sessions'), numeric: true, cell: (row: Row) => row.sessions },
          {
            header: t('events.office.actions'),
            headerHidden: true,
            cell: (row: Row) =>
              may.edit ? (
                <ActionForm
                  action={editionHref(edition, what, row.id, 'quitar')}
                  label={t('events.office.remove')}
                  about={row.name}
                  size="small"
                  confirm={t('events.office.remove_ask', { title: row.name })}
                />
              ) : null,
          },
        ]}
        empty={
          <EmptyState title={empty.title} level={3}>
            {empty.lead}
          </EmptyState>
        }
      />
    </Section>
  );
}

export interface PartFormProps {
  desk: EditionDesk;
  part: 'rooms' | 'speakers' | 'questions';
  /** Folder of its address. */
  what: 'salas' | 'ejes' | 'ponentes' | 'preguntas';
  id?: string | undefined;
  title: string;
  state: DrawnForm;
  /** Takes it away; without it there is no such button. */
  remove?: string | undefined;
}

/** As in the addresses of its past. */
const WORD = { salas: 'sala', ejes: 'eje', ponentes: 'ponente', preguntas: 'pregunta' } as const;
const BACK = { salas: 'salas', ejes: 'salas', ponentes: 'ponentes', preguntas: 'preguntas' } as const;

/** The form of one part of an edition, new or changed. */
export function PartForm({ desk, part, what, id, title, state, remove }: PartFormProps): VNode {
  const { t, edition } = desk;
  const back = editionHref(edition, BACK[what]);
  const action = editionHref(edition, what, id ?? 'nueva');
  return (
    <EditionFrame
      desk={desk}
      part={part}
      title={title}
      trail={[{ href: back, label: t(`events.office.tab.${part}`) }]}
      tabs={false}
      actions={id === undefined ? null : <PastLink t={t} word={WORD[what]} id={id} />}
    >
      <SchemaForm
        t={t}
        action={action}
        fields={state.fields}
        state={state}
        submit={t('events.office.save')}
        cancelHref={back}
      />
      {id && remove ? (
        <Section title={t('events.office.remove')}>
          <p>{remove}</p>
          <ActionForm
            kind="danger"
            action={`${action}/quitar`}
            label={t('events.office.remove')}
            about={title}
            confirm={t('events.office.remove_ask', { title })}
          />
        </Section>
      ) : null}
    </EditionFrame>
  );
}
