/** What a proposal says stands in no project: its authors may take it back, and a moderator may hide it. */
import { describe, expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { run } from '../../platform/db/outcome.ts';
import { sweepSearch } from '../../platform/search/sweep.ts';
import { withdrawProposal } from '../proposals/commands/own.ts';
import { contextFor, decideOn, insertPublished, sending } from '../proposals/fixtures.ts';
import {
  historyPath,
  newProjectPath,
  officeMilestonePath,
  NEW_PROJECT,
  officeProjectPath,
  projectPath,
  PROJECTS,
  PROJECTS_API,
  PROJECTS_CSV,
  PROJECTS_FEED,
} from './addresses.ts';
import { insertMilestone, insertProject } from './fixtures.ts';

const site = useApp();
const visitor = () => makeVisitor(site.app);
const editor = async () => makeVisitor(site.app, (await signInAs(site.deps, 'editor')).cookie);

const SAID = {
  title: 'Palabras-titulo de quienes proponen',
  problem: 'Palabras-problema: quien llega de lejos no sabe nada.',
  affected: 'Palabras-afectados: quienes viajan.',
  summary: 'Palabras-resumen: que se publiquen los horarios en cada puerta de cada juzgado.',
};
const proposal = () => insertPublished(site.deps, { text: { ...sending().text, ...SAID } });

describe('the words of a proposal', () => {
  it.each([
    ['title', { title: 'PALABRAS TÍTULO de quienes proponen.' }],
    ['summary', { summary: `Se hará esto: ${SAID.summary}` }],
    ['results', { results: SAID.problem }],
  ])('are refused in the %s of a project, which is shown again as it was typed', async (field, change) => {
    const { number } = await proposal();
    const own = { title: 'Rótulos nuevos', summary: 'Se rotula cada puerta.', responsible: 'organization' };
    const sent = { ...own, ...change, proposals: String(number) };
    const answer = await (await editor()).post(NEW_PROJECT, sent);
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.$('.error-summary a').attr('href')).toBe(`#f-${field}`);
    expect(page.$(`#f-${field}`).val()).toBe(sent[field as keyof typeof sent]);
  });

  it.each([
    ['title', { what: 'milestone', title: SAID.title, due_on: '2027-01-31', responsible: 'organization' }],
    ['reason', { what: 'stop', reason: `No sigue: ${SAID.summary}` }],
  ])('are refused in the %s of what the project says later', async (field, sent) => {
    const { number } = await proposal();
    const { id } = await insertProject(site.deps, [number ?? 0]);
    const answer = await (await editor()).post(officeProjectPath(id), sent);
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.$('.error-summary a').text()).toContain('Escríbalo con otras palabras');
    expect(page.$(`${page.$('.error-summary a').attr('href')}`).val()).toBe(sent[field as keyof typeof sent]);
  });

  it.each([
    ['title', { what: 'save', title: SAID.title, due_on: '2027-01-31', responsible: 'organization' }],
    ['reason', { what: 'progress', progress: 'dropped', progress_on: '2026-01-01', reason: SAID.problem }],
    ['note', { what: 'evidence', note: SAID.summary, address: 'https://ejemplo.test/a', title: 'Acta' }],
  ])('are refused in the %s of a milestone', async (field, sent) => {
    const { number } = await proposal();
    const { id } = await insertProject(site.deps, [number ?? 0]);
    const milestone = await insertMilestone(site.deps, id, '2027-01-31');
    const staff = await editor();
    const path = officeMilestonePath(id, milestone);
    const version = readPage(await staff.get(path))
      .$('input[name="version"]')
      .first()
      .val();
    const answer = await staff.post(path, { ...sent, version: String(version) });
    expect(answer.statusCode).toBe(422);
    const page = readPage(answer);
    expect(page.$('.error-summary a').text()).toContain('Escríbalo con otras palabras');
    expect(page.$(`${page.$('.error-summary a').attr('href')}`).val()).toBe(sent[field as keyof typeof sent]);
  });

  it('are refused where a proposal is added to a project that says them already, and only there', async () => {
    const [first, second] = [await insertPublished(site.deps, {}), await proposal()];
    const { id } = await insertProject(site.deps, [first.number ?? 0]);
    const milestone = await insertMilestone(site.deps, id, '2027-01-31', { title: SAID.title });
    const staff = await editor();
    const path = officeProjectPath(id);
    const save = async (numbers: string) => {
      const form = readPage(await staff.get(path));
      const valueOf = (name: string) => String(form.$(`#f-${name}`).val() ?? '');
      return await staff.post(path, {
        what: 'save',
        version: String(form.$('input[name="version"]').first().val()),
        title: valueOf('title'),
        summary: valueOf('summary'),
        responsible: 'organization',
        proposals: numbers,
      });
    };
    const both = `${first.number}, ${second.number}`;
    const answer = await save(both);
    expect(answer.statusCode).toBe(422);
    expect(readPage(answer).$('.error-summary a').attr('href')).toBe('#f-proposals');
    expect((await save(String(first.number))).statusCode).toBe(303);
    const write = (title: string) =>
      site.deps.db.updateTable('project_milestones').set({ title }).where('id', '=', milestone).execute();
    await write('Otro');
    expect((await save(both)).statusCode).toBe(303);
    // Where it stands since before such words were refused, its day can still be put right.
    await write(SAID.title);
    const at = officeMilestonePath(id, milestone);
    const version = String(
      readPage(await staff.get(at))
        .$('input[name="version"]')
        .first()
        .val(),
    );
    const dated = {
      what: 'save',
      title: SAID.title,
      due_on: '2027-02-28',
      responsible: 'organization',
      version,
    };
    expect((await staff.post(at, dated)).statusCode).toBe(303);
    expect((await save(both)).statusCode).toBe(303);
    await write('Otro');
  });

  it('are filled in nowhere, and of one that is hidden not even its number', async () => {
    const row = await proposal();
    const staff = await editor();
    expect((await staff.get(newProjectPath(row.number ?? 0))).body).not.toContain('Palabras-resumen');
    await decideOn(site.deps, row, 'hide');
    const page = readPage(await staff.get(newProjectPath(row.number ?? 0)));
    expect(page.$('#f-proposals').val() ?? '').toBe('');
    expect(page.$('main').text()).not.toContain('Palabras-');
  });

  it.each(['hide', 'withdraw'] as const)('stand in no project after %s', async (how) => {
    const row = await proposal();
    const { id, slug } = await insertProject(site.deps, [row.number ?? 0], { title: `Rótulos tras ${how}` });
    const staff = await editor();
    const places = [
      PROJECTS,
      projectPath(slug),
      PROJECTS_FEED,
      PROJECTS_CSV,
      `${PROJECTS_API}/${slug}`,
      historyPath(id),
      '/buscar?q=Rotulos',
    ];
    const read = async () => {
      await sweepSearch(site.deps);
      const answers = await Promise.all(places.map((place) => visitor().get(place)));
      expect(answers.map(({ statusCode }) => statusCode)).toEqual(places.map(() => 200));
      return answers.map(({ body }) => body).join('\n');
    };
    expect(await read()).toContain('Palabras-titulo');
    if (how === 'hide') await decideOn(site.deps, row, 'hide');
    else await run(site.deps.db, (trx) => withdrawProposal(trx, contextFor(site.deps), row.id, site.deps));
    expect(await read()).not.toContain('Palabras-');
    // Whoever writes the project is told to look through it.
    const page = readPage(await staff.get(officeProjectPath(id)));
    expect(page.$('.notice').text()).toContain(`La propuesta n.º ${row.number} ya no es pública`);
    expect(page.$('main').text()).not.toContain('Palabras-');
  });
});
