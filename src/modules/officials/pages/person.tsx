/** One person: what sources say they held, took part in, studied and declared, each with its note. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import { Notes as SlotNotes } from '../../../ui/data/notes.tsx';
import type { Notes } from '../../../ui/data/number-notes.ts';
import { initials } from '../../../ui/data/person.tsx';
import { SummaryList, type SummaryRow } from '../../../ui/data/summary-list.tsx';
import { Timeline, type TimelineEntry } from '../../../ui/data/timeline.tsx';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { StatusTag } from '../../../ui/data/tag.tsx';
import { Breadcrumbs, PageHeading } from '../../../ui/layout/page-heading.tsx';
import { Section } from '../../../ui/layout/section.tsx';
import { institutionPath, JUSTICIAPEDIA, PEOPLE, personPath } from '../addresses.ts';
import type { AtOnce } from '../queries/at-once.ts';
import type { ShownPerson } from '../queries/people.ts';
import type { Statement } from '../queries/statements.ts';
import type { Tenure } from '../queries/tenures.ts';
import { bodyNamed } from '../rules/choosing-bodies.ts';
import { heldField, leadField, type PersonFacts, saidField } from '../rules/person-facts.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import { PersonFoot } from './person-foot.tsx';
import { PersonSaid } from './person-said.tsx';
import { summaryOf } from './person-summary.ts';
import { type Reader, spanWords, whenWords } from './person-words.ts';

export interface PersonPageProps extends Reader {
  person: ShownPerson;
  facts: PersonFacts<Statement>;
  tenures: readonly Tenure[];
  notes: Notes;
  /** All records that the page is made of. */
  records: readonly { id: string; name: string; file: string | null }[];
  /** By tenure: who else held the one seat at the same time, according to other sources. */
  atOnce: ReadonlyMap<string, readonly AtOnce[]>;
  /** Commissions and electing bodies that lists name as these do, by `institutionKey`. */
  bodies: ReadonlyMap<string, { slug: string }>;
  /** Address of what a relation leads to, by its id. */
  related: ReadonlyMap<string, string>;
  /** What other parts of the program say about this person. */
  slotNotes: readonly Note[];
  cite: { organisation: string; url: string; day: string };
  updated: string;
}

export function PersonPage(props: PersonPageProps): VNode {
  const { t, person } = props;
  return (
    <article class="person-page">
      <Breadcrumbs
        t={t}
        items={[
          { href: JUSTICIAPEDIA, label: t('officials.title') },
          { href: PEOPLE, label: t('officials.people.title') },
          { label: person.name },
        ]}
      />
      <div class="person-head">
        <span class="monogram" aria-hidden="true">
          {initials(person.name)}
        </span>
        <PageHeading
          eyebrow={t(`officials.person_kind.${person.kind}`)}
          title={person.name}
          lead={<Summary {...props} />}
        />
      </div>
      <Names {...props} />
      <Facts {...props} />
      <Offices {...props} />
      <Processes {...props} />
      <PersonSaid {...props} />
      <SlotNotes notes={besideNoClaim(props)} />
      <PersonFoot {...props} />
    </article>
  );
}

/** A reply stands beside the claims, where there are any; the rest comes after what is said. */
const besideNoClaim = ({ facts, slotNotes }: PersonPageProps): readonly Note[] =>
  (facts.many.get('conduct') ?? []).length > 0 ? slotNotes.filter(({ isReply }) => !isReply) : slotNotes;

/** One sentence, made only of what is cited. */
function Summary(props: PersonPageProps): VNode | undefined {
  const { t, notes } = props;
  const clauses = summaryOf(props.tenures, t);
  if (clauses.length === 0) return undefined;
  return (
    <p>
      {t('officials.person.summary.begin')}{' '}
      {clauses.map(({ words, id }, at) => (
        <>
          {at > 0 ? '; ' : ''}
          {words}
          <NoteRefs t={t} marks={id === undefined ? undefined : notes.marks.get(leadField(id))} />
        </>
      ))}
      .
    </p>
  );
}

/** Every spelling, the one above too: what a source prints is what it says. */
function Names({ t, facts, notes }: PersonPageProps): VNode | null {
  if (facts.spellings.length === 0) return null;
  return (
    <section class="person-names" aria-labelledby="nombres">
      <h2 id="nombres" class="eyebrow">
        {t('officials.person.names')}
      </h2>
      <ul>
        {facts.spellings.map((one) => (
          <li>
            {one.printed}
            <NoteRefs t={t} marks={notes.marks.get(saidField(one.id))} />
          </li>
        ))}
      </ul>
    </section>
  );
}

const SHORT = [
  'profession',
  'bar_number',
  'experience_years',
  'gender',
  'birth_year',
  'office_email',
  'office_phone',
  'office_address',
] as const;

function Facts({ t, facts, notes }: PersonPageProps): VNode | null {
  const rows: SummaryRow[] = SHORT.flatMap((property) => {
    const one = facts.single.get(property);
    const label = t(`officials.person.field.${property}`);
    return one
      ? [
          {
            label: label.charAt(0).toUpperCase() + label.slice(1),
            value: (
              <>
                {one.printed}
                <NoteRefs t={t} marks={notes.marks.get(property)} />
              </>
            ),
          },
        ]
      : [];
  });
  const portrait = facts.single.get('portrait');
  if (rows.length === 0 && !portrait) return null;
  return (
    <Section title={t('officials.person.facts')}>
      <SummaryList rows={rows} look="facts" />
      {portrait && 'href' in portrait.value ? (
        <p>
          <SafeLink href={portrait.value.href}>
            {t('officials.person.portrait', { words: portrait.printed })}
          </SafeLink>
          <NoteRefs t={t} marks={notes.marks.get('portrait')} />
        </p>
      ) : null}
    </Section>
  );
}

function Offices(props: PersonPageProps): VNode | null {
  const offices = props.tenures.filter(({ kind }) => kind === 'office');
  if (offices.length === 0) return null;
  return (
    <Section title={props.t('officials.person.title.offices')} id="cargos">
      <Timeline t={props.t} entries={offices.map((one) => officeEntry(props, one))} />
    </Section>
  );
}

function officeEntry(props: PersonPageProps, one: Tenure): TimelineEntry {
  const { t, lang, notes } = props;
  const span = spanWords({ t, lang }, one.starts, one.ends);
  const title = one.post || one.body || one.process;
  const place = one.post ? one.body : '';
  return {
    date: span || t('officials.person.unknown_date'),
    title,
    body: (
      <>
        <p>
          {place && one.institution ? (
            <SafeLink href={institutionPath(one.institution.slug)}>{place}</SafeLink>
          ) : (
            place
          )}
          {[one.unit, one.territory].filter(Boolean).map((words) => (
            <span class="soft"> · {words}</span>
          ))}
          <NoteRefs t={t} marks={notes.marks.get(heldField(one.id))} />
        </p>
        {one.seats === 1 ? <AtOnceWords {...props} one={one} /> : <Beside t={t} one={one} />}
      </>
    ),
  };
}

/** Of a post with one seat: both stand on their pages, and each says so of the other. */
function AtOnceWords({ t, lang, atOnce, one }: PersonPageProps & { one: Tenure }): VNode | null {
  const others = atOnce.get(one.id) ?? [];
  if (others.length === 0)
    return one.evidence === 'shown' && one.reason ? <p class="soft">{one.reason}</p> : null;
  return (
    <div>
      <StatusTag tone="warning">{t('officials.two.public')}</StatusTag>
      {others.map((other) => (
        <p>
          {t('officials.two.public_text', { span: spanWords({ t, lang }, other.starts, other.ends) })}{' '}
          <SafeLink href={personPath(other.person.slug)}>{other.person.name}</SafeLink>
          {other.source ? (
            <>
              {' ('}
              <SafeLink href={sourcePath(other.source.id)}>{other.source.title}</SafeLink>
              {')'}
            </>
          ) : null}
          .
        </p>
      ))}
      {one.reason ? <p class="soft">{one.reason}</p> : null}
    </div>
  );
}

function Beside({ t, one }: { t: Reader['t']; one: Tenure }): VNode | null {
  if (one.evidence !== 'beside') return one.reason ? <p class="soft">{one.reason}</p> : null;
  return (
    <p>
      <StatusTag tone="warning">{t('officials.person.beside')}</StatusTag>
      {one.reason ? ` ${one.reason}` : ''}
    </p>
  );
}

function Processes(props: PersonPageProps): VNode | null {
  const { t, notes } = props;
  const parts = props.tenures.flatMap((one) => (one.kind === 'office' ? [] : [{ ...one, kind: one.kind }]));
  if (parts.length === 0) return null;
  return (
    <Section title={t('officials.person.title.processes')} id="procesos">
      <ul class="person-parts">
        {parts.map((one) => (
          <li>
            <p class="eyebrow">{t(`officials.person.part.${one.kind}`)}</p>
            <h3>
              <BodyName {...props} one={one} />
              <NoteRefs t={t} marks={notes.marks.get(heldField(one.id))} />
            </h3>
            <PartDetails {...props} one={one} />
            <Beside t={t} one={one} />
          </li>
        ))}
      </ul>
    </Section>
  );
}

/** What they stood for or sat in; it leads to the body of that name, where there is one. */
function BodyName({ bodies, one }: PersonPageProps & { one: Tenure }): VNode {
  const name = bodyNamed(one);
  const slug = one.institution?.slug ?? bodies.get(institutionKey(name))?.slug;
  return slug === undefined ? <>{name}</> : <SafeLink href={institutionPath(slug)}>{name}</SafeLink>;
}

function PartDetails({ t, lang, one }: Reader & { one: Tenure }): VNode | null {
  const title = bodyNamed(one);
  const details = [
    one.post,
    one.body !== title ? one.body : '',
    one.process !== title ? one.process : '',
    one.unit,
    one.territory,
    whenWords({ t, lang }, one),
    one.state ? t('officials.person.state', { state: one.state }) : '',
    one.listNumber ? t('officials.person.list_number', { number: one.listNumber }) : '',
  ].filter(Boolean);
  return details.length > 0 ? <p>{details.join(' · ')}</p> : null;
}
