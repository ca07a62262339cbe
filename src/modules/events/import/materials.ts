/** Links and materials of a file: two ways of writing the same thing. */
import type { MaterialKind } from '../tables.ts';
import type { EventFile, FileLink } from './schema.ts';

export interface WantedMaterial {
  /** Slug of the session; null: of the edition. */
  session: string | null;
  kind: MaterialKind;
  title: string;
  url: string;
}

/** The edition's own first, then each session's, links before materials. */
export function materialsOf(file: EventFile): WantedMaterial[] {
  const of = (session: string | null, list: readonly FileLink[]): WantedMaterial[] =>
    list.map((link) =>
      typeof link === 'string'
        ? { session, kind: 'link', title: titleOf(link), url: link }
        : { session, kind: link.kind ?? 'link', title: link.title, url: link.url },
    );
  return [
    ...of(null, file.materials ?? []),
    ...(file.sessions ?? []).flatMap((session) =>
      of(session.slug, [...(session.links ?? []), ...(session.materials ?? [])]),
    ),
  ];
}

/** An address without words of its own is shown as its host and path. */
function titleOf(url: string): string {
  return url
    .replace(/^https?:\/\/(?:www\.)?/, '')
    .replace(/\/$/, '')
    .slice(0, 300);
}

/** A material is the same one when it has the same address in the same session. */
export function materialKey(material: { session: string | null; url: string }): string {
  return `${material.session ?? ''} ${material.url}`;
}
