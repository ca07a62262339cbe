/** Notes of the pages of a process: the marks of each row, and what other sources print of it. */
import type { VNode } from 'preact';
import type { Lang, Translate } from '../../../platform/i18n/translate.ts';
import type { Citation } from '../../../platform/sources/citations.ts';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { Citations, NoteRefs } from '../../../ui/data/citations.tsx';
import { type NoteMark, type NumberedNote, numberNotes } from '../../../ui/data/number-notes.ts';
import { Section } from '../../../ui/layout/section.tsx';
import { fieldWords } from './words.ts';

export interface Noted {
  list: readonly NumberedNote[];
  /** By the id of the row. Each is placed once on a page, so that every note leads back to it. */
  marks: ReadonlyMap<string, readonly NoteMark[]>;
  /** Values that other sources print, by the id of the row. */
  others: ReadonlyMap<string, readonly Other[]>;
}

interface Other {
  field: string;
  value: string;
  reason: string;
  marks: readonly NoteMark[];
}

/** @param ids of the rows in the order in which the page shows them */
export function notesFor(ids: readonly string[], cited: ReadonlyMap<string, readonly Citation[]>): Noted {
  const rows = [...new Set(ids)].flatMap((id) =>
    (cited.get(id) ?? []).map((one, at) => ({ id, one, place: one.shown ? id : `${id} ${at}` })),
  );
  const { list, marks } = numberNotes(rows.map(({ one, place }) => ({ ...one, field: place, value: '' })));
  const others = Map.groupBy(
    rows.filter(({ one }) => !one.shown),
    ({ id }) => id,
  );
  return {
    list,
    marks,
    others: new Map(
      [...others].map(([id, found]) => [
        id,
        found.map(({ one: { field, value, reason }, place }) => ({
          field,
          value,
          reason,
          marks: marks.get(place) ?? [],
        })),
      ]),
    ),
  };
}

export function Marks({ t, noted, id }: { t: Translate; noted: Noted; id: string }): VNode {
  return <NoteRefs t={t} marks={noted.marks.get(id)} />;
}

/** What other sources say of the same, beside it, with the reason for the one shown. */
export function OtherValues({ t, noted, id }: { t: Translate; noted: Noted; id: string }): VNode | null {
  const others = noted.others.get(id) ?? [];
  if (others.length === 0) return null;
  return (
    <ul class="other-values">
      {others.map(({ field, value, reason, marks }) => (
        <li>
          {t('selections.other_source', { field: fieldWords(field, t), value })}
          <NoteRefs t={t} marks={marks} />
          {reason ? <span class="soft"> {reason}</span> : null}
        </li>
      ))}
    </ul>
  );
}

export function NotesSection({ t, lang, noted }: { t: Translate; lang: Lang; noted: Noted }): VNode | null {
  if (noted.list.length === 0) return null;
  return (
    <Section title={t('selections.sources')} id="fuentes">
      <Citations t={t} lang={lang} notes={noted.list} sourceHref={sourcePath} />
    </Section>
  );
}
