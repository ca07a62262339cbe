/** Sheets as they leave the printer: A4, a QR and a code on each, lines to write on. */
import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { QrPicture } from '../../../../ui/data/qr-picture.tsx';
import { sheetPath } from '../../addresses.ts';
import type { MeetingRow } from '../../queries/meetings.ts';
import type { SheetRow } from '../../queries/sheets.ts';
import { spellCode } from '../../rules/code.ts';
import { VISIBILITIES } from '../../rules/meeting.ts';
import { heldWords } from '../words.ts';
import { PrintWays } from './meeting.tsx';

export interface PrintProps {
  /** Of the sheets, whatever language the desk is in. */
  t: Translate;
  lang: Lang;
  organization: string;
  meeting: MeetingRow;
  sheets: readonly Omit<SheetRow, 'has_photo'>[];
  baseUrl: string;
  /** Days until the photo of a sheet goes. */
  photoDays: number;
  backHref: string;
}

type SheetProps = PrintProps & { sheet: PrintProps['sheets'][number] };

export function PrintPage(props: PrintProps): VNode {
  const { t, lang, sheets } = props;
  return (
    <main class="paper-sheets" lang={lang}>
      <header class="no-print">
        <h1>{t('meetings.print.title', { count: sheets.length })}</h1>
        <PrintWays t={t} backHref={props.backHref} />
      </header>
      {sheets.map((sheet) =>
        sheet.kind === 'supports' ? (
          <SupportSheet {...props} sheet={sheet} />
        ) : (
          <ProposalSheet {...props} sheet={sheet} />
        ),
      )}
    </main>
  );
}

function Head({
  t,
  lang,
  organization,
  meeting,
  sheet,
  baseUrl,
  title,
}: SheetProps & { title: string }): VNode {
  const code = spellCode(sheet.code);
  return (
    <header class="paper-head">
      <div>
        <p class="eyebrow">{organization}</p>
        <h2>{title}</h2>
        <p>{meeting.title}</p>
        <p>{heldWords(lang, meeting)}</p>
      </div>
      <div class="paper-code">
        <QrPicture text={`${baseUrl}${sheetPath(sheet.code)}`} label={t('meetings.sheet.qr')} level="M" />
        <p>{code}</p>
      </div>
    </header>
  );
}

/** Where somebody writes by hand. */
const BLANK = '\u00a0';

/** Ruled lines under a label. */
function Lines({ label, count }: { label: string; count: number }): VNode {
  return (
    <div class="paper-field">
      <p class="paper-label">{label}</p>
      {Array.from({ length: count }, () => (
        <div class="paper-line" />
      ))}
    </div>
  );
}

function Box({ label }: { label: string }): VNode {
  return (
    <p class="paper-box">
      <span aria-hidden="true">☐</span> {label}
    </p>
  );
}

function ProposalSheet(props: SheetProps): VNode {
  const { t } = props;
  return (
    <section class="paper-sheet">
      <Head {...props} title={t('meetings.print.proposal')} />
      <Lines label={t('proposals.form.title')} count={2} />
      <Lines label={t('proposals.form.problem')} count={5} />
      <Lines label={t('proposals.form.affected')} count={2} />
      <Lines label={t('proposals.form.summary')} count={6} />
      <Lines label={t('meetings.print.authors')} count={2} />
      <div class="paper-field">
        <p class="paper-label">{t('meetings.print.visibility')}</p>
        {VISIBILITIES.map((one) => (
          <Box label={t(`proposals.visibility.${one}`)} />
        ))}
      </div>
      <Box label={t('meetings.print.accept')} />
      <p class="paper-foot">{t('meetings.print.foot', { days: props.photoDays })}</p>
    </section>
  );
}

function SupportSheet(props: SheetProps): VNode {
  const { t, sheet } = props;
  return (
    <section class="paper-sheet">
      <Head {...props} title={t('meetings.print.supports')} />
      <p class="paper-proposal">
        <strong>
          {t('proposals.number', { number: sheet.number ?? 0 })}
          {sheet.title === null ? '' : `: ${sheet.title}`}
        </strong>
      </p>
      <table class="paper-table">
        <thead>
          <tr>
            <th scope="col">{t('meetings.print.line')}</th>
            <th scope="col">{t('meetings.print.name')}</th>
            <th scope="col">{t('meetings.print.signature')}</th>
          </tr>
        </thead>
        <tbody>
          {Array.from({ length: sheet.lines }, (_unused, at) => (
            <tr>
              <th scope="row">{at + 1}</th>
              <td>{BLANK}</td>
              <td>{BLANK}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="paper-foot">{t('meetings.print.support_foot', { days: props.photoDays })}</p>
    </section>
  );
}
