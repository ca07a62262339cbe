/** What a page of publications needs beside their rows: pictures, what they speak of, days in the organisation's zone. */
import type { Deps } from '../../../platform/deps.ts';
import { findPictures } from '../../../platform/files/pictures.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import type { RecordRef } from '../../../platform/links.ts';
import { type GivenLicence, givenLicence, readLicences } from '../../../platform/settings/licences.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import type { ShownPublication } from '../pages/cards.tsx';
import type { RelatedRecord } from '../pages/publication.tsx';
import type { Reader } from '../pages/words.ts';
import type { ListedPublication } from '../queries/public.ts';
import { pictureIdOf } from '../rules/picture-address.ts';

/** Sheet of the public pages. */
export const PUBLICATION_STYLES = 'publications.css';

export async function readerOf(deps: Deps, { t, lang }: Pick<Ctx, 't' | 'lang'>): Promise<Reader> {
  return { t, lang, zone: (await readOrganisation(deps.db)).timeZone };
}

/** With their pictures; two queries, or none where nothing has one. */
export async function withPictures(
  { db }: Pick<Deps, 'db'>,
  rows: readonly ListedPublication[],
): Promise<ShownPublication[]> {
  const ids = rows.map((row) => pictureIdOf(row.image)).filter((id) => id !== undefined);
  if (ids.length === 0) return [...rows];
  const pictures = await findPictures(db, ids);
  return rows.map((row) => ({ ...row, picture: pictures.get(pictureIdOf(row.image) ?? '') }));
}

/** What it speaks of, as far as everybody may see it; a query or two for each kind. */
export async function publicRecords(
  deps: Deps,
  t: Ctx['t'],
  refs: readonly RecordRef[],
): Promise<RelatedRecord[]> {
  const kinds = [...new Set(refs.map(({ kind }) => kind))];
  const found = await Promise.all(
    kinds.map(async (kind) => {
      const source = deps.additions.search.find((one) => one.kind === kind);
      const ids = refs.filter((ref) => ref.kind === kind).map(({ id }) => id);
      const documents = source ? await source.find(deps.db, ids) : [];
      const label = source ? t(source.label) : '';
      return documents.map(({ id, title, href, label: own }) => {
        return [`${kind}:${id}`, { title, href, kind: own ? t(own) : label }] as const;
      });
    }),
  );
  const byKey = new Map(found.flat());
  return refs.map(({ kind, id }) => byKey.get(`${kind}:${id}`)).filter((one) => one !== undefined);
}

/** Under which the texts may be used again, when there is a licence. */
export async function licenceOf({ db }: Pick<Deps, 'db'>): Promise<GivenLicence | undefined> {
  return givenLicence((await readLicences(db)).texts);
}
