import { sql } from 'kysely';
import { describe, expect, it } from 'vitest';
import { testDeps } from '../../../../test/harness/app.ts';
import { useDatabase } from '../../../../test/harness/database.ts';
import { makeStaff } from '../../accounts/fixtures.ts';
import type { Actor } from '../../../platform/access/access.ts';
import { run } from '../../../platform/db/outcome.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import { listVersions } from '../../../platform/history/versions.ts';
import { forgetSettings, writeSetting } from '../../../platform/settings/settings.ts';
import { actBy, category, done, draft, exampleContent, plainly, published } from '../fixtures.ts';
import { publishDue, renderStale } from '../jobs.ts';
import { contentOf, findOffice, listCorrections, listDrafts } from '../queries/office.ts';
import { twoEyesSetting } from '../settings.ts';
import { proposeCorrection, publishCorrection, returnCorrection } from './correct.ts';
import { dropDrafts, keepDraft } from './drafts.ts';
import { relatePublication } from './links.ts';
import {
  archivePublication,
  publishPublication,
  returnPublication,
  schedulePublication,
  submitPublication,
  takeUpPublication,
  unschedulePublication,
} from './workflow.ts';
import { createPublication, discardPublication, savePublication, store } from './write.ts';
import { lockPublication } from './context.ts';

const database = useDatabase();
const deps = new Proxy({} as ReturnType<typeof testDeps>, {
  get: (_none, name) => Reflect.get((made ??= testDeps(database.db)), name) as unknown,
});
let made: ReturnType<typeof testDeps> | undefined;

const staff = (userId: string, ...permissions: string[]): Actor => ({
  kind: 'staff',
  userId,
  name: 'Persona Ficticia',
  roles: ['editor'],
  permissions: new Set(permissions),
});
const ana = staff('00000000-0000-4000-8000-00000000000a', 'publications.write', 'publications.publish');
const eva = staff('00000000-0000-4000-8000-00000000000e', 'publications.write', 'publications.publish');
const leo = staff('00000000-0000-4000-8000-00000000000c', 'publications.write');

const stored = async (id: string) => {
  const row = await findOffice(deps.db, id);
  if (!row) throw new Error('it is gone');
  return row;
};
const actions = async (id: string): Promise<string[]> =>
  (await listVersions(deps.db, { kind: 'publication', id }, undefined, { limit: 20 })).map(
    (row) => row.action,
  );

async function twoEyes(value: boolean): Promise<void> {
  await withTransaction(deps.db, (trx) => writeSetting(trx, twoEyesSetting, value, deps.now()));
  forgetSettings(deps.db);
}

describe('writing', () => {
  it('gives back what was written, byte for byte, and an address of its own in its section', async () => {
    await category(deps, 'inclusion', 'Inclusión');
    const body = 'Línea\r\ncon tabulador\t y blancos al final  \r\n\r\n\r\n';
    const given = exampleContent('Título con ñ', {
      body,
      categories: ['inclusion'],
      frontMatter: '---\ntitle: x\n---\n',
      fileName: 'uno.md',
      date: Temporal.Instant.from('2023-07-04T17:20:23.307Z'),
    });
    const { id, slug } = await done(deps, (trx) => createPublication(trx, actBy(deps), plainly(given)));
    expect(slug).toBe('titulo-con-n');
    expect(contentOf(await stored(id))).toEqual({ ...given, slug });
    const second = await draft(deps, 'Título con ñ');
    const term = await draft(deps, 'Título con ñ', { type: 'term' });
    expect([second.slug, term.slug]).toEqual(['titulo-con-n-2', 'titulo-con-n']);
  });

  it('refuses an address that another one of the section has, and a category that there is not', async () => {
    const { slug } = await draft(deps, 'La primera');
    const { id } = await draft(deps, 'La segunda');
    const save = (more: object) =>
      run(deps.db, (trx) =>
        savePublication(trx, actBy(deps), id, {
          prepared: plainly({ ...exampleContent('La segunda'), slug: 'la-segunda', ...more }),
          version: 1,
        }),
      );
    expect(await save({ slug })).toEqual({ ok: false, refused: 'slug_taken', field: 'slug' });
    expect(await save({ categories: ['nada'] })).toMatchObject({ refused: 'no_category' });
    expect((await stored(id)).version).toBe(1);
  });

  it('is no silent correction of what has become public meanwhile', async () => {
    const { id, slug } = await draft(deps, 'Mirada');
    const saving = { prepared: plainly(exampleContent('Sin mirar', { slug })), version: 1, isPublic: false };
    await done(deps, (trx) => publishPublication(trx, actBy(deps), id, 1));
    expect(await run(deps.db, (trx) => savePublication(trx, actBy(deps), id, saving))).toEqual({
      ok: false,
      refused: 'changed',
    });
    expect((await stored(id)).title).toBe('Mirada');
    await done(deps, (trx) => savePublication(trx, actBy(deps), id, { ...saving, isPublic: true }));
  });

  it('leaves nothing in the public history as long as nothing is public', async () => {
    const { id, slug } = await draft(deps, 'Secreta');
    const prepared = plainly(exampleContent('Secreta todavía', { slug }));
    await done(deps, (trx) => savePublication(trx, actBy(deps), id, { prepared, version: 1 }));
    expect(await actions(id)).toEqual([]);
    await done(deps, (trx) => publishPublication(trx, actBy(deps), id));
    expect(await actions(id)).toEqual(['published']);
    await done(deps, (trx) => discardPublication(trx, actBy(deps), id)).catch((error: unknown) =>
      expect(String(error)).toContain('not_now'),
    );
  });
});

describe('two editors at once', () => {
  const saving = (title: string, slug: string, version: number) => ({
    prepared: plainly(exampleContent(title, { slug })),
    version,
  });

  it('overwrite each other where nobody looks at the version', async () => {
    const { id, slug } = await draft(deps, 'Carrera');
    // The command without its check: each takes the version that it finds.
    const careless = (title: string) =>
      withTransaction(deps.db, async (trx) => {
        const row = await lockPublication(trx, id);
        if (!row) throw new Error('it is gone');
        return store(trx, actBy(deps), row, saving(title, slug, row.version));
      });
    await Promise.all([careless('De Ana'), careless('De Eva')]);
    // Both were told that it is saved; one text is gone.
    expect((await stored(id)).version).toBe(3);
  });

  it('get one of them told that there is a newer version', async () => {
    const { id, slug } = await draft(deps, 'Carrera limpia');
    const both = await Promise.all(
      ['De Ana', 'De Eva'].map((title) =>
        run(deps.db, (trx) => savePublication(trx, actBy(deps), id, saving(title, slug, 1))),
      ),
    );
    expect(both.filter((one) => one.ok)).toHaveLength(1);
    expect(both.filter((one) => !one.ok)).toEqual([{ ok: false, refused: 'changed' }]);
    expect((await stored(id)).version).toBe(2);
  });
});

describe('the way to the public', () => {
  it('goes through review, back with a reason, and out', async () => {
    const { id } = await draft(deps, 'Por revisar');
    const as = (actor: Actor) => actBy(deps, actor);
    await done(deps, (trx) => submitPublication(trx, as(leo), id, 1));
    expect(await run(deps.db, (trx) => publishPublication(trx, as(leo), id, 1))).toMatchObject({
      refused: 'forbidden',
    });
    await done(deps, (trx) => returnPublication(trx, as(ana), id, 'Falta la fuente.'));
    expect(await stored(id)).toMatchObject({ status: 'draft', review_note: 'Falta la fuente.' });
    await done(deps, (trx) => submitPublication(trx, as(leo), id, 1));
    await done(deps, (trx) => publishPublication(trx, as(ana), id, 1));
    expect(await stored(id)).toMatchObject({ status: 'published', review_note: '' });
  });

  it('needs somebody else where two pairs of eyes are asked for', async () => {
    await twoEyes(true);
    const { id } = await done(deps, (trx) =>
      createPublication(trx, actBy(deps, ana), plainly(exampleContent('Cuatro ojos'))),
    );
    const go = (actor: Actor) => run(deps.db, (trx) => publishPublication(trx, actBy(deps, actor), id, 1));
    expect(await go(ana)).toEqual({ ok: false, refused: 'own_text' });
    expect(await go(eva)).toEqual({ ok: true });
    const prepared = plainly(contentOf(await stored(id)));
    const save = { prepared, version: 1 };
    expect(await run(deps.db, (trx) => savePublication(trx, actBy(deps, eva), id, save))).toEqual({
      ok: false,
      refused: 'own_text',
    });
    await twoEyes(false);
  });

  it('publishes what was looked at, not what was written since', async () => {
    const { id, slug } = await draft(deps, 'Vista');
    const prepared = plainly(exampleContent('Cambiada', { slug }));
    await done(deps, (trx) => savePublication(trx, actBy(deps), id, { prepared, version: 1 }));
    expect(await run(deps.db, (trx) => publishPublication(trx, actBy(deps, ana), id, 1))).toEqual({
      ok: false,
      refused: 'changed',
    });
  });

  it('goes out at its time, once, also when the clock jumped', async () => {
    const { id } = await draft(deps, 'A su hora');
    const at = deps.now().add({ hours: 2 });
    const act = actBy(deps, ana);
    await done(deps, (trx) => schedulePublication(trx, act, id, { at, version: 1 }));
    expect(await publishDue(deps.db, at.subtract({ seconds: 1 }))).toBe(0);
    // Two workers at once, and a clock that is put forward by a year.
    const late = at.add({ hours: 24 * 365 });
    const out = await Promise.all([publishDue(deps.db, late), publishDue(deps.db, late)]);
    expect(out.toSorted()).toEqual([0, 1]);
    // The clock is put back: what is out stays out.
    expect(await publishDue(deps.db, at.subtract({ hours: 1 }))).toBe(0);
    expect(await stored(id)).toMatchObject({ status: 'published', publish_at: null });
    expect(await actions(id)).toEqual(['published']);
  });

  it('goes out although one that was due before it can not', async () => {
    const at = deps.now().add({ hours: 1 });
    const act = actBy(deps, ana);
    const [bad, good] = [await draft(deps, 'No puede salir'), await draft(deps, 'Sí puede salir')];
    for (const [index, { id }] of [bad, good].entries())
      await done(deps, (trx) =>
        schedulePublication(trx, act, id, { at: at.add({ minutes: index }), version: 1 }),
      );
    await sql`alter table publications add constraint stuck check (status <> 'published' or slug <> 'no-puede-salir')`.execute(
      deps.db,
    );
    await expect(publishDue(deps.db, at.add({ hours: 1 }))).rejects.toThrow(/stuck/);
    expect([(await stored(bad.id)).status, (await stored(good.id)).status]).toEqual(['draft', 'published']);
    await sql`alter table publications drop constraint stuck`.execute(deps.db);
    expect(await publishDue(deps.db, at.add({ hours: 1 }))).toBe(1);
  });

  it('takes no time that is past, and forgets one when somebody changes the text who could not publish it', async () => {
    const { id, slug } = await draft(deps, 'Con hora');
    const act = actBy(deps, ana);
    const set = (at: Temporal.Instant) =>
      run(deps.db, (trx) => schedulePublication(trx, act, id, { at, version: 1 }));
    expect(await set(deps.now())).toEqual({ ok: false, refused: 'past', field: 'at' });
    await set(deps.now().add({ hours: 1 }));
    const prepared = plainly(exampleContent('Con otra cosa', { slug }));
    await done(deps, (trx) => savePublication(trx, actBy(deps, leo), id, { prepared, version: 1 }));
    expect((await stored(id)).publish_at).toBeNull();
    expect(await run(deps.db, (trx) => unschedulePublication(trx, act, id))).toMatchObject({
      refused: 'not_now',
    });
  });

  it('comes back from the archive as a draft, under the same address and first day', async () => {
    const { id } = await published(deps, 'Para archivar');
    const first = (await stored(id)).first_published_at;
    const act = actBy(deps, ana);
    await done(deps, (trx) => archivePublication(trx, { ...act, reason: 'Quedó superada.' }, id));
    await done(deps, (trx) => takeUpPublication(trx, act, id));
    expect(await stored(id)).toMatchObject({ status: 'draft', archived_at: null });
    await done(deps, (trx) => publishPublication(trx, act, id));
    expect((await stored(id)).first_published_at).toEqual(first);
    expect(await actions(id)).toEqual(['published', 'archived', 'published']);
  });
});

describe('what is public', () => {
  it('is corrected with a reason, and keeps the address it had', async () => {
    const { id, slug } = await published(deps, 'Con dirección vieja');
    const content = { ...contentOf(await stored(id)), slug: 'direccion-nueva' };
    const saving = { prepared: plainly(content), version: 1 };
    const act = { ...actBy(deps, ana), reason: 'El título estaba mal.' };
    await done(deps, (trx) => savePublication(trx, act, id, saving));
    const [latest] = await listVersions(deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
    expect(latest).toMatchObject({ action: 'changed', reason: 'El título estaba mal.' });
    const kept = await deps.db.selectFrom('redirects').select('path').where('record_id', '=', id).execute();
    expect(kept).toEqual([{ path: `/publicaciones/${slug}` }]);
  });

  it('is corrected by others through somebody who may publish, unless it changed meanwhile', async () => {
    const { id } = await published(deps, 'Con corrección');
    const fields = { title: ['Corregida'] };
    const propose = (version: number) =>
      run(deps.db, (trx) =>
        proposeCorrection(trx, { ...actBy(deps, leo), reason: 'Una errata.' }, id, { fields, version }),
      );
    expect(await propose(7)).toMatchObject({ refused: 'changed' });
    await propose(1);
    const first = await propose(1);
    const waiting = await listCorrections(deps.db, id);
    expect(waiting).toHaveLength(1);
    expect(first).toEqual({ ok: true, correction: waiting[0]?.id });
    const prepared = plainly({ ...contentOf(await stored(id)), title: 'Corregida' });
    const correction = waiting[0]?.id ?? '';
    const go = (actor: Actor) =>
      run(deps.db, (trx) => publishCorrection(trx, actBy(deps, actor), id, { correction, prepared }));
    expect(await go(leo)).toMatchObject({ refused: 'forbidden' });
    expect(await go(ana)).toMatchObject({ ok: true });
    expect(await stored(id)).toMatchObject({ title: 'Corregida', version: 2 });
    expect(await go(ana)).toMatchObject({ refused: 'not_found' });
    await propose(2);
    const again = (await listCorrections(deps.db, id))[0]?.id ?? '';
    const back = { correction: again, note: 'Ya estaba bien.' };
    await done(deps, (trx) => returnCorrection(trx, actBy(deps, ana), id, back));
    expect((await listCorrections(deps.db, id)).map((one) => one.state)).toEqual(['returned', 'published']);
  });

  it('says in its history what it speaks of', async () => {
    const { id } = await published(deps, 'Con relacionados');
    const related = [
      { kind: 'event', id: 'e1' },
      { kind: 'event', id: 'e1' },
      { kind: 'person', id: 'p1' },
    ];
    await done(deps, (trx) => relatePublication(trx, actBy(deps, ana), id, related));
    const [latest] = await listVersions(deps.db, { kind: 'publication', id }, undefined, { limit: 1 });
    expect(latest?.content).toMatchObject({ related: ['event:e1', 'person:p1'] });
  });
});

describe('what an older renderer made', () => {
  it('is made anew, once, without a version or an entry in the history', async () => {
    const { id } = await published(deps, 'De antes');
    await renderStale(deps);
    const old = { html: '<p>De otro modo</p>', html_version: 0 };
    await deps.db.updateTable('publications').set(old).where('id', '=', id).execute();
    expect([await renderStale(deps), await renderStale(deps)]).toEqual([1, 0]);
    expect((await stored(id)).html).toContain('<strong>De antes</strong>');
    expect([(await stored(id)).version, await actions(id)]).toEqual([1, ['published']]);
  });
});

describe('what somebody is typing', () => {
  it('is kept by version, never over a newer one of another window', async () => {
    const { id, slug } = await draft(deps, 'Tecleando');
    const userId = await makeStaff(deps, { email: 'tecla@example.org', roles: ['editor'] });
    const key = { publicationId: id, userId, baseVersion: 1 };
    const keep = (text: string, known: number) =>
      withTransaction(deps.db, (trx) => keepDraft(trx, key, { fields: { body: [text] }, known }, deps.now()));
    expect(await keep('uno', 0)).toEqual({ saves: 1, newer: false });
    expect(await keep('dos', 1)).toEqual({ saves: 2, newer: false });
    // The other window still knows of one save only.
    expect(await keep('otra ventana', 1)).toBe('other_window');
    const prepared = plainly(exampleContent('De otra persona', { slug }));
    await done(deps, (trx) => savePublication(trx, actBy(deps), id, { prepared, version: 1 }));
    expect(await keep('tres', 2)).toEqual({ saves: 3, newer: true });
    expect((await stored(id)).title).toBe('De otra persona');
    expect(await listDrafts(deps.db, id, userId)).toMatchObject([
      { base_version: 1, fields: { body: ['tres'] }, saves: 3 },
    ]);
    await withTransaction(deps.db, (trx) => dropDrafts(trx, { ...key, baseVersion: 2 }));
    expect(await listDrafts(deps.db, id, userId)).toEqual([]);
  });
});
