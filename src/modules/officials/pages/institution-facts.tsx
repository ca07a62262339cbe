/** Facts in words with the numbers of their notes: what all parts of the page of an institution share. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import type { Notes } from '../../../ui/data/number-notes.ts';
import type { ChoosingBody, partsIn } from '../queries/choosing-bodies.ts';
import type { Holder } from '../queries/holders.ts';
import type { PublishedInstitution, ShownPost, TreeRow } from '../queries/institutions.ts';
import type { PostCoverage } from '../rules/coverage.ts';
import { institutionKey } from '../rules/spanish-order.ts';
import type { FactSheet, ShownFact } from '../rules/shown-facts.ts';
import type { LeadPart } from './institution-lead.ts';
import type { DateValue } from '../schemas/properties.ts';
import { dateWords, type Reader, spanWords } from './person-words.ts';

export interface InstitutionPageProps extends Reader {
  institution: PublishedInstitution;
  sheet: FactSheet<CitedSource>;
  notes: Notes;
  lead: readonly LeadPart[];
  posts: readonly ShownPost[];
  /** Of its posts with a stated number of seats. */
  coverage: readonly PostCoverage[];
  holders: readonly Holder[];
  /** There are more holders than the page shows. */
  moreHolders: boolean;
  below: readonly TreeRow[];
  /** Records that facts name, as far as everybody may see them, by id or `namedKey`. */
  named: ReadonlyMap<string, { name: string; href: string }>;
  /** Bodies that propose or elect for it. */
  choosing: readonly ChoosingBody[];
  /** Who took part in it, where it is a commission or an electing body. */
  parts: Awaited<ReturnType<typeof partsIn>>;
  slotNotes: readonly Note[];
  today: Temporal.PlainDate;
  organisation: string;
  baseUrl: string;
  /** In the zone of the organisation, in words. */
  updated: string;
}

/** The numbers of what says a fact. */
export function Marks({
  t,
  notes,
  fact,
}: Pick<InstitutionPageProps, 't' | 'notes'> & { fact: Pick<ShownFact, 'mark'> }): VNode {
  return <NoteRefs t={t} marks={notes.marks.get(fact.mark)} />;
}

/** The name under which `named` has an institution that a source only calls by its name. */
export const namedKey = (text: string): string => `name:${institutionKey(text)}`;

/** A printed date: as it was read, with the print where it says it otherwise; else the print alone. */
function DateWords({ t, lang, value }: Reader & { value: DateValue }): VNode {
  const { text, dates } = value;
  if (dates.length === 0)
    return /\d/.test(text) ? (
      <>
        «{text}» <span class="soft">({t('officials.institution.date_unclear')})</span>
      </>
    ) : (
      <>{text}</>
    );
  const words = dates
    .map(({ label, from, to }) => {
      const span =
        from === to && from ? dateWords(from, lang) : spanWords({ t, lang }, from ?? null, to ?? null);
      return label === undefined ? span : `${label}: ${span}`;
    })
    .join(' · ');
  return (
    <>
      {words}
      {words === text ? null : (
        <span class="soft"> ({t('officials.institution.date_as_printed', { printed: text })})</span>
      )}
    </>
  );
}

/** A fact in words: a name that leads to its record, an address, or plain text; with its numbers. */
export function FactWords(
  props: Pick<InstitutionPageProps, 't' | 'lang' | 'notes' | 'named'> & { fact: ShownFact },
): VNode {
  const { property, value, starts, ends, lang } = props.fact;
  const byName = property === 'selects_for' ? namedKey(value.text) : undefined;
  const target = props.named.get('id' in value ? value.id : (byName ?? ''));
  const href = target?.href ?? ('href' in value ? value.href : undefined);
  const span = spanWords(props, starts, ends);
  return (
    <>
      {'dates' in value ? (
        <DateWords {...props} value={value} />
      ) : href === undefined ? (
        <span lang={lang === props.lang ? undefined : lang}>{value.text}</span>
      ) : (
        <SafeLink href={href}>{value.text}</SafeLink>
      )}
      {span ? <span class="soft"> ({span})</span> : null}
      <Marks {...props} />
    </>
  );
}
