/** The privacy notice: a new version for every change, the old ones stay as they were. */
import { sql } from 'kysely';
import { type Actor } from '../../../platform/access/access.ts';
import { audit } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { findPrivacyNotice } from '../queries.ts';

/** @returns the number of the version in force afterwards; the same as before when nothing was changed */
export async function publishPrivacyNotice(
  trx: Trx,
  deps: Deps,
  actor: Actor,
  body: string,
): Promise<{ version: number; isNew: boolean }> {
  // Two who publish at once get two numbers.
  await sql`lock table privacy_notices in share row exclusive mode`.execute(trx);
  const current = await findPrivacyNotice(trx);
  if (current && current.body === body) return { version: current.version, isNew: false };
  const version = (current?.version ?? 0) + 1;
  await trx
    .insertInto('privacy_notices')
    .values({
      version,
      body,
      published_at: deps.now(),
      published_by: actor.kind === 'staff' ? actor.userId : null,
    })
    .execute();
  await audit(trx, {
    actor,
    action: 'accounts.privacy_published',
    subject: { kind: 'privacy_notice', id: String(version) },
  });
  return { version, isNew: true };
}

/** Makes version 1 where there is none yet: the first start has a notice that says what the program does. */
export async function ensurePrivacyNotice(deps: Deps): Promise<void> {
  await withTransaction(deps.db, async (trx) => {
    if (await findPrivacyNotice(trx)) return;
    await sql`lock table privacy_notices in share row exclusive mode`.execute(trx);
    if (await findPrivacyNotice(trx)) return;
    await publishPrivacyNotice(trx, deps, { kind: 'system', what: 'first_start' }, FIRST_NOTICE);
  });
}

// Spanish, since it is the installation's content and not the interface: the organisation's to change.
const FIRST_NOTICE = `Este aviso explica, en palabras sencillas, qué hacemos con los datos de las personas que participan en nuestras actividades. Por el momento es un texto general; la organización puede ampliarlo y cada cambio queda publicado con su número y su fecha.

¿Qué datos pedimos?
Lo necesario para que usted participe: su nombre y su correo electrónico. Según la actividad, también su organización, su país o departamento, cómo asistirá, los idiomas que prefiere o qué necesita para participar con comodidad. Lo que no es obligatorio está marcado como opcional.

¿Para qué los usamos?
Para organizar la actividad: confirmar su registro, guardarle su lugar, enviarle los avisos y los enlaces que correspondan. No usamos sus datos para publicidad y no los vendemos.

¿Quién los ve?
Las personas del equipo organizador que los necesitan para su tarea. No publicamos su nombre ni sus respuestas, salvo aquello que usted autorice expresamente, y esa autorización puede retirarla cuando quiera. Sus datos se guardan cifrados.

¿Cuánto tiempo los guardamos?
Mientras hagan falta para la actividad y para lo que se deriva de ella, como su constancia de participación. Después se eliminan.

¿Cómo puede corregirlos o eliminarlos?
En el correo de su registro hay un enlace personal con el que puede ver sus datos, cambiarlos o cancelar su participación. También puede escribirnos y pedir que los corrijamos o los eliminemos, sin dar explicaciones.

¿A quién puede preguntar?
A la organización, por los medios de contacto que aparecen al pie de este sitio.`;
