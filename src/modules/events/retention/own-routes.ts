/** What is kept about oneself, behind the secret link: see it, take it along, allow or not, erase it. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { bytes, page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { openRoutes } from '../../../platform/http/routes-at.ts';
import { longDate } from '../../../platform/i18n/dates.ts';
import { sweepMailFiles } from '../../../platform/mail/forget.ts';
import { ERASED_PATH, ownDataPath } from '../addresses.ts';
import { setConsents } from '../commands/registration/consents.ts';
import { eraseRegistration } from './erase.ts';
import { findOwnData, ownDataFile } from './own-data.ts';
import { DataPage, ErasedPage, ErasePage } from './own-page.tsx';
import { purgeDue } from '../rules/retention.ts';
import { isOver } from '../rules/window.ts';
import { answerWords, labelOf, saidFields } from '../routes/office-person-words.ts';
import { findOwn } from '../routes/own-found.ts';

type Handler = (deps: Deps, ctx: Ctx) => Promise<Answer> | Answer;

export function ownDataRoutes(deps: Deps): RouteSpec[] {
  const route = openRoutes(deps);
  return [
    route('GET', ERASED_PATH, 'After erasing one’s own data.', erased),
    route('GET', '/registro/:token/datos', 'What is kept about oneself.', show),
    route('POST', '/registro/:token/datos', 'Give or withdraw consents.', consents),
    route('GET', '/registro/:token/datos.json', 'What is kept about oneself, as a file.', file, 'feed'),
    route('GET', '/registro/:token/datos/borrar', 'Asks whether to erase all of it.', ask),
    route('POST', '/registro/:token/datos/borrar', 'Erase all that is kept about oneself.', erase),
  ];
}

const show: Handler = async (deps, ctx) => {
  const { event, registration, token } = await findOwn(deps, ctx);
  const { t, lang } = ctx;
  const data = await findOwnData(deps, registration);
  const said = saidFields(event)
    .map((field) => ({ label: labelOf(field, t), value: answerWords(data.person, field, t) }))
    .filter(({ value }) => value !== '');
  const reason = data.person.declined_because;
  const body = DataPage({
    t,
    lang,
    token,
    event,
    registration,
    said: reason ? [...said, { label: t('events.data.declined'), value: reason }] : said,
    workshops: data.workshops.map(({ title, state }) => `${title} (${t(`events.workshop_state.${state}`)})`),
    mails: data.mails.map(({ kind, created_at, sent_at }) => ({ kind, at: sent_at ?? created_at })),
    entries: data.entries,
    others: data.others,
    until: longDate(purgeDue(event), event.timezone, lang),
    saved: ctx.query.get('hecho') === 'consents',
  });
  return page(body, { title: t('events.data.title') });
};

const file: Handler = async (deps, ctx) => {
  const { event, registration } = await findOwn(deps, ctx);
  const data = ownDataFile(event, registration, await findOwnData(deps, registration));
  return bytes(`${JSON.stringify(data, null, 2)}\n`, 'application/json; charset=utf-8', {
    'content-disposition': `attachment; filename="mis-datos-${event.slug}.json"`,
  });
};

const consents: Handler = async (deps, ctx) => {
  const { event, registration, token } = await findOwn(deps, ctx);
  const given = (which: string) => ctx.body.fields.get(`consent_${which}`)?.[0] === 'yes';
  await withTransaction(deps.db, (trx) =>
    setConsents(
      trx,
      { actor: ctx.actor, now: ctx.now },
      { eventId: event.id, id: registration.id },
      { directory: given('directory'), photo: given('photo'), recording: given('recording') },
    ),
  );
  return seeOther(`${ownDataPath(token)}?hecho=consents`);
};

const ask: Handler = async (deps, ctx) => {
  const { event, token } = await findOwn(deps, ctx);
  const body = ErasePage({ t: ctx.t, token, event, isOver: isOver(event, ctx.now) });
  return page(body, { title: ctx.t('events.erase.title') });
};

const erase: Handler = async (deps, ctx) => {
  const { event, registration } = await findOwn(deps, ctx);
  await withTransaction(deps.db, (trx) =>
    eraseRegistration(
      trx,
      deps,
      { actor: ctx.actor, now: ctx.now },
      { eventId: event.id, id: registration.id },
    ),
  );
  await sweepMailFiles(deps.db, deps.config.dataDir);
  return seeOther(ERASED_PATH);
};

const erased: Handler = (_deps, { t }) => page(ErasedPage({ t }), { title: t('events.erased.title') });
