/** Facts in words with the numbers of their notes: what all parts of the page of an institution share. */
import type { VNode } from 'preact';
import type { Note } from '../../../platform/additions.ts';
import type { CitedSource } from '../../../platform/sources/citations.ts';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { NoteRefs } from '../../../ui/data/citations.tsx';
import type { Notes } from '../../../ui/data/number-notes.ts';
import type { Holder, PublishedInstitution, ShownPost, TreeRow } from '../queries/institutions.ts';
import type { PostCoverage } from '../rules/coverage.ts';
import type { FactSheet, ShownFact } from '../rules/shown-facts.ts';
import type { LeadPart } from './institution-lead.ts';
import { type Reader, spanWords } from './person-words.ts';

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
  /** Records that facts name, as far as everybody may see them, by id. */
  named: ReadonlyMap<string, { name: string; href: string }>;
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

/** A fact in words: a name that leads to its record, an address, or plain text; with its numbers. */
export function FactWords(
  props: Pick<InstitutionPageProps, 't' | 'lang' | 'notes' | 'named'> & { fact: ShownFact },
): VNode {
  const { value, starts, ends, lang } = props.fact;
  const target = 'id' in value ? props.named.get(value.id) : undefined;
  const href = target?.href ?? ('href' in value ? value.href : undefined);
  const span = spanWords(props, starts, ends);
  return (
    <>
      {href === undefined ? (
        <span lang={lang === props.lang ? undefined : lang}>{value.text}</span>
      ) : (
        <SafeLink href={href}>{value.text}</SafeLink>
      )}
      {span ? <span class="soft"> ({span})</span> : null}
      <Marks {...props} />
    </>
  );
}
