/** The programme inside a page of another site: nothing around it, and every link leads out of the frame. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { programmePath } from '../../addresses.ts';
import type { Edition } from '../../queries/editions.ts';
import type { SlotRow, SessionSpeaker } from '../../queries/programme.ts';
import { foreign, zoneWords } from '../words.ts';
import { type Reader, StatusNotice } from './facts.tsx';
import { ProgrammeDays } from './slots.tsx';

export interface EmbeddedProps extends Reader {
  edition: Edition;
  sessions: readonly SlotRow[];
  speakers: readonly SessionSpeaker[];
  /** Name of the organisation. */
  site: string;
}

export function EmbeddedProgramme(props: EmbeddedProps): VNode {
  const { t, lang, edition, sessions, site } = props;
  return (
    <main class="embedded">
      <h1 lang={foreign(edition.language, lang)}>{edition.title}</h1>
      <p class="soft">
        {t('events.programme.zone', { zone: zoneWords(t, edition.timezone, edition.starts_at) })}
      </p>
      <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
      {sessions.length === 0 ? (
        <EmptyState title={t('events.programme.empty')}>{t('events.programme.soon')}</EmptyState>
      ) : (
        <ProgrammeDays {...props} tracks={[]} forPaper />
      )}
      <p>
        <SafeLink href={programmePath(edition.slug)}>{t('events.embed.all', { site })}</SafeLink>
      </p>
    </main>
  );
}

/** A page that was pressed in a frame opens in the window around it. */
export function EmbeddedHead({ sheet }: { sheet: string }): VNode {
  return (
    <>
      <base target="_top" />
      <link rel="stylesheet" href={sheet} />
    </>
  );
}
