/** schema.org data of an institution: only what is shown with a source. */
import { institutionPath } from '../addresses.ts';
import type { PublishedInstitution, TreeRow } from '../queries/institutions.ts';
import type { FactSheet, ShownFact } from '../rules/shown-facts.ts';

export function institutionJsonLd({
  institution,
  sheet,
  below,
  baseUrl,
}: {
  institution: PublishedInstitution;
  sheet: Pick<FactSheet<unknown>, 'of' | 'one'>;
  below: readonly Pick<TreeRow, 'slug' | 'name'>[];
  baseUrl: string;
}): Record<string, unknown> {
  const url = baseUrl + institutionPath(institution.slug);
  const text = (property: string) => sheet.one(institution.id, property)?.value.text;
  const texts = (property: string) => sheet.of(institution.id, property).map(({ value }) => value.text);
  const hrefs = (property: string) =>
    sheet
      .of(institution.id, property)
      .flatMap(({ value }: ShownFact) => ('href' in value ? [value.href] : []));
  const organisation = (slug: string, name: string) => ({
    '@type': 'GovernmentOrganization',
    '@id': baseUrl + institutionPath(slug),
    name,
  });
  const given = (name: string, value: unknown) =>
    value === undefined || (Array.isArray(value) && value.length === 0) ? {} : { [name]: value };
  const { parent_slug: above, parent_name: aboveName } = institution;
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    '@id': url,
    url,
    name: institution.name,
    ...given('alternateName', text('acronym')),
    ...given('description', text('description')),
    ...given('address', text('address')),
    ...given('telephone', texts('phone')),
    ...given('email', texts('email')),
    ...given('sameAs', hrefs('website')),
    ...given('areaServed', text('territory')),
    ...(above !== null && aboveName !== null && { parentOrganization: organisation(above, aboveName) }),
    ...given(
      'subOrganization',
      below.map(({ slug, name }) => organisation(slug, name)),
    ),
    dateModified: institution.updated_at.toString({ smallestUnit: 'second' }),
  };
}
