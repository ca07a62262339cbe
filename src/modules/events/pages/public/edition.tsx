/** The page of one edition. */
import type { ComponentChildren, VNode } from 'preact';
import type { Note } from '../../../../platform/additions.ts';
import { pastPath } from '../../../../platform/history/paths.ts';
import { sourcePath } from '../../../../platform/sources/paths.ts';
import { Button, ButtonRow } from '../../../../ui/controls/button.tsx';
import { CardGrid } from '../../../../ui/data/card.tsx';
import { Citations, CitedValues, NoteRefs } from '../../../../ui/data/citations.tsx';
import type { Notes as CitedNotes } from '../../../../ui/data/number-notes.ts';
import { Notes } from '../../../../ui/data/notes.tsx';
import { Person } from '../../../../ui/data/person.tsx';
import { Prose } from '../../../../ui/data/prose.tsx';
import { SummaryList } from '../../../../ui/data/summary-list.tsx';
import { TagRow } from '../../../../ui/data/tag.tsx';
import { PageHeading } from '../../../../ui/layout/page-heading.tsx';
import { Columns, Section } from '../../../../ui/layout/section.tsx';
import { SafeLink } from '../../../../ui/controls/safe-link.tsx';
import type { Edition } from '../../queries/editions.ts';
import type {
  MaterialRow,
  SessionRow,
  SessionSpeaker,
  SpeakerRow,
  TrackRow,
} from '../../queries/programme.ts';
import { historyPath, programmePath, speakerPath, speakersPath } from '../../addresses.ts';
import {
  CalendarLink,
  MaterialList,
  type Reader,
  SourceList,
  StatusNotice,
  StatusTags,
  editionFacts,
} from './facts.tsx';
import type { EventSource } from '../../tables.ts';
import { type CitedField, citedFieldLabel, foreign } from '../words.ts';
import { Deadline, RegisterButton, RegistrationBox, WindowTag, shownWindow } from './registration-box.tsx';
import { ProgrammeDays } from './slots.tsx';

export interface EditionPageProps extends Reader {
  edition: Edition;
  /** The first sessions, or the next ones while the edition runs. */
  sessions: readonly SessionRow[];
  sessionCount: number;
  sessionSpeakers: readonly SessionSpeaker[];
  tracks: readonly TrackRow[];
  speakers: readonly SpeakerRow[];
  hasMoreSpeakers: boolean;
  materials: readonly MaterialRow[];
  /** What other parts of the program have to say about it. */
  notes: readonly Note[];
  /** What it cites, numbered. */
  cited: CitedNotes;
  /** Of its own list, those that it doesn't cite. */
  otherSources: readonly EventSource[];
}

export function EditionPage(props: EditionPageProps): VNode {
  const { t, edition } = props;
  return (
    <>
      <StatusNotice t={t} of="edition" status={edition.status} note={edition.status_note} />
      <EditionHeading {...props} />
      <Columns aside={<Aside {...props} />} asideLabel={t('events.edition.practical')}>
        {/* When it is over, people come for the recordings. */}
        {isDone(props) ? <Materials {...props} /> : null}
        <About {...props} />
        <Programme {...props} />
        <Speakers {...props} />
        {isDone(props) ? null : <Materials {...props} />}
        <Notes notes={props.notes} />
        <Sources {...props} />
      </Columns>
    </>
  );
}

function EditionHeading(props: EditionPageProps): VNode {
  const { t, lang, edition } = props;
  const textLang = foreign(edition.language, lang);
  return (
    <PageHeading
      look="band"
      eyebrow={edition.series_title ?? undefined}
      title={edition.title}
      lead={edition.summary || undefined}
      langs={{ title: textLang, lead: textLang }}
    >
      <TagRow>
        <StatusTags t={t} edition={edition} />
        {edition.status === 'scheduled' ? <WindowTag {...props} /> : null}
      </TagRow>
      {edition.is_example ? <p>{t('events.example.text')}</p> : null}
      <SummaryList look="facts" rows={editionFacts(props, edition, (field) => refs(props, field))} />
      <ButtonRow>
        <RegisterButton {...props} />
        {props.sessionCount > 0 ? (
          <Button kind="secondary" href={programmePath(edition.slug)}>
            {t('events.programme.see')}
          </Button>
        ) : null}
      </ButtonRow>
      {shownWindow(edition, props.now) === 'open' ? <Deadline {...props} /> : null}
    </PageHeading>
  );
}

/** Over or cancelled: nothing more is announced. */
function isDone({ edition, now }: EditionPageProps): boolean {
  return edition.status === 'cancelled' || Temporal.Instant.compare(edition.ends_at, now) <= 0;
}

/** The numbers of the notes beside a field. */
function refs({ t, cited }: EditionPageProps, field: CitedField): VNode | null {
  return <NoteRefs t={t} marks={cited.marks.get(field)} />;
}

/** Where the stated facts come from, and where sources differ. */
function Sources(props: EditionPageProps): VNode | null {
  const { t, lang, edition, cited, otherSources } = props;
  if (cited.list.length === 0 && otherSources.length === 0) return null;
  return (
    <Section title={t('events.sources.title')} id="fuentes">
      <CitedValues t={t} fields={cited.contradicted} label={(name) => citedFieldLabel(name, t)} />
      {cited.list.length > 0 ? (
        <Citations t={t} lang={lang} notes={cited.list} sourceHref={sourcePath} />
      ) : null}
      {otherSources.length > 0 ? <SourceList {...props} sources={otherSources} /> : null}
      {cited.list.length > 0 ? (
        <p>
          <a href={pastPath('citas', `event:${edition.id}`)}>{t('events.sources.history')}</a>
        </p>
      ) : null}
    </Section>
  );
}

function About(props: EditionPageProps): VNode | null {
  const { t, edition, lang } = props;
  if (!edition.description) return null;
  return (
    <Section title={t('events.edition.about')} action={refs(props, 'description')}>
      <Prose text={edition.description} lang={foreign(edition.language, lang)} />
    </Section>
  );
}

function Programme(props: EditionPageProps): VNode | null {
  const { t, edition, sessions, sessionCount } = props;
  const href = programmePath(edition.slug);
  if (sessions.length === 0 && isDone(props)) return null;
  if (sessions.length === 0)
    return (
      <Section title={t('events.programme.title')} id="programa">
        <p>{t('events.programme.soon')}</p>
      </Section>
    );
  return (
    <Section
      title={t('events.programme.title')}
      id="programa"
      action={<a href={href}>{t('events.programme.whole', { count: sessionCount })}</a>}
    >
      <ProgrammeDays {...props} level={3} speakers={props.sessionSpeakers} />
      {sessionCount > sessions.length ? (
        <ButtonRow>
          <Button kind="secondary" href={href}>
            {t('events.programme.whole', { count: sessionCount })}
          </Button>
        </ButtonRow>
      ) : null}
    </Section>
  );
}

function Speakers({ t, edition, speakers, hasMoreSpeakers }: EditionPageProps): VNode | null {
  if (speakers.length === 0) return null;
  const all = <a href={speakersPath(edition.slug)}>{t('events.speakers.all')}</a>;
  return (
    <Section title={t('events.speakers.title')} id="ponentes" action={hasMoreSpeakers ? all : null}>
      <PersonGrid edition={edition.slug} speakers={speakers} />
    </Section>
  );
}

export function PersonGrid({
  edition,
  speakers,
}: {
  edition: string;
  speakers: readonly Pick<SpeakerRow, 'slug' | 'name' | 'organization'>[];
}): VNode {
  return (
    <CardGrid>
      {speakers.map((speaker) => (
        <Person
          name={speaker.name}
          organization={speaker.organization || undefined}
          href={speakerPath(edition, speaker.slug)}
        />
      ))}
    </CardGrid>
  );
}

function Materials({ t, materials }: EditionPageProps): VNode | null {
  if (materials.length === 0) return null;
  return (
    <Section title={t('events.materials.title')} id="materiales">
      <MaterialList t={t} materials={materials} />
    </Section>
  );
}

function Aside(props: EditionPageProps): VNode {
  const { t, edition } = props;
  return (
    <>
      <RegistrationBox {...props} />
      {isDone(props) ? null : (
        <AsideBlock title={t('events.calendar.title')}>
          <p>
            <CalendarLink t={t} slug={edition.slug} />
          </p>
          <p class="soft">{t('events.calendar.hint')}</p>
        </AsideBlock>
      )}
      {edition.contact_email ? (
        <AsideBlock title={t('events.edition.contact')}>
          <p>
            <SafeLink href={`mailto:${edition.contact_email}`}>{edition.contact_email}</SafeLink>
          </p>
        </AsideBlock>
      ) : null}
      <p>
        <a href={historyPath(edition.slug)}>{t('events.history.link')}</a>
      </p>
    </>
  );
}

function AsideBlock({ title, children }: { title: string; children: ComponentChildren }): VNode {
  return (
    <section class="stack stack-tight">
      <h2 class="aside-title">{title}</h2>
      {children}
    </section>
  );
}
