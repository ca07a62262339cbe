/** Sources as the API shows them: snake_case, instants in UTC. */
import type { Static } from 'typebox';
import type { PublicUse } from '../../../platform/sources/citations.ts';
import type { ListedCopy } from '../../../platform/sources/copies.ts';
import { copyPath, sourcePath } from '../../../platform/sources/paths.ts';
import { partialDateText } from '../../../platform/sources/printed-date.ts';
import type { Source } from '../../../platform/sources/queries.ts';
import type { SourceDetail, SourceItem } from '../schemas/sources.ts';

export function sourceItem(source: Source, baseUrl: string): Static<typeof SourceItem> {
  const { date_from: from, date_precision: precision } = source;
  return {
    id: source.id,
    title: source.title,
    publisher: source.publisher,
    address: source.address,
    date: from && precision ? partialDateText({ from, precision }) : '',
    date_printed: source.date_printed,
    accessed_on: source.accessed_on?.toString() ?? null,
    language: source.lang,
    kind: source.kind,
    url: baseUrl + sourcePath(source.id),
    updated_at: String(source.updated_at),
  };
}

export function sourceDetail(
  source: Source,
  parts: { copies: readonly ListedCopy[]; uses: readonly PublicUse[] },
  baseUrl: string,
): Static<typeof SourceDetail> {
  return {
    ...sourceItem(source, baseUrl),
    note: source.note,
    copies: shownCopies(parts.copies).map((copy) => ({
      sha256: copy.sha256?.toString('hex') ?? '',
      media_type: copy.media_type ?? '',
      size: copy.size ?? 0,
      at: String(copy.at ?? copy.asked_at),
      url: copy.public ? baseUrl + copyPath(source.id, copy.id) : null,
    })),
    cited_by: parts.uses
      .filter(({ unlisted }) => unlisted !== true)
      .map(({ kind, title, href }) => ({ kind, title, url: baseUrl + href })),
  };
}

/** Those that the public is told of: that there is a copy, when it was made, its hash. Not where people stand in it. */
export function shownCopies(copies: readonly ListedCopy[]): ListedCopy[] {
  return copies.filter((copy) => copy.state === 'kept' && copy.scan !== 'found');
}
