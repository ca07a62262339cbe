/** Who speaks: the list, and one person with their sessions. */
import type { VNode } from 'preact';
import { pastPath } from '../../../../platform/history/paths.ts';
import { Pagination } from '../../../../ui/data/navigation.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { EmptyState } from '../../../../ui/layout/empty-state.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section } from '../../../../ui/layout/section.tsx';
import type { Edition } from '../../queries/editions.ts';
import type { SlotRow, SessionSpeaker, SpeakerRow, TrackRow } from '../../queries/programme.ts';
import { speakersPath } from '../../addresses.ts';
import { PersonGrid } from './edition.tsx';
import { EditionCrumbs, type Reader, StatusNotice } from './facts.tsx';
import { foreign } from '../words.ts';
import { ProgrammeDays } from './slots.tsx';

export interface SpeakersPageProps extends Reader {
  edition: Edition;
  speakers: readonly SpeakerRow[];
  firstHref?: string | undefined;
  nextHref?: string | undefined;
}

export function SpeakersPage({ t, lang, edition, speakers, firstHref, nextHref }: SpeakersPageProps): VNode {
  return (
    <>
      <EditionCrumbs t={t} lang={lang} edition={edition} page={t('events.speakers.title')} />
      <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
      <PageHeading
        eyebrow={edition.title}
        title={t('events.speakers.title')}
        langs={{ eyebrow: foreign(edition.language, lang) }}
      />
      {speakers.length > 0 ? (
        <PersonGrid edition={edition.slug} speakers={speakers} />
      ) : (
        <EmptyState title={t('events.speakers.none')}>{t('events.speakers.none_text')}</EmptyState>
      )}
      <Pagination t={t} firstHref={firstHref} nextHref={nextHref} />
    </>
  );
}

export interface SpeakerPageProps extends Reader {
  edition: Edition;
  speaker: { id: string; name: string; organization: string; bio: string };
  sessions: readonly SlotRow[];
  sessionSpeakers: readonly SessionSpeaker[];
  tracks: readonly TrackRow[];
}

export function SpeakerPage(props: SpeakerPageProps): VNode {
  const { t, lang, edition, speaker, sessions, sessionSpeakers } = props;
  return (
    <>
      <EditionCrumbs
        t={t}
        lang={lang}
        edition={edition}
        between={{ href: speakersPath(edition.slug), label: t('events.speakers.title') }}
        page={speaker.name}
      />
      <PageHeading
        eyebrow={edition.title}
        title={speaker.name}
        lead={speaker.organization || undefined}
        langs={{ eyebrow: foreign(edition.language, lang) }}
      />
      {speaker.bio ? <Prose text={speaker.bio} lang={foreign(edition.language, lang)} /> : null}
      {sessions.length > 0 ? (
        <Section title={t('events.speaker.sessions')}>
          <ProgrammeDays {...props} speakers={sessionSpeakers} level={3} />
        </Section>
      ) : null}
      <p>
        <a href={pastPath('ponente', speaker.id)}>{t('events.history.link')}</a>
      </p>
    </>
  );
}
