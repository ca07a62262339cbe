/** What a reminder says, gathered at the moment of sending. */
import { notesOn } from '../../platform/additions.ts';
import type { Deps } from '../../platform/deps.ts';
import { REMINDER_MAIL } from './commands/reminders.ts';
import type { LetterKind } from './emails/kinds.ts';
import type { Told } from './emails/letter.ts';
import { type ReminderFacts, reminderLetterOf } from './emails/reminder.ts';
import { languageId } from './pages/words.ts';
import { linkToken } from './person.ts';
import { listSlots } from './queries/programme.ts';
import { sameClock, zoneOfCountry } from './rules/country-zone.ts';

/**
 * Written only while it is true: of the beginning that it was promised for, before it, to those who come. A
 * mail server that was away for a day sends no reminder of what has begun.
 */
export function reminderLetter(deps: Deps): LetterKind {
  return {
    kind: REMINDER_MAIL,
    summary:
      'Reminds a week, a day or an hour before: when, where, own workshops, the programme, the calendar entry.',
    write: async (told) => {
      const { event, registration, now } = told;
      const isOn = event.visibility === 'published' && event.status === 'scheduled';
      const comes = registration.state === 'confirmed';
      const same = told.data['starts'] === event.starts_at.toString();
      if (!isOn || !comes || !same || Temporal.Instant.compare(now, event.starts_at) >= 0) return undefined;
      return reminderLetterOf(told, await factsFor(deps, told));
    },
  };
}

async function factsFor(deps: Deps, told: Told): Promise<ReminderFacts> {
  const { event, registration, person, t, lang, now } = told;
  const day = event.starts_at.toZonedDateTimeISO(event.timezone).toPlainDate();
  const asksMore = (person.languages ?? []).some((one) => languageId(one) !== languageId(event.language));
  const takesPlace = { timezone: event.timezone };
  const [slots, all, notes] = await Promise.all([
    listSlots(deps.db, event.id, { ...takesPlace, day }),
    asksMore ? listSlots(deps.db, event.id, takesPlace) : [],
    notesOn(deps, 'event_registration', {
      id: registration.id,
      token: linkToken(deps.vault, registration),
      t,
      lang,
      now,
    }),
  ]);
  // Who comes to the place reads its clocks.
  const zone =
    registration.attendance === 'online' ? zoneOfCountry(person.country, event.starts_at) : undefined;
  const scheduled = (slot: { status: string }) => slot.status === 'scheduled';
  return {
    zone: zone && !sameClock(zone, event.timezone, event.starts_at) ? zone : undefined,
    slots: slots.filter(scheduled),
    offered: all.filter(scheduled),
    day: day.toString(),
    notes,
  };
}
