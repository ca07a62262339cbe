/** What languages people ask for beside what the sessions offer. Pure; languages under one name each. */

export interface Asked {
  online: number;
  in_person: number;
  /** Of those who chose a workshop, by its id. */
  workshops: ReadonlyMap<string, number>;
}

export interface Offering {
  id: string;
  slug: string;
  title: string;
  /** Spoken and interpreted. */
  languages: ReadonlySet<string>;
}

export interface WorkshopNeed {
  session: Offering;
  asked: number;
}

export interface LanguageNeed {
  language: string;
  online: number;
  in_person: number;
  total: number;
  offered: readonly Offering[];
  /** Workshops chosen by people who asked for it, which do not offer it; most asked for first. */
  workshops: readonly WorkshopNeed[];
  /** `all`: no session offers it · `workshops`: some chosen workshop doesn't · `none`: it is met. */
  unmet: 'all' | 'workshops' | 'none';
}

const ORDER = { all: 0, workshops: 1, none: 2 } as const;

/**
 * @param own the edition's own language: spoken where nothing else is said
 * @param sessions those that take place, the chosen workshops among them
 * @returns unmet need first, then by the number who ask
 */
export function languageNeeds(
  asked: ReadonlyMap<string, Asked>,
  sessions: readonly Offering[],
  own: string,
): LanguageNeed[] {
  const byId = new Map(sessions.map((session) => [session.id, session]));
  const needs = [...asked].map(([language, { online, in_person, workshops }]): LanguageNeed => {
    const offered = sessions.filter((session) => session.languages.has(language));
    const missing = [...workshops]
      .flatMap(([id, count]) => {
        const session = byId.get(id);
        return session && !session.languages.has(language) ? [{ session, asked: count }] : [];
      })
      .toSorted((a, b) => b.asked - a.asked || a.session.title.localeCompare(b.session.title, 'es'));
    // With no programme yet the edition's own language is promised all the same.
    const isMissing = offered.length === 0 && language !== own;
    const unmet = isMissing ? 'all' : missing.length > 0 ? 'workshops' : 'none';
    return { language, online, in_person, total: online + in_person, offered, workshops: missing, unmet };
  });
  return needs.toSorted(
    (a, b) => ORDER[a.unmet] - ORDER[b.unmet] || b.total - a.total || (a.language < b.language ? -1 : 1),
  );
}

/** From here on the edition's overview warns of unmet need. */
const WARN_DAYS = 14;
/** Interpreters have to be found a week before. */
const HIRE_DAYS = 7;

interface Dated {
  starts_at: Temporal.Instant;
  timezone: string;
}

/** The last day on which interpretation should be arranged, in the edition's zone. */
export function hireBy({ starts_at, timezone }: Dated): Temporal.PlainDate {
  return starts_at.toZonedDateTimeISO(timezone).toPlainDate().subtract({ days: HIRE_DAYS });
}

/** True in the two weeks before the edition. */
export function isTimeToWarn({ starts_at, timezone }: Dated, now: Temporal.Instant): boolean {
  const from = starts_at.toZonedDateTimeISO(timezone).subtract({ days: WARN_DAYS }).toInstant();
  return Temporal.Instant.compare(from, now) <= 0 && Temporal.Instant.compare(now, starts_at) < 0;
}
