/** Numbered notes: the marks in the text, the list they lead to, and values that contradict each other. */
import type { VNode } from 'preact';
import type { Lang, Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import type { ContradictedField, NoteMark, NumberedNote } from './number-notes.ts';
import { partialDateWords } from './partial-date.ts';
import { StatusTag } from './tag.tsx';

/** Sheet that a page with notes needs. */
export const CITATIONS_STYLES = 'sources.css';

interface Reader {
  t: Translate;
  lang: Lang;
}

/** The marks beside a field. Nothing when it cites nothing. */
export function NoteRefs({
  t,
  marks,
}: {
  t: Translate;
  marks?: readonly NoteMark[] | undefined;
}): VNode | null {
  if (!marks || marks.length === 0) return null;
  return (
    <sup class="note-refs">
      {marks.map(({ number, id }) => (
        <a id={id} href={`#nota-${number}`} role="doc-noteref" aria-label={t('ui.notes.note', { number })}>
          {number}
        </a>
      ))}
    </sup>
  );
}

/**
 * The list that the marks lead to. A source without an address says so.
 * @param props.sourceHref path of a source's own page
 */
export function Citations({
  t,
  lang,
  notes,
  sourceHref,
}: Reader & { notes: readonly NumberedNote[]; sourceHref: (id: string) => string }): VNode {
  return (
    <ol class="notes">
      {notes.map((note) => (
        <li id={`nota-${note.number}`} tabIndex={-1}>
          <p class="note-title">
            <a
              href={sourceHref(note.source.id)}
              lang={note.source.lang === lang ? undefined : note.source.lang}
            >
              {note.source.title}
            </a>
          </p>
          <p class="soft">{placeOf(note, t, lang)}</p>
          {note.passage ? (
            <blockquote lang={note.source.lang === lang ? undefined : note.source.lang}>
              <p>{note.passage}</p>
            </blockquote>
          ) : null}
          {note.source.address ? (
            <p class="note-address">
              <SafeLink href={note.source.address}>{shortAddress(note.source.address)}</SafeLink>
            </p>
          ) : null}
          <BackLinks t={t} note={note} />
        </li>
      ))}
    </ol>
  );
}

function placeOf({ source, page }: NumberedNote, t: Translate, lang: Lang): string {
  const date = partialDateWords(
    { printed: source.date_printed, from: source.date_from, precision: source.date_precision },
    lang,
  );
  return [source.publisher, date, page, source.address ? '' : t('ui.notes.no_link')]
    .filter(Boolean)
    .join(' · ');
}

function BackLinks({ t, note }: { t: Translate; note: NumberedNote }): VNode | null {
  if (note.marks.length === 0) return null;
  return (
    <p class="note-back">
      {note.marks.map((mark, at) => (
        <a
          href={`#${mark}`}
          role="doc-backlink"
          aria-label={
            note.marks.length > 1
              ? t('ui.notes.back_of', { number: note.number, place: at + 1 })
              : t('ui.notes.back', { number: note.number })
          }
        >
          {note.marks.length > 1 ? `↑ ${at + 1}` : '↑'}
        </a>
      ))}
    </p>
  );
}

const LONGEST = 60;

/** The whole of it is in the link, and on paper. */
function shortAddress(address: string): string {
  const bare = address.replace(/^https?:\/\/(?:www\.)?/i, '').replace(/\/$/, '');
  return bare.length <= LONGEST ? bare : `${bare.slice(0, LONGEST - 1).toWellFormed()}…`;
}

/** For each field what its sources print, side by side: the value shown with its reason, the others as they are. */
export function CitedValues({
  t,
  fields,
  label,
}: {
  t: Translate;
  fields: readonly ContradictedField[];
  /** Name of a field in words. */
  label: (name: string) => string;
}): VNode | null {
  if (fields.length === 0) return null;
  return (
    <>
      {fields.map((field) => (
        <section class="contradicted">
          <h3>{t('ui.notes.contradicted', { field: label(field.name) })}</h3>
          <ul>
            {field.values.map((one) => (
              <li class={one.shown ? 'value-shown' : undefined}>
                <p class="cited-value">
                  {one.value}
                  <NoteRefs t={t} marks={one.marks} />
                </p>
                {one.shown ? (
                  <p>
                    <StatusTag tone="info">{t('ui.notes.shown')}</StatusTag>{' '}
                    {one.reason || <span class="soft">{t('ui.notes.no_reason')}</span>}
                  </p>
                ) : (
                  <p class="soft">{t('ui.notes.not_shown')}</p>
                )}
              </li>
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}
