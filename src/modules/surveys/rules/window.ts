/** When a survey takes answers. Pure. */

export const DEFAULT_DAYS = 30;

export interface SurveyHours {
  state: 'draft' | 'open' | 'closed';
  opens_at: Temporal.Instant | null;
  closes_at: Temporal.Instant | null;
  /** Of the edition. */
  ends_at: Temporal.Instant;
  /** Of the edition: so many days after its end what names people is removed. */
  retention_days: number;
}

/** From when to when, with what stands in for hours that were not set. */
export function surveyHours({ opens_at, closes_at, ends_at, retention_days }: SurveyHours): {
  opens: Temporal.Instant;
  closes: Temporal.Instant;
} {
  const opens = opens_at ?? ends_at;
  const usual = opens.add({ hours: DEFAULT_DAYS * 24 });
  // An end set before the usual beginning (the edition was moved) must not leave a survey that is never open.
  const wanted = closes_at && Temporal.Instant.compare(closes_at, opens) > 0 ? closes_at : usual;
  // People write names in free texts: what came after the removal would never be removed.
  const removal = ends_at.add({ hours: retention_days * 24 });
  return { opens, closes: Temporal.Instant.compare(removal, wanted) < 0 ? removal : wanted };
}

export type SurveyWindow = 'draft' | 'early' | 'open' | 'over';

/** The first moment is inside, the last one outside. */
export function surveyWindow(survey: SurveyHours, now: Temporal.Instant): SurveyWindow {
  if (survey.state === 'draft') return 'draft';
  if (survey.state === 'closed') return 'over';
  const { opens, closes } = surveyHours(survey);
  if (Temporal.Instant.compare(now, opens) < 0) return 'early';
  return Temporal.Instant.compare(now, closes) < 0 ? 'open' : 'over';
}
