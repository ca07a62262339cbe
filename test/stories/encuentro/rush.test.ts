/** A room full of people on one network who all press at the same moment, for far fewer places. */
import { describe, expect, it } from 'vitest';
import { countPlaces } from '../../../src/modules/events/fixtures.ts';
import { type Answer, openEdition, postForm, postJson } from './door.ts';
import { PATIENCE, useSite } from './site.ts';

const site = useSite();
const PEOPLE = 500;
const PLACES = 50;

const atOnce = async (knock: (n: number) => Promise<Answer>): Promise<Answer[]> =>
  await Promise.all(Array.from({ length: PEOPLE }, async (_, n) => await knock(n)));

const person = (n: number) => ({ name: `Persona Ejemplo ${n}`, email: `p${n}@gente.example` });

/** How often each answer came. */
const counted = (answers: readonly string[]): Record<string, number> =>
  Object.fromEntries([...Map.groupBy(answers, (answer) => answer)].map(([what, all]) => [what, all.length]));

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n + 1);

describe(`${PEOPLE} people at once for ${PLACES} places`, { timeout: 4 * PATIENCE }, () => {
  it('of an edition: the first have one, the others wait in the order they came, nobody sees an error', async () => {
    const { id } = await openEdition(site, 'lleno', { places: { capacity_total: PLACES } });
    const form = `${site.address}/encuentros/lleno/registro`;
    const answers = await atOnce((n) => postForm(form, { ...person(n), accept: 'yes' }));
    expect(counted(answers.map(({ status, location }) => `${status} ${location}`))).toEqual({
      '303 /encuentros/lleno/registro/recibido': PEOPLE,
    });
    const rows = await site.deps.db
      .selectFrom('event_registrations')
      .select(['state', 'holds_place', 'position'])
      .where('event_id', '=', id)
      .orderBy('position')
      .execute();
    expect(rows.map((row) => row.position)).toEqual(upTo(PEOPLE));
    expect(rows.map((row) => row.holds_place)).toEqual(upTo(PEOPLE).map((position) => position <= PLACES));
    expect(new Set(rows.map((row) => row.state))).toEqual(new Set(['pending']));
    expect(await countPlaces(site.deps.db, id)).toMatchObject({ counted: PLACES, held: PLACES });
  });

  it('of a workshop: the same, by the API, in an edition without limit', async () => {
    const { id } = await openEdition(site, 'taller', {
      event: { confirm_email: false },
      workshops: { lleno: PLACES, libre: null },
    });
    const api = `${site.address}/api/v1/events/taller/registrations`;
    const answers = await atOnce((n) =>
      postJson(api, { ...person(n), workshops: ['lleno', 'libre'], accept: true }),
    );
    expect(counted(answers.map(({ status, body }) => `${status} ${body}`))).toEqual({
      '201 {"status":"confirmed"}': PEOPLE,
    });
    const places = async (workshop: string) =>
      await site.deps.db
        .selectFrom('event_workshop_places as w')
        .innerJoin('event_sessions as s', 's.id', 'w.session_id')
        .innerJoin('event_registrations as r', 'r.id', 'w.registration_id')
        .select(['w.state', 'w.position', 'r.position as arrived'])
        .where('s.event_id', '=', id)
        .where('s.slug', '=', workshop)
        .orderBy('r.position')
        .execute();
    const full = await places('lleno');
    expect(new Set(full.map((row) => row.arrived)).size).toBe(PEOPLE);
    expect(full.map((row) => row.state)).toEqual(
      upTo(PEOPLE).map((nth) => (nth <= PLACES ? 'held' : 'waitlisted')),
    );
    const waiting = full.filter((row) => row.state === 'waitlisted').map((row) => row.position);
    expect(waiting).toEqual(waiting.toSorted((a, b) => a - b));
    expect(new Set(waiting).size).toBe(PEOPLE - PLACES);
    expect(counted((await places('libre')).map((row) => row.state))).toEqual({ held: PEOPLE });
    expect((await countPlaces(site.deps.db, id)).workshops).toEqual([
      { counted: PEOPLE, held: PEOPLE },
      { counted: PLACES, held: PLACES },
    ]);
  });

  it('promises everybody one mail, and sends it', { timeout: 6 * PATIENCE }, async () => {
    const mails = await site.smtp.waitFor(2 * PEOPLE, { timeoutMs: 5 * PATIENCE });
    expect(mails.length).toBe(2 * PEOPLE);
    expect(new Set(mails.map(({ parsed }) => parsed.messageId)).size).toBe(2 * PEOPLE);
  });
});
