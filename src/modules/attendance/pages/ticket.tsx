/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an inline drawing is named by its role */
/** The ticket: a QR, and the same code in letters for when the QR cannot be read. No name: who finds it learns nothing. */
import qrcode from 'qrcode';
import type { VNode } from 'preact';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { PageHeading } from '../../../ui/layout/page-heading.tsx';
import { groupCode, QR_PREFIX } from '../rules/ticket-code.ts';

/** Modules of white around, as the standard asks. */
const QUIET = 4;

/** @param label what it is, for who listens */
export function QrPicture({ text, label, level }: { text: string; label: string; level: 'M' | 'Q' }): VNode {
  const { modules } = qrcode.create(text, { errorCorrectionLevel: level });
  const { size, data } = modules;
  let path = '';
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const from = x;
      while (x < size && data[y * size + x]) x++;
      if (x > from) path += `M${from + QUIET} ${y + QUIET}h${x - from}v1h-${x - from}z`;
    }
  const side = size + 2 * QUIET;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <path class="qr-paper" d={`M0 0h${side}v${side}H0z`} />
      <path class="qr-ink" d={path} />
    </svg>
  );
}

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
