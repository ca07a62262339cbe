import { randomUUIDv7 } from 'node:crypto';
import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../../test/harness/app.ts';
import { ANONYMOUS } from '../../../platform/access/access.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { recordAttendance } from '../../attendance/index.ts';
import { registerPerson } from '../../events/commands/registration/register.ts';
import { insertEdition, registering } from '../../events/fixtures.ts';
import type { RegistrationEvent } from '../../events/index.ts';
import { certificateJobs } from '../jobs.ts';
import { makeDrawer } from '../drawing/drawer.ts';
import { beginRun, certify, certifyNamed, issuingOf, readIssued, stepOnce } from '../fixtures.ts';
import { checkProof } from '../proof.ts';
import { countCertificates, findStanding, listPrintable } from '../queries/certificates.ts';
import { listPublicKeys } from '../queries/keys.ts';
import { listRuns } from '../queries/runs.ts';
import { sheetFor } from '../press.ts';
import { findCertificate } from '../queries/certificates.ts';
import { purgeCertificates } from './forget.ts';
import { rotateKey } from './keys.ts';
import { correctCertificate, issueToNamed, issueToRegistrant, revokeCertificate } from './one.ts';
import { resumeRun, startRun, STEP, stepRun, stopRun } from './runs.ts';
import { handOver } from './tell.ts';

const site = useApp();
const act = () => ({ actor: { kind: 'system', what: 'test' } as const, now: site.deps.now() });
let next = 0;

/** An edition with so many who attended one workshop of an hour. */
async function attended(count: number): Promise<{ event: RegistrationEvent; people: string[] }> {
  const { db, vault } = site.deps;
  const event = await insertEdition(db, `certificados-${++next}`, { workshops: { taller: null } });
  const sessionId = event.workshops[0]?.id ?? '';
  const people: string[] = [];
  for (let n = 0; n < count; n++) {
    const c = { actor: ANONYMOUS, vault, now: site.deps.now() };
    const id = await withTransaction(db, async (trx) => {
      const made = await registerPerson(trx, c, event, registering(`${next}x${n}`, { addressKnown: true }));
      if (!made.ok) throw new Error(made.refused);
      const at = event.starts_at;
      await recordAttendance(trx, { eventId: event.id, sessionId, registrationId: made.id, via: 'door', at });
      return made.id;
    });
    people.push(id);
  }
  return { event, people };
}

async function runToEnd(id: string): Promise<number> {
  for (let steps = 0; ; steps++) {
    const run = await site.deps.db
      .selectFrom('certificate_runs')
      .select('state')
      .where('id', '=', id)
      .executeTakeFirst();
    if (run?.state !== 'running') return steps;
    await stepOnce(site.deps, id);
  }
}

const validOf = async (eventId: string) =>
  (await countCertificates(site.deps.db, eventId)).find((c) => c.kind === 'attendance')?.valid ?? 0;

const mailsOf = async (kind: string, ids: readonly string[]) =>
  (
    await site.deps.db.selectFrom('mails').select(['subject_id', 'data']).where('kind', '=', kind).execute()
  ).filter((mail) => ids.includes(mail.subject_id));

describe('a run', () => {
  it('issues to everybody who attended, tells each once, and says how far it is', async () => {
    const { event, people } = await attended(STEP + 3);
    const id = await beginRun(site.deps, event.id, { tell: true });
    expect(await runToEnd(id)).toBe(2);
    expect(await validOf(event.id)).toBe(STEP + 3);
    expect(await mailsOf('certificates.ready', people)).toHaveLength(STEP + 3);
    const [run] = await listRuns(site.deps.db, event.id);
    expect(run).toMatchObject({ state: 'done', total: STEP + 3, done: STEP + 3, passed: 0 });
    // Once more: nobody gets a second one, nobody a second mail.
    const again = await beginRun(site.deps, event.id, { tell: true });
    await runToEnd(again);
    expect(await validOf(event.id)).toBe(STEP + 3);
    expect(await mailsOf('certificates.ready', people)).toHaveLength(STEP + 3);
    expect((await listRuns(site.deps.db, event.id))[0]).toMatchObject({ done: 0, passed: STEP + 3 });
    const [row] = await listPrintable(site.deps.db, event.id, 'attendance', { limit: 1 });
    const { facts, proof } = await readIssued(site.deps, row?.id ?? '');
    expect(facts).toMatchObject({ sessions: 1, minutes: 60, starts: '2027-03-07', ends: '2027-03-08' });
    const keys = await listPublicKeys(site.deps.db);
    expect(checkProof(proof, keys)).toMatchObject({ state: 'signed', content: { name: facts.name } });
  });

  it('keeps to its rule', async () => {
    const { event } = await attended(2);
    await runToEnd(await beginRun(site.deps, event.id, { rule: { sessions: 2 } }));
    expect(await validOf(event.id)).toBe(0);
    await runToEnd(await beginRun(site.deps, event.id, { rule: { sessions: 1, minutes: 60 } }));
    expect(await validOf(event.id)).toBe(2);
  });

  it('stops where it is told to, does nothing while stopped, and goes on', async () => {
    const { event } = await attended(STEP + 2);
    const id = await beginRun(site.deps, event.id);
    await stepOnce(site.deps, id);
    const change = (what: typeof stopRun) =>
      withTransaction(site.deps.db, (trx) => what(trx, act(), event.id, id));
    expect(await change(stopRun)).toBe(true);
    await stepOnce(site.deps, id);
    expect(await validOf(event.id)).toBe(STEP);
    expect(await change(resumeRun)).toBe(true);
    await runToEnd(id);
    expect(await validOf(event.id)).toBe(STEP + 2);
    expect(await change(resumeRun)).toBe(false);
  });

  it('killed in the middle of a step loses nothing and doubles nothing', async () => {
    const { event, people } = await attended(STEP + 5);
    const id = await beginRun(site.deps, event.id, { tell: true });
    await stepOnce(site.deps, id);
    // The process ends after the work of a step and before its commit.
    const c = await issuingOf(site.deps);
    const killed = withTransaction(site.deps.db, async (trx) => {
      await stepRun(trx, c, id);
      throw new Error('killed');
    });
    await expect(killed).rejects.toThrow('killed');
    expect(await validOf(event.id)).toBe(STEP);
    expect(await mailsOf('certificates.ready', people)).toHaveLength(STEP);
    // The job is taken up again, twice at once: two workers that both believe it is theirs.
    await Promise.all([stepOnce(site.deps, id), stepOnce(site.deps, id)]);
    expect(await validOf(event.id)).toBe(STEP + 5);
    expect(await mailsOf('certificates.ready', people)).toHaveLength(STEP + 5);
  });

  it('asks for its next step in the same transaction, as a job of its own', async () => {
    const { event } = await attended(1);
    const id = await beginRun(site.deps, event.id);
    const { rows } = await sql<{ payload: unknown }>`
      select j.payload from graphile_worker._private_jobs j where j.key = ${`certificates.step:${id}`}`.execute(
      site.deps.db,
    );
    expect(rows).toEqual([{ payload: { runId: id } }]);
    const drawer = makeDrawer();
    for (const job of certificateJobs(drawer)) await job.run({ runId: id }, site.deps);
    await drawer.close();
    expect(await validOf(event.id)).toBe(1);
  });

  it('is one at a time for each kind', async () => {
    const { event } = await attended(1);
    await beginRun(site.deps, event.id);
    const second = { eventId: event.id, kind: 'attendance', what: 'issue', rule: {}, tell: false } as const;
    expect(await withTransaction(site.deps.db, (trx) => startRun(trx, act(), second))).toBeUndefined();
  });
});

describe('nobody twice', () => {
  const issueAtOnce = async (eventId: string, registrationId: string): Promise<void> => {
    const c = await issuingOf(site.deps);
    await Promise.all(
      Array.from({ length: 6 }, () =>
        withTransaction(site.deps.db, (trx) => issueToRegistrant(trx, c, eventId, registrationId)),
      ),
    );
  };

  it('happens where one only looks first, and not with the index', async () => {
    const { db } = site.deps;
    const { event, people } = await attended(2);
    const [first = '', second = ''] = people;
    await sql`drop index certificates_one_each`.execute(db);
    const blank = { sealed: null, design_id: null, ended_at: null, reason: null, replaced_by: null };
    const lookThenWrite = (code: string) =>
      withTransaction(db, async (trx) => {
        const theirs = trx.selectFrom('certificates').select('id').where('registration_id', '=', first);
        if (await theirs.executeTakeFirst()) return;
        await sql`select pg_sleep(0.2)`.execute(trx);
        const mine = { id: randomUUIDv7(), code, event_id: event.id, kind: 'attendance' as const };
        const of = {
          registration_id: first,
          holder: `r:${first}`,
          issued_at: site.deps.now(),
          told_at: null,
        };
        await trx
          .insertInto('certificates')
          .values({ ...mine, ...of, ...blank })
          .execute();
      });
    await Promise.all(['0', '1', '2'].map((digit) => lookThenWrite(digit.repeat(16))));
    const doubled = await validOf(event.id);
    await db.deleteFrom('certificates').where('registration_id', '=', first).execute();
    await sql`create unique index certificates_one_each on certificates (event_id, kind, holder)
      where state = 'valid'`.execute(db);
    expect(doubled).toBe(3);

    await issueAtOnce(event.id, second);
    expect(await validOf(event.id)).toBe(1);
  });

  it('takes the same name for the same person', async () => {
    const { event } = await attended(0);
    await certifyNamed(site.deps, event.id, 'Organizadora  Ficticia');
    await expect(certifyNamed(site.deps, event.id, 'organizadora ficticia')).rejects.toThrow('has_one');
  });
});

describe('correcting and revoking', () => {
  it('replaces: the old one says so and which is new, the new one carries the name', async () => {
    const { event, people } = await attended(1);
    const old = await certify(site.deps, event.id, people[0] ?? '');
    const c = await issuingOf(site.deps);
    const both = await Promise.all(
      ['Nombre Corregido', 'Otro Nombre'].map((name) =>
        withTransaction(site.deps.db, (trx) => correctCertificate(trx, c, event.id, old.id, { name })),
      ),
    );
    // Two people at two desks: one of them is told that it was too late.
    expect(both.map((result) => result.ok).toSorted()).toEqual([false, true]);
    const made = both.find((result) => result.ok);
    const fresh = await readIssued(site.deps, made?.ok ? (made.ids[0] ?? '') : '');
    expect(['Nombre Corregido', 'Otro Nombre']).toContain(fresh.facts.name);
    expect(fresh.facts).toMatchObject({ sessions: 1, minutes: 60 });
    expect(await findStanding(site.deps.db, old.code)).toMatchObject({
      state: 'replaced',
      replacedBy: fresh.code,
    });
    expect(await findStanding(site.deps.db, fresh.code)).toMatchObject({ state: 'valid' });
    expect(await mailsOf('certificates.ready', people)).toHaveLength(1);
  });

  it('revokes once, with a reason, and lets another one be issued', async () => {
    const { event, people } = await attended(1);
    const old = await certify(site.deps, event.id, people[0] ?? '');
    const revoke = () =>
      withTransaction(site.deps.db, (trx) => revokeCertificate(trx, act(), event.id, old.id, 'mistake'));
    expect([await revoke(), await revoke()]).toEqual([true, false]);
    expect(await findStanding(site.deps.db, old.code)).toMatchObject({ state: 'revoked', reason: 'mistake' });
    const fresh = await certify(site.deps, event.id, people[0] ?? '');
    expect(fresh.code).not.toBe(old.code);
  });
});

describe('keys', () => {
  it('change without what the old one signed losing its worth, unless it is void', async () => {
    const { event } = await attended(0);
    const before = await certifyNamed(site.deps, event.id, 'Persona Antes');
    const change = (isVoid: boolean) =>
      withTransaction(site.deps.db, (trx) => rotateKey(trx, { ...act(), vault: site.deps.vault }, isVoid));
    await change(false);
    const after = await certifyNamed(site.deps, event.id, 'Persona Después');
    const stateOf = async (proof: string) => checkProof(proof, await listPublicKeys(site.deps.db)).state;
    expect([await stateOf(before.proof), await stateOf(after.proof)]).toEqual(['signed', 'signed']);
    await change(true);
    expect([await stateOf(before.proof), await stateOf(after.proof)]).toEqual(['signed', 'unknown_key']);
  });

  it('are made once, by whoever comes first', async () => {
    await site.deps.db.deleteFrom('certificate_keys').execute();
    const { event } = await attended(0);
    await Promise.all(['A', 'B', 'C', 'D'].map((n) => certifyNamed(site.deps, event.id, `Persona ${n}`)));
    expect(await listPublicKeys(site.deps.db)).toHaveLength(1);
  });
});

describe('after the purge', () => {
  const PLANTED = 'Ximena Plantada Irrepetible';

  it('nothing of anybody is left but code, state and dates; run again it finds nothing', async () => {
    const { event, people } = await attended(2);
    const named = await certifyNamed(site.deps, event.id, PLANTED);
    const own = await certify(site.deps, event.id, people[0] ?? '');
    const run = await beginRun(site.deps, event.id);
    const hand = { ...act(), vault: site.deps.vault };
    await withTransaction(site.deps.db, (trx) => handOver(trx, hand, named.id, 'ximena@correo.example'));
    expect(await mailsOf('certificates.handed', [named.id])).toHaveLength(1);
    const kept = site.deps.additions.kept.find((k) => k.name === 'certificates.contents');
    expect(await kept?.exportOne?.(site.deps.db, people[0] ?? '', site.deps)).toMatchObject([
      { kind: 'attendance', state: 'valid', name: own.facts.name },
    ]);
    const purge = () => withTransaction(site.deps.db, (trx) => kept!.purge(trx, event.id, site.deps));
    expect(await purge()).toEqual({ certificates: 2, runs: 1, templates: 2, pictures: 0, mails: 1 });
    expect(await purge()).toEqual({ certificates: 0, runs: 0, templates: 0, pictures: 0, mails: 0 });
    const rows = await site.deps.db
      .selectFrom('certificates')
      .selectAll()
      .where('event_id', '=', event.id)
      .execute();
    expect(rows).toHaveLength(2);
    expect(await mailsOf('certificates.handed', [named.id])).toEqual([]);
    for (const row of rows)
      expect(row).toMatchObject({ sealed: null, holder: null, registration_id: null, design_id: null });
    expect(await findStanding(site.deps.db, named.code)).toMatchObject({ state: 'valid' });
    // The proof in somebody's hands is as good as before.
    const keys = await listPublicKeys(site.deps.db);
    expect(checkProof(own.proof, keys)).toMatchObject({ state: 'signed', content: { name: own.facts.name } });
    const left = await findCertificate(site.deps.db, own.id);
    await expect(sheetFor(site.deps, site.deps.db, left!)).rejects.toMatchObject({ code: 'not_found' });
    // A step that was asked for before finds its run gone.
    await stepOnce(site.deps, run);
    expect(await validOf(event.id)).toBe(1);
  });

  it('nothing more is issued, also by whoever was at it when the purge began', async () => {
    const { event, people } = await attended(1);
    const c = await issuingOf(site.deps);
    const { promise: issued, resolve } = Promise.withResolvers<void>();
    const { promise: go, resolve: let_go } = Promise.withResolvers<void>();
    const issuing = withTransaction(site.deps.db, async (trx) => {
      const result = await issueToRegistrant(trx, c, event.id, people[0] ?? '');
      resolve();
      await go;
      return result;
    });
    await issued;
    const purging = withTransaction(site.deps.db, async (trx) => {
      const counts = await purgeCertificates(trx, event.id);
      await sql`update events set purge_started_at = now() where id = ${event.id}`.execute(trx);
      return counts;
    });
    let_go();
    expect((await issuing).ok).toBe(true);
    // It waited for the one being issued, and took its content.
    expect(await purging).toMatchObject({ certificates: 1 });
    const late = await withTransaction(site.deps.db, (trx) =>
      issueToRegistrant(trx, c, event.id, people[0] ?? ''),
    );
    expect(late).toEqual({ ok: false, refused: 'purged' });
    const run = await beginRun(site.deps, event.id);
    await stepOnce(site.deps, run);
    expect((await listRuns(site.deps.db, event.id))[0]).toMatchObject({ state: 'stopped', done: 0 });
  });

  it('nothing more is issued once it is done: nobody would remove it again', async () => {
    const { event } = await attended(0);
    const state = { purge_started_at: null, purged_at: event.ends_at.add({ hours: 1 }) };
    await site.deps.db.updateTable('events').set(state).where('id', '=', event.id).execute();
    const c = await issuingOf(site.deps);
    const named = (trx: Trx) => issueToNamed(trx, c, event.id, 'organiser', [{ name: PLANTED }]);
    const late = await withTransaction(site.deps.db, named);
    expect(late).toEqual({ ok: false, refused: 'purged' });
  });

  it('one person alone can be forgotten', async () => {
    const { event, people } = await attended(2);
    const [mine, other] = [
      await certify(site.deps, event.id, people[0] ?? ''),
      await certify(site.deps, event.id, people[1] ?? ''),
    ];
    const kept = site.deps.additions.kept.find((k) => k.name === 'certificates.contents');
    await withTransaction(site.deps.db, (trx) => kept!.eraseOne!(trx, people[0] ?? '', site.deps));
    expect((await findCertificate(site.deps.db, mine.id))?.sealed).toBeNull();
    expect((await findCertificate(site.deps.db, other.id))?.sealed).not.toBeNull();
    expect(await findStanding(site.deps.db, mine.code)).toMatchObject({ state: 'valid' });
  });

  it('the database itself names nobody', async () => {
    const { event } = await attended(0);
    await certifyNamed(site.deps, event.id, PLANTED);
    const tables = ['certificates', 'certificate_designs', 'certificate_templates', 'audit_log', 'mails'];
    for (const table of tables) {
      const { rows } = await sql<{ text: string }>`select t::text from ${sql.table(table)} t`.execute(
        site.deps.db,
      );
      expect(rows.filter((row) => JSON.stringify(row).includes('Plantada'))).toEqual([]);
    }
  });
});
