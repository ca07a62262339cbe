/** Institutions as the API shows them: snake_case, instants in UTC, every fact with its source. */
import type { Static } from 'typebox';
import { sourcePath } from '../../../platform/sources/paths.ts';
import { institutionPath } from '../addresses.ts';
import type { ListedInstitution, ShownPost, TreeRow } from '../queries/institutions.ts';
import type { Statement } from '../queries/statements.ts';
import type { InstitutionDetail, InstitutionItem } from '../schemas/institutions-api.ts';

type Brief = Pick<Statement, 'property' | 'value'>;

export function institutionItem(
  row: Omit<ListedInstitution, 'posts'>,
  facts: readonly Brief[],
  baseUrl: string,
): Static<typeof InstitutionItem> {
  const value = (property: string) => facts.find((one) => one.property === property)?.value;
  const website = value('website');
  const { parent_slug: above, parent_name: aboveName } = row;
  return {
    slug: row.slug,
    name: row.name,
    acronym: value('acronym')?.text ?? null,
    kind: row.kind,
    territory: row.territory,
    parent: above !== null && aboveName !== null ? short({ slug: above, name: aboveName }, baseUrl) : null,
    website: website && 'href' in website ? website.href : null,
    url: baseUrl + institutionPath(row.slug),
    updated_at: String(row.updated_at),
  };
}

const short = ({ slug, name }: { slug: string; name: string }, baseUrl: string) => ({
  slug,
  name,
  url: baseUrl + institutionPath(slug),
});

export function institutionDetail(
  row: Omit<ListedInstitution, 'posts'> & { version: number },
  parts: { statements: readonly Statement[]; below: readonly TreeRow[]; posts: readonly ShownPost[] },
  baseUrl: string,
): Static<typeof InstitutionDetail> {
  const of = (subject: string) => parts.statements.filter(({ subjectId }) => subjectId === subject);
  const facts = (subject: string) => of(subject).flatMap((one) => factItem(one, baseUrl));
  const shown = of(row.id).filter(({ evidence }) => evidence === 'shown');
  return {
    ...institutionItem(row, shown, baseUrl),
    facts: facts(row.id),
    children: parts.below.map((one) => short(one, baseUrl)),
    posts: parts.posts.map(({ id, slug, label, seats }) => ({ slug, label, seats, facts: facts(id) })),
    version: row.version,
  };
}

function factItem(one: Statement, baseUrl: string) {
  const { source, value } = one;
  if (source === null) return [];
  return [
    {
      property: one.property,
      value: value.text,
      href: 'href' in value ? value.href : null,
      ...('dates' in value && {
        dates: value.dates.map(({ label = '', from, to }) => ({ label, from: from ?? null, to: to ?? null })),
      }),
      starts: one.starts,
      ends: one.ends,
      shown: one.evidence === 'shown',
      reason: one.reason,
      source: {
        id: source.id,
        title: source.title,
        publisher: source.publisher,
        address: source.address,
        page: one.page,
        passage: one.passage,
        url: baseUrl + sourcePath(source.id),
      },
    },
  ];
}
