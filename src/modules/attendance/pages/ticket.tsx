/** The ticket: a QR, and the same code in letters for when the QR cannot be read. No name: who finds it learns nothing. */
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { QrPicture } from '../../../ui/data/qr-picture.tsx';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { groupCode, QR_PREFIX } from '../rules/ticket-code.ts';

export interface TicketProps {
  t: Translate;
  code: string;
  edition: string;
  when: string;
  where: string;
  /** How they registered to take part, in words. */
  attendance: string;
  backHref: string;
}

export function TicketPage(props: TicketProps): VNode {
  const { t, code } = props;
  return (
    <>
      <PageHeading
        eyebrow={props.edition}
        title={t('attendance.ticket.title')}
        lead={t('attendance.ticket.lead')}
      />
      <div class="ticket">
        <QrPicture text={QR_PREFIX + code} label={t('attendance.ticket.qr')} level="Q" />
        <p class="ticket-code">{groupCode(code)}</p>
        <p class="hint">{t('attendance.ticket.code_hint')}</p>
        <dl class="ticket-facts">
          <dt>{t('events.own.when')}</dt>
          <dd>{props.when}</dd>
          {props.where ? (
            <>
              <dt>{t('attendance.ticket.where')}</dt>
              <dd>{props.where}</dd>
            </>
          ) : null}
          <dt>{t('events.form.attendance')}</dt>
          <dd>{props.attendance}</dd>
        </dl>
      </div>
      <p class="no-print">{t('attendance.ticket.print')}</p>
      <p class="no-print">
        <a href={props.backHref}>{t('attendance.ticket.back')}</a>
      </p>
    </>
  );
}
