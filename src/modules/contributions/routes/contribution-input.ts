/** Between the forms and what is sealed. */
import type { FieldFault } from '../../../platform/errors.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import type { Submission } from '../../../platform/http/route.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';

import {
  asContributionInput,
  contributionForm,
  type ContributionInput,
  EVIDENCE,
  type Purpose,
} from '../schemas/contribution.ts';
import type { Author, ContributionText } from '../sealed.ts';
import type { Evidence, Kind } from '../tables.ts';

const MOST_COAUTHORS = 10;
const LONGEST_NAME = 120;

export interface ReadContribution {
  author: Author;
  text: ContributionText;
  consent: boolean;
}

export type Reading =
  | { ok: true; value: ReadContribution }
  | { ok: false; faults: FieldFault[]; raw: RawValues };

export function readContribution(
  kind: Kind,
  purpose: Purpose,
  submission: Submission,
  t: Translate,
): Reading {
  const result = readForm(contributionForm(kind, purpose), submission, t);
  if (!result.ok) return result;
  const input = asContributionInput(result.value);
  const coauthors = linesOf(input.coauthors);
  const faults: FieldFault[] = [];
  if (coauthors.length > MOST_COAUTHORS || coauthors.some((name) => name.length > LONGEST_NAME))
    faults.push({
      field: 'coauthors',
      message: t('contributions.fault.coauthors', { most: MOST_COAUTHORS, length: LONGEST_NAME }),
    });
  // There would be nothing to put under it.
  if (input.appears === 'organization' && !input.organization)
    faults.push({ field: 'organization', message: t('contributions.fault.organization') });
  faults.push(...evidenceFaults(input, t));
  if (faults.length > 0) return { ok: false, faults, raw: result.raw };
  return {
    ok: true,
    value: {
      author: authorOf(input, coauthors),
      text: textOf(input),
      consent: input.consent_publish ?? false,
    },
  };
}

const linesOf = (text = ''): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);

type WithEvidence = Pick<ContributionInput, (typeof EVIDENCE)[number]>;

/** A link or a day without a word about what it shows says nothing. */
export function evidenceFaults(input: WithEvidence, t: Translate): FieldFault[] {
  return EVIDENCE.filter((name) => {
    const piece = input[name];
    return piece && !piece.text && (piece.link || piece.date);
  }).map((name) => ({ field: `${name}.text`, message: t('contributions.fault.evidence') }));
}

export function evidenceOf(input: WithEvidence): Evidence[] {
  return EVIDENCE.flatMap((name) => {
    const { text, link, date } = input[name] ?? {};
    return text ? [{ text, ...(link && { link }), ...(date && { date }) }] : [];
  });
}

function authorOf(input: ContributionInput, coauthors: string[]): Author {
  const { name, email = '', organization, country, department, appears } = input;
  return {
    name,
    email,
    coauthors,
    appears,
    ...(organization && { organization }),
    ...(country && { country }),
    ...(department && { department }),
  };
}

function textOf(input: ContributionInput): ContributionText {
  const { title, summary, context = '', done = '', result = '', learned = '', audience = '' } = input;
  const { format = '', topic, languages } = input;
  return {
    title,
    summary,
    context,
    done,
    result,
    learned,
    audience,
    format,
    topic,
    languages,
    evidence: evidenceOf(input),
  };
}

/** Pieces of evidence as the form's fields. */
export function evidenceRaw(evidence: readonly Evidence[]): Record<string, string> {
  return Object.fromEntries(
    evidence.slice(0, EVIDENCE.length).flatMap(({ text, link = '', date = '' }, at) => [
      [`${EVIDENCE[at]}.text`, text],
      [`${EVIDENCE[at]}.link`, link],
      [`${EVIDENCE[at]}.date`, date],
    ]),
  );
}

/** What is sealed, as the form's fields, to change it. */
export function contributionRaw(author: Author, text: ContributionText, consent: boolean): RawValues {
  const { evidence, ...plain } = text;
  return rawOf({
    ...plain,
    ...evidenceRaw(evidence),
    name: author.name,
    organization: author.organization ?? '',
    coauthors: author.coauthors.join('\n'),
    country: author.country ?? '',
    department: author.department ?? '',
    appears: author.appears,
    consent_publish: consent,
  });
}
