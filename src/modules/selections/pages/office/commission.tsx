/** The bodies of a process at the desk: their places, and who holds them. */
import type { VNode } from 'preact';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { officeCommissionPath } from '../../addresses.ts';
import type { OfficeSelection } from '../../queries/office.ts';
import type { OfficeBody, OfficeHolder, OfficeSeat } from '../../queries/office-commission.ts';
import { dateWords } from '../words.ts';
import { type Desk, SelectionFrame } from './frame.tsx';
import { Cited } from './cited.tsx';

interface CommissionProps {
  /** Of the record that was made for somebody who was just taken away. */
  leftHref: string | undefined;
  desk: Desk;
  row: OfficeSelection;
  bodies: readonly OfficeBody[];
  seats: readonly OfficeSeat[];
  holders: readonly OfficeHolder[];
}

export function OfficeCommissionPage(props: CommissionProps): VNode {
  const { desk, row, bodies } = props;
  const { t } = desk;
  const isWhole = row.spec.bodies.every(({ key }) => bodies.some((body) => body.key === key));
  return (
    <SelectionFrame
      desk={desk}
      row={row}
      title={t('selections.office.commission')}
      lead={t('selections.office.commission_lead')}
    >
      {props.leftHref === undefined ? null : (
        <p>
          <SafeLink href={props.leftHref}>{t('selections.office.left_record')}</SafeLink>
        </p>
      )}
      {isWhole ? null : (
        <ButtonRow>
          <Button href={officeCommissionPath(row.id, 'organos')}>{t('selections.office.new_body')}</Button>
        </ButtonRow>
      )}
      {bodies.length === 0 ? <p>{t('selections.office.no_bodies')}</p> : null}
      {bodies.map((body) => (
        <Body {...props} body={body} />
      ))}
    </SelectionFrame>
  );
}

function Body({ desk, row, body, seats, holders }: CommissionProps & { body: OfficeBody }): VNode {
  const { t } = desk;
  const own = seats.filter(({ body_id: of }) => of === body.id);
  const of = new URLSearchParams({ organo: body.key }).toString();
  return (
    <Section
      title={body.name}
      action={
        <SafeLink href={officeCommissionPath(row.id, 'organos', body.id)}>
          {t('selections.office.one_body')}
        </SafeLink>
      }
    >
      <p>
        {body.entitled === null
          ? t('selections.office.entitled_unknown')
          : t('selections.votes.members', { count: body.entitled })}
        {' · '}
        <Cited t={t} cited={body.cited} />
      </p>
      <Members desk={desk} row={row} body={body} seats={own} holders={holders} />
      <ButtonRow>
        <Button href={`${officeCommissionPath(row.id, 'integrantes')}?${of}`}>
          {t('selections.office.new_holder')}
        </Button>
        <Button kind="secondary" href={`${officeCommissionPath(row.id, 'puestos')}?${of}`}>
          {t('selections.office.new_seat')}
        </Button>
      </ButtonRow>
    </Section>
  );
}

function Members({
  desk: { t, lang },
  row,
  body,
  seats,
  holders,
}: Omit<CommissionProps, 'bodies' | 'leftHref'> & { body: OfficeBody }): VNode {
  // A place without anybody is a row too: that it is empty is what somebody looks for.
  const rows = seats.flatMap((seat): { seat: OfficeSeat; holder: OfficeHolder | undefined }[] => {
    const held = holders.filter(({ seat_id: place }) => place === seat.id);
    return held.length === 0 ? [{ seat, holder: undefined }] : held.map((holder) => ({ seat, holder }));
  });
  return (
    <DataTable
      caption={t('selections.office.members_of', { body: body.name })}
      captionHidden
      rows={rows}
      columns={[
        {
          header: t('selections.office.name'),
          rowHeader: true,
          cell: ({ seat, holder }) =>
            holder ? (
              <SafeLink href={officeCommissionPath(row.id, 'integrantes', holder.id)}>{holder.name}</SafeLink>
            ) : (
              <SafeLink
                href={`${officeCommissionPath(row.id, 'integrantes')}?${new URLSearchParams({ puesto: seat.id }).toString()}`}
              >
                {t('selections.office.fill_seat')}
              </SafeLink>
            ),
        },
        {
          header: t('selections.office.seat'),
          cell: ({ seat, holder }) => (
            <>
              <SafeLink href={officeCommissionPath(row.id, 'puestos', seat.id)}>{seat.label}</SafeLink>
              {holder?.alternate ? ` (${t('selections.seat.alternate')})` : null}
            </>
          ),
        },
        {
          header: t('selections.office.in_seat'),
          cell: ({ holder }) =>
            holder
              ? [
                  holder.starts && t('selections.commission.from', { date: dateWords(holder.starts, lang) }),
                  holder.ends && t('selections.commission.until', { date: dateWords(holder.ends, lang) }),
                ]
                  .filter(Boolean)
                  .join(' ') || t('selections.event.no_date')
              : '',
        },
        {
          header: t('selections.office.cited'),
          cell: ({ holder }) => (holder ? <Cited t={t} cited={holder.cited} /> : null),
        },
      ]}
      empty={<p>{t('selections.office.no_members')}</p>}
    />
  );
}
