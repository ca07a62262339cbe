/** The sentences under the name of an institution: in plain words, made only of facts that have a source. Pure. */
import type { Translate } from '../../../platform/i18n/translate.ts';
import type { PublishedInstitution, ShownPost } from '../queries/institutions.ts';
import type { FactSheet, ShownFact } from '../rules/shown-facts.ts';

export interface LeadPart {
  text: string;
  facts: ShownFact[];
  /** Nothing else of the page says this fact once more. */
  whole?: true;
}

/** The mark of a fact in these sentences: the page may say it again further down. */
export const leadMark = (mark: string): string => `lead:${mark}`;

const LONGEST = 320;

/** The whole of a short description, else its first sentence; empty when that is long too. */
function beginningOf(text: string): string {
  if (text.length <= LONGEST) return text;
  const sentence = /^.{40,}?[.;](?=\s|$)/su.exec(text)?.[0];
  return sentence !== undefined && sentence.length <= LONGEST ? sentence : '';
}

/** What it is, for whom it chooses, where it belongs, its first post. */
export function leadOf(
  t: Translate,
  sheet: Pick<FactSheet<unknown>, 'one'>,
  institution: Pick<PublishedInstitution, 'id'>,
  posts: readonly ShownPost[],
): LeadPart[] {
  const description = sheet.one(institution.id, 'description');
  const short = description ? beginningOf(description.value.text) : '';
  const parent = sheet.one(institution.id, 'parent');
  const chosen = sheet.one(institution.id, 'selects_for');
  const [post] = posts;
  return [
    ...(description && short !== ''
      ? [
          {
            text: short,
            facts: [description],
            ...(short === description.value.text && { whole: true as const }),
          },
        ]
      : []),
    ...(chosen
      ? [{ text: t('officials.institution.lead.selects_for', { name: chosen.value.text }), facts: [chosen] }]
      : []),
    ...(parent
      ? [{ text: t('officials.institution.lead.parent', { name: parent.value.text }), facts: [parent] }]
      : []),
    ...(post ? postLead(t, sheet, post) : []),
  ];
}

function postLead(t: Translate, sheet: Pick<FactSheet<unknown>, 'one'>, post: ShownPost): LeadPart[] {
  const seats = sheet.one(post.id, 'seats');
  const term = sheet.one(post.id, 'term');
  const facts = [seats, term].filter((fact) => fact !== undefined);
  if (facts.length === 0) return [];
  const said = [
    ...(seats && post.seats !== null ? [t('officials.institution.lead.seats', { count: post.seats })] : []),
    ...(term ? [t('officials.institution.lead.term', { term: term.value.text })] : []),
  ];
  return [{ text: t('officials.institution.lead.post', { post: post.label, said: said.join(', ') }), facts }];
}

/** The citations of a page with those of its first sentences before them, each under a mark of its own. */
export function withLead<T extends { field: string; value: string; shown: boolean }>(
  lead: readonly LeadPart[],
  citations: readonly T[],
): T[] {
  const marks = (parts: readonly LeadPart[]) =>
    new Set(parts.flatMap(({ facts }) => facts.map(({ mark }) => mark)));
  const [all, whole] = [marks(lead), marks(lead.filter((part) => part.whole))];
  const first = citations
    .filter(({ field, shown }) => shown && all.has(field))
    .map((one) => ({ ...one, field: leadMark(one.field), value: '' }));
  // Values that contradict each other are said side by side all the same.
  return [...first, ...citations.filter(({ field, value }) => value !== '' || !whole.has(field))];
}
