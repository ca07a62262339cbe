/** The page of one session. */
import type { VNode } from 'preact';
import { pastPath } from '../../../../platform/history/paths.ts';
import { longDate } from '../../../../platform/i18n/dates.ts';
import { Person } from '../../../../ui/data/person.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { LocalTime } from '../../../../ui/data/schedule.tsx';
import { SummaryList, type SummaryRow } from '../../../../ui/data/summary-list.tsx';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Section, Stack } from '../../../../ui/layout/section.tsx';
import type { Edition } from '../../queries/editions.ts';
import type { MaterialRow, SessionRow, SessionSpeaker } from '../../queries/programme.ts';
import { programmePath, registerPath, speakerPath } from '../../addresses.ts';
import { capital, foreign, languageWords, moment, placeWords, zoneWords } from '../words.ts';
import { EditionCrumbs, MaterialList, type Reader, StatusNotice } from './facts.tsx';
import { shownWindow } from './registration-box.tsx';

export interface SessionPageProps extends Reader {
  edition: Edition;
  session: SessionRow;
  speakers: readonly SessionSpeaker[];
  materials: readonly MaterialRow[];
}

export function SessionPage(props: SessionPageProps): VNode {
  const { t, lang, edition, session, speakers, materials } = props;
  const textLang = foreign(session.language, lang);
  return (
    <>
      <EditionCrumbs
        t={t}
        lang={lang}
        edition={edition}
        between={{ href: programmePath(edition.slug), label: t('events.programme.title') }}
        page={session.title}
        pageLang={textLang}
      />
      <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
      <StatusNotice t={t} of="session" status={session.status} note={session.status_note} />
      <PageHeading
        eyebrow={t(`events.type.${session.type}`)}
        title={session.title}
        langs={{ title: textLang }}
      >
        <SummaryList look="facts" rows={sessionFacts(props)} />
      </PageHeading>
      {session.abstract ? <Prose text={session.abstract} lang={textLang} /> : null}
      <WorkshopCall {...props} />
      {speakers.length > 0 ? (
        <Section title={t('events.speakers.title')}>
          <Stack>
            {speakers.map((speaker) => (
              <Person
                name={speaker.name}
                organization={speaker.organization || undefined}
                position={speaker.role === 'moderator' ? t('events.speaker.moderator') : undefined}
                href={speakerPath(edition.slug, speaker.slug)}
              />
            ))}
          </Stack>
        </Section>
      ) : null}
      {materials.length > 0 ? (
        <Section title={t('events.materials.title')}>
          <MaterialList t={t} materials={materials} />
        </Section>
      ) : null}
      <p>
        <a href={pastPath('sesion', session.id)}>{t('events.history.link')}</a>
      </p>
    </>
  );
}

function sessionFacts({ t, lang, edition, session }: SessionPageProps): SummaryRow[] {
  const { starts_at: starts, ends_at: ends } = session;
  const { timezone } = edition;
  const rows: SummaryRow[] = [];
  if (starts && ends)
    rows.push(
      { label: t('events.fact.when'), value: capital(longDate(starts, timezone, lang)) },
      {
        label: t('events.fact.hours'),
        value: (
          <>
            <LocalTime t={t} moment={moment(starts, timezone, lang)} />–
            <LocalTime t={t} moment={moment(ends, timezone, lang)} /> ({zoneWords(t, timezone, starts)})
          </>
        ),
      },
    );
  else rows.push({ label: t('events.fact.when'), value: t('events.programme.no_hours') });
  rows.push({ label: t('events.fact.where'), value: session.room ?? placeWords(t, edition) });
  if (session.track) rows.push({ label: t('events.programme.track'), value: session.track });
  rows.push({ label: t('events.fact.language'), value: languageWords(t, session.language) });
  if (session.interpretation.length > 0)
    rows.push({
      label: t('events.fact.interpretation'),
      value: session.interpretation.map((code) => languageWords(t, code)).join(', '),
    });
  if (session.capacity !== null)
    rows.push({
      label: t('events.fact.capacity'),
      value: t('events.fact.people', { count: session.capacity }),
    });
  return rows;
}

/** A workshop is chosen while registering. */
function WorkshopCall({ t, edition, session, now }: SessionPageProps): VNode | null {
  const isOpen = shownWindow(edition, now) === 'open' && session.status === 'scheduled';
  if (session.type !== 'workshop' || session.capacity === null || !isOpen) return null;
  return (
    <>
      <p>{t('events.session.workshop_places')}</p>
      <ButtonRow>
        <Button href={registerPath(edition.slug)}>{t('events.registration.register')}</Button>
      </ButtonRow>
    </>
  );
}
