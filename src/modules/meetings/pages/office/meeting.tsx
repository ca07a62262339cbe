/** One meeting at the desk: its code, what it brought, what came in last. And the code to be hung on the wall. */
import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../../platform/i18n/translate.ts';
import { clockTime, shortDate } from '../../../../platform/i18n/dates.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { ActionForm } from '../../../../ui/controls/form.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { Stat, StatGrid } from '../../../../ui/data/figures.tsx';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { QrPicture } from '../../../../ui/data/qr-picture.tsx';
import { DataTable } from '../../../../ui/data/table.tsx';
import { StatusTag } from '../../../../ui/data/tag.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import { type ProposalState, STATE_TONE } from '../../../proposals/index.ts';
import { officeMeetingPath, TABLE, tablePath } from '../../addresses.ts';
import type { Brought, MeetingRow } from '../../queries/meetings.ts';
import { spellCode } from '../../rules/code.ts';
import type { Way } from '../../tables.ts';
import { heldWords, type Reader } from '../words.ts';
import { MeetingFrame } from './frame.tsx';

export interface ShownRow {
  number: number | null;
  title: string;
  via: Way;
  state: ProposalState;
  at: Temporal.Instant;
  /** Its page at the desk, for those who may read there. */
  href: string | undefined;
}

export interface MeetingProps extends Reader {
  meeting: MeetingRow;
  baseUrl: string;
  brought: Brought;
  rows: readonly ShownRow[];
  told: string | undefined;
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function MeetingPage(props: MeetingProps): VNode {
  const { t, meeting, brought } = props;
  return (
    <MeetingFrame {...props} part="">
      <Code {...props} />
      <StatGrid>
        <Stat label={t('meetings.office.received')} value={brought.received} />
        <Stat label={t('meetings.brought.waiting')} value={brought.waiting} />
        <Stat label={t('meetings.brought.published')} value={brought.published} />
        <Stat
          label={t('meetings.brought.sheets')}
          value={t('meetings.brought.of', { entered: brought.entered, given: brought.given })}
          href={officeMeetingPath(meeting.id, 'hojas')}
        />
      </StatGrid>
      <CameIn {...props} />
    </MeetingFrame>
  );
}

function Code({ t, meeting, baseUrl }: MeetingProps): VNode {
  const { id, code, is_open: isOpen } = meeting;
  return (
    <div class="meeting-code">
      <p class="meeting-code-signs">{spellCode(code)}</p>
      <p>
        <SafeLink href={tablePath(code)}>
          {`${baseUrl}${tablePath(code)}`.replace(/^https?:\/\//, '')}
        </SafeLink>
      </p>
      <ButtonRow>
        <Button href={officeMeetingPath(id, 'cartel')} kind={isOpen ? 'primary' : 'secondary'}>
          {t('meetings.office.poster')}
        </Button>
        <ActionForm
          action={officeMeetingPath(id, 'estado')}
          fields={{ open: isOpen ? 'no' : 'yes' }}
          label={t(isOpen ? 'meetings.office.close' : 'meetings.office.reopen')}
        />
      </ButtonRow>
      <p class="hint">{t(isOpen ? 'meetings.office.open_text' : 'meetings.office.closed_text')}</p>
    </div>
  );
}

function CameIn(props: MeetingProps): VNode {
  const { t, lang, zone, meeting, rows } = props;
  const reload = <SafeLink href={officeMeetingPath(meeting.id)}>{t('meetings.office.reload')}</SafeLink>;
  return (
    <Section title={t('meetings.office.came_in')} action={reload}>
      <DataTable
        caption={t('meetings.office.came_in')}
        captionHidden
        rows={rows}
        columns={[
          { header: t('proposals.office.number'), numeric: true, cell: ({ number }) => number ?? '—' },
          {
            header: t('proposals.form.title'),
            rowHeader: true,
            cell: ({ title, href }) => (href ? <SafeLink href={href}>{title}</SafeLink> : title),
          },
          { header: t('meetings.office.via'), cell: ({ via }) => t(`meetings.via.${via}`) },
          {
            header: t('meetings.office.at'),
            cell: ({ at }) => `${shortDate(at, zone, lang)}, ${clockTime(at, zone, lang)}`,
          },
          {
            header: t('meetings.office.state'),
            cell: ({ state }) => (
              <StatusTag tone={STATE_TONE[state]}>{t(`proposals.state.${state}`)}</StatusTag>
            ),
          },
        ]}
        empty={
          <EmptyState title={t('meetings.office.none_yet')} level={3}>
            {t('meetings.office.none_yet_text')}
          </EmptyState>
        }
      />
      <Pagination t={t} firstHref={props.firstHref} nextHref={props.nextHref} />
    </Section>
  );
}

export interface PosterProps {
  /** Of the poster, whatever language the desk is in. */
  t: Translate;
  lang: Lang;
  organization: string;
  meeting: MeetingRow;
  baseUrl: string;
  backHref: string;
}

/** On the wall or on a screen: big, and the same in letters for phones without a camera. */
export function PosterPage({ t, lang, organization, meeting, baseUrl, backHref }: PosterProps): VNode {
  const link = `${baseUrl}${tablePath(meeting.code)}`;
  const site = `${baseUrl}${TABLE}`.replace(/^https?:\/\//, '');
  return (
    <main class="meeting-poster" lang={lang}>
      <p class="eyebrow">{organization}</p>
      <h1>{meeting.title}</h1>
      <p>{heldWords(lang, meeting)}</p>
      <div class="meeting-poster-ways">
        <QrPicture text={link} label={t('meetings.poster.qr')} level="Q" />
        <div>
          <p class="meeting-poster-step">{t('meetings.poster.scan')}</p>
          <p>{t('meetings.poster.or', { site })}</p>
          <p class="meeting-code-signs">{spellCode(meeting.code)}</p>
          <ol>
            <li>{t('meetings.poster.step_write')}</li>
            <li>{t('meetings.poster.step_keep')}</li>
          </ol>
        </div>
      </div>
      <PrintWays t={t} backHref={backHref} />
    </main>
  );
}

/** On the screen only. The other language is of what is printed, not of the desk. */
export function PrintWays({ t, backHref }: { t: Translate; backHref: string }): VNode {
  return (
    <nav class="no-print meeting-print-ways" aria-label={t('meetings.print.ways')}>
      <p>{t('meetings.print.how')}</p>
      <ButtonRow>
        <Button kind="secondary" href="?idioma=es">
          Español
        </Button>
        <Button kind="secondary" href="?idioma=en">
          English
        </Button>
        <Button kind="link" href={backHref}>
          {t('meetings.print.back')}
        </Button>
      </ButtonRow>
    </nav>
  );
}
