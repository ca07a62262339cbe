/**
 * From an accepted proposal to a project, on a small phone without scripts: somebody follows it, an editor makes the
 * project and its milestones, and what happened arrives by real mail, with one way out.
 */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { useBrowser } from '../../../test/harness/browsing.ts';
import { useSmtp } from '../../../test/harness/smtp.ts';
import { signInAs } from '../../../test/harness/staff.ts';
import { makeVisitor } from '../../../test/harness/visitor.ts';
import { createMailSender } from '../../platform/mail/sender.ts';
import { insertAsk } from '../answers/fixtures.ts';
import { askToConfirm } from '../follows/commands/follow.ts';
import { tellFollowers } from '../follows/commands/tell.ts';
import { followMails } from '../follows/mails.ts';
import { insertBody } from '../officials/fixtures-people.ts';
import { insertPublished, sending } from '../proposals/fixtures.ts';
import { PROJECTS } from './addresses.ts';

const site = useApp();
const smtp = useSmtp();
const web = useBrowser(site, { shots: 'project' });

const INSTITUTION = 'Tribunal de Ejemplo con un Nombre Bastante Largo';
const FOLLOWER = 'sigue@ejemplo.test';

async function sendMails(): Promise<void> {
  const deps = { ...site.deps, config: { ...site.deps.config, smtpUrl: smtp.url } };
  const from = { name: 'Organización Ejemplo', address: 'contacto@sitio.example' };
  const sender = createMailSender(deps, followMails(site.deps), { sender: async () => from });
  await sender.sendDue();
  sender.close();
}

/** The link of the last mail to them by which they decide. */
const linkIn = () => /\/seguimiento\/\S+/.exec(smtp.mailsTo(FOLLOWER).at(-1)?.parsed.text ?? '')?.[0] ?? '';

async function accepted() {
  const body = await insertBody(site.deps.db, INSTITUTION);
  const row = await insertPublished(site.deps, {
    text: { ...sending().text, title: 'Horarios de atención a la vista de quien llega' },
  });
  const { token } = await insertAsk(site.deps, row.id, body.id);
  await makeVisitor(site.app).post(`/propuestas/responder/${token}`, {
    kind: 'accepted',
    words: 'Se publicarán los horarios de todos los juzgados.',
    person: 'Funcionaria Inventada',
    position: 'Secretaria general',
  });
  return row.number ?? 0;
}

it(
  'an accepted proposal becomes a project, and who follows it is told of its milestones until they leave',
  { timeout: 300_000 },
  async () => {
    const number = await accepted();
    const phone = await web.phone({ js: false });
    await phone.goto(`/propuestas/${number}`);
    await phone.getByRole('link', { name: 'Seguir esta propuesta por correo' }).click();
    await web.look(phone, 'follow');
    await phone.getByRole('button', { name: 'Seguir' }).click();
    expect(await phone.getByRole('alert').getByRole('link').count()).toBe(1);
    await phone.getByLabel('Correo electrónico').fill(FOLLOWER);
    await phone.getByRole('button', { name: 'Seguir' }).click();
    await phone.getByRole('heading', { name: 'Revise su correo' }).waitFor();
    await web.look(phone, 'asked');
    await askToConfirm(site.deps.db, site.deps.now());
    await sendMails();
    await smtp.waitFor(1, { to: FOLLOWER });
    await phone.goto(linkIn());
    await web.look(phone, 'confirm');
    await phone.getByRole('button', { name: 'Confirmar' }).click();
    await phone.getByRole('heading', { name: 'Usted sigue esta propuesta' }).waitFor();
    await web.look(phone, 'following');

    site.setNow('2026-11-23T16:00:00Z');
    const desk = await web.phone({ js: false });
    await web.signIn(desk, (await signInAs(site.deps, 'moderator')).cookie);
    await desk.goto(`/admin/propuestas/${number}`);
    await desk.getByRole('link', { name: 'Convertirla en proyecto' }).click();
    await desk.getByLabel('Título').fill('Horarios publicados en los 40 juzgados');
    await desk
      .getByLabel('Qué se hará')
      .fill('Cada juzgado dice en la puerta y en línea a qué hora atiende.');
    await desk.getByLabel('Respuesta en la que se aceptó').selectOption({ index: 1 });
    await desk.getByLabel('Quién responde por el proyecto').selectOption({ label: INSTITUTION });
    await web.look(desk, 'office-new');
    await desk.getByRole('button', { name: 'Guardar el borrador' }).click();
    await desk.getByText('El proyecto está guardado como borrador').waitFor();
    for (const [title, due] of [
      ['Acuerdo que ordena publicar los horarios', '2026-11-30'],
      ['Rótulos en la puerta de cada juzgado', '2026-12-15'],
      ['Horarios en la página del tribunal', '2027-02-28'],
    ] as const) {
      const form = desk.getByRole('form', { name: 'Agregar un hito' });
      if (!(await form.isVisible())) await desk.getByText('Agregar un hito').first().click();
      await form.getByLabel('Hito', { exact: false }).first().fill(title);
      await form.getByLabel('A cargo de').selectOption({ label: INSTITUTION });
      await form.getByLabel('Fecha límite').fill(due);
      await form.getByRole('button', { name: 'Agregar un hito' }).click();
      await desk.getByText('El hito está agregado').waitFor();
    }
    await desk.getByRole('button', { name: 'Publicar el proyecto' }).click();
    await desk.getByText('El proyecto está publicado').waitFor();
    await web.look(desk, 'office-one');
    await desk.getByRole('link', { name: 'Acuerdo que ordena publicar los horarios' }).click();
    await web.look(desk, 'office-milestone');
    const evidence = desk.getByRole('form', { name: 'Agregar una prueba' });
    await evidence.getByLabel('Qué demuestra').fill('Acuerdo 12-2026, que ordena publicarlos');
    await evidence
      .getByLabel('Dirección de la página o del documento')
      .fill('https://tribunal.test/acuerdo-12');
    await evidence.getByLabel('Título de la fuente').fill('Acuerdo 12-2026');
    await evidence.getByLabel('Quién la publica').fill(INSTITUTION);
    await evidence.getByRole('button', { name: 'Agregar una prueba' }).click();
    await desk.getByText('La prueba está agregada').waitFor();
    const progress = desk.getByRole('form', { name: 'Cómo va' });
    await progress.getByLabel('Cumplido').check();
    await progress.getByLabel('Desde qué día').fill('2026-11-23');
    await progress.getByRole('button', { name: 'Guardar el avance' }).click();
    await desk.getByText('El avance está guardado').waitFor();
    await web.look(desk, 'office-milestone-done');

    site.setNow('2026-12-27T15:00:00Z');
    await tellFollowers(site.deps);
    await sendMails();
    const [, news] = await smtp.waitFor(2, { to: FOLLOWER });
    expect(news?.parsed.text).toContain('Se cumplió el hito «Acuerdo que ordena publicar los horarios»');
    expect(news?.parsed.text).toContain('Pasó la fecha del hito «Rótulos en la puerta de cada juzgado»');
    expect(news?.raw).toContain('List-Unsubscribe-Post: List-Unsubscribe=One-Click');

    await phone.goto(`/propuestas/${number}`);
    await phone.getByRole('heading', { name: 'Qué ha pasado' }).waitFor();
    await web.look(phone, 'proposal');
    await phone.getByRole('link', { name: 'Ver el proyecto y sus hitos' }).click();
    await phone.getByText('Lleva 12 días de atraso', { exact: true }).waitFor();
    await phone.getByText('1 de 3 hitos cumplidos').first().waitFor();
    await web.look(phone, 'public');
    await phone.goto(PROJECTS);
    await web.look(phone, 'list');
    await phone.goto(linkIn());
    await phone.getByRole('button', { name: 'Dejar de seguirla' }).click();
    await phone.getByRole('heading', { name: 'Ya no la sigue' }).waitFor();
    await web.look(phone, 'left');
    expect(await site.deps.db.selectFrom('follows').select('id').execute()).toEqual([]);
    await phone.close();
    await desk.close();

    const wide = await web.wide();
    for (const path of [`/propuestas/${number}`, PROJECTS]) {
      await wide.goto(path);
      await web.look(wide, path === PROJECTS ? 'list-wide' : 'proposal-wide');
    }
    await wide.getByRole('link', { name: 'Horarios publicados en los 40 juzgados' }).first().click();
    await web.look(wide, 'public-wide');
    await web.signIn(wide, (await signInAs(site.deps, 'editor')).cookie);
    await wide.goto('/admin/proyectos');
    await web.look(wide, 'office-list-wide');
    await wide.getByRole('link', { name: 'Horarios publicados en los 40 juzgados' }).click();
    await web.look(wide, 'office-one-wide');
    await wide.close();
  },
);
