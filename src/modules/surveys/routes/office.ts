/** The organiser's survey: made, changed, opened, closed. */
import { allows } from '../../../platform/access/access.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError, type FieldFault, notFound } from '../../../platform/errors.ts';
import { fieldsOf } from '../../../platform/forms/field.ts';
import { type RawValues, readForm, rawOf } from '../../../platform/forms/read.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { zoneCity, zoneOffset } from '../../../platform/i18n/dates.ts';
import { isLang } from '../../../platform/i18n/translate.ts';
import { instantOf, wallTime } from '../../../platform/i18n/wall-time.ts';
import { isUuid } from '../../../platform/uuid.ts';
import {
  capital,
  dayAndTime,
  type EditionDesk,
  editionDesk,
  editionHref,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import { openSurveyPath } from '../addresses.ts';
import {
  createSurvey,
  moveQuestion,
  type QuestionInput,
  removeQuestion,
  saveQuestion,
  saveSettings,
  setState,
  type SurveyOutcome,
  type SurveyRefusal,
} from '../commands/survey.ts';
import { defaultQuestions } from '../default-questions.ts';
import { NoSurveyPage, SURVEY_TAB, SurveyFormPage, SurveyOfficePage, UNDONE } from '../pages/office.tsx';
import { countAnswered, findSurvey, hasAnswers, listQuestions, type Survey } from '../queries/surveys.ts';
import { surveyHours, surveyWindow } from '../rules/window.ts';
import { QuestionForm, SettingsForm } from '../schemas/survey.ts';
import { SURVEY_STATES } from '../tables.ts';

const AT = `/:slug/${SURVEY_TAB}`;

export function officeSurveyRoutes(deps: Deps): RouteSpec[] {
  const may = 'surveys.edit';
  return [
    officeGet(AT, may, 'The survey of an edition.', (ctx) => show(deps, ctx)),
    officePost(`${AT}/crear`, may, 'Make a survey, with usual questions or none.', (ctx) =>
      create(deps, ctx),
    ),
    officeGet(`${AT}/ajustes`, may, 'Form of hours and ways in.', (ctx) => settings(deps, ctx)),
    officePost(`${AT}/ajustes`, may, 'Change hours and ways in.', (ctx) => changeSettings(deps, ctx)),
    officePost(`${AT}/estado`, may, 'Open, close, back to draft (field `to`).', (ctx) => state(deps, ctx)),
    officeGet(`${AT}/preguntas/nueva`, may, 'Form of a new question.', (ctx) => question(deps, ctx)),
    officePost(`${AT}/preguntas/nueva`, may, 'Add a question.', (ctx) => changeQuestion(deps, ctx)),
    officeGet(`${AT}/preguntas/:id`, may, 'Form of a question.', (ctx) => question(deps, ctx)),
    officePost(`${AT}/preguntas/:id`, may, 'Change a question.', (ctx) => changeQuestion(deps, ctx)),
    officePost(`${AT}/preguntas/:id/mover`, may, 'Move a question up or down.', (ctx) => move(deps, ctx)),
    officePost(`${AT}/preguntas/:id/quitar`, may, 'Take a question away.', (ctx) => remove(deps, ctx)),
  ];
}

const hrefOf = ({ edition }: EditionDesk, ...parts: string[]) => editionHref(edition, SURVEY_TAB, ...parts);

/** @throws not_found where nobody has made one */
async function surveyOf(deps: Deps, desk: EditionDesk): Promise<Survey> {
  const survey = await findSurvey(deps.db, desk.edition.id);
  if (!survey) throw notFound();
  return survey;
}

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const desk = await editionDesk(deps, ctx);
  const survey = await findSurvey(deps.db, desk.edition.id);
  const title = t('surveys.office.tab');
  if (!survey) return officePage(title, NoSurveyPage({ desk }));
  const { opens, closes } = surveyHours(survey);
  const words = (at: Temporal.Instant) => capital(dayAndTime(at, survey.timezone, lang).text);
  const body = SurveyOfficePage({
    desk,
    mayRead: allows(ctx.actor, 'surveys.read_results'),
    survey,
    window: surveyWindow(survey, ctx.now),
    opens: words(opens),
    closes: words(closes),
    questions: await listQuestions(deps.db, survey.id),
    locked: await hasAnswers(deps.db, survey.id),
    answers: await countAnswered(deps.db, survey.id),
    openHref: survey.open_link ? deps.config.baseUrl + openSurveyPath(survey.slug) : undefined,
    undone: UNDONE.find((code) => code === ctx.query.get('no')),
  });
  return officePage(title, body);
}

async function create(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const { edition } = desk;
  const usual = ctx.body.fields.get('from')?.[0] === 'default';
  const questions = usual ? defaultQuestions(isLang(edition.language) ? edition.language : 'es') : [];
  await withTransaction(deps.db, (trx) => createSurvey(trx, ctx, edition.id, questions));
  return seeOther(`${hrefOf(desk)}?hecho=saved`);
}

type Typed = { values: RawValues; faults: readonly FieldFault[] };

async function settings(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const survey = await surveyOf(deps, desk);
  const { timezone: zone } = survey;
  const values = rawOf({
    intro: survey.intro,
    opens: survey.opens_at ? wallTime(survey.opens_at, zone) : '',
    closes: survey.closes_at ? wallTime(survey.closes_at, zone) : '',
    open_link: survey.open_link,
    open_per_day: survey.open_per_day,
  });
  const title = ctx.t('surveys.office.settings');
  const form = { fields: fieldsOf(SettingsForm), values, faults: [], ...typed };
  const props = { desk, title, action: hrefOf(desk, 'ajustes'), state: form };
  const body = SurveyFormPage({ ...props, zone: `${zoneCity(zone)} (${zoneOffset(survey.ends_at, zone)})` });
  return officePage(title, body, typed ? 422 : 200);
}

async function changeSettings(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const survey = await surveyOf(deps, desk);
  const read = readForm(SettingsForm, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) => settings(deps, ctx, { values: read.raw, faults });
  if (!read.ok) return again(read.faults);
  const { intro = '', opens, closes, open_link = false, open_per_day } = read.value;
  const faults: FieldFault[] = [];
  const at = (field: string, text: string | undefined) => {
    const instant = text === undefined ? null : instantOf(text, survey.timezone);
    if (instant === null || instant instanceof Temporal.Instant) return instant;
    faults.push({ field, message: ctx.t(`surveys.fault.time_${instant}`) });
    return null;
  };
  const opensAt = at('opens', opens);
  const closesAt = at('closes', closes);
  const from = opensAt ?? survey.ends_at;
  if (closesAt && Temporal.Instant.compare(closesAt, from) <= 0)
    faults.push({ field: 'closes', message: ctx.t('surveys.fault.closes_first') });
  if (faults.length > 0) return again(faults);
  // Where the open link is off its bound is not asked, and stays as it was.
  const openPerDay = open_link ? open_per_day : survey.open_per_day;
  const input = { intro, opensAt, closesAt, openLink: open_link, openPerDay };
  await withTransaction(deps.db, (trx) => saveSettings(trx, ctx, desk.edition.id, input));
  return seeOther(`${hrefOf(desk)}?hecho=saved`);
}

/** After a command: back to the survey, saying what could not be done. */
async function done(
  deps: Deps,
  desk: EditionDesk,
  command: (trx: Trx) => Promise<SurveyOutcome>,
): Promise<Answer> {
  const outcome = await withTransaction(deps.db, command);
  if (outcome.ok) return seeOther(`${hrefOf(desk)}?hecho=saved`);
  const code = UNDONE.find((known) => known === outcome.refused);
  if (!code) throw notFound();
  return seeOther(`${hrefOf(desk)}?no=${code}`);
}

async function state(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const to = SURVEY_STATES.find((known) => known === ctx.body.fields.get('to')?.[0]);
  if (!to) throw new AppError('bad_request');
  return done(deps, desk, (trx) => setState(trx, ctx, desk.edition.id, to));
}

/** @throws not_found for what is no id */
function idOf(ctx: Ctx): string {
  const id = ctx.params['id'] ?? '';
  if (!isUuid(id)) throw notFound();
  return id;
}

async function move(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const up = ctx.body.fields.get('hacia')?.[0] === 'arriba';
  const id = idOf(ctx);
  return done(deps, desk, (trx) => moveQuestion(trx, ctx, desk.edition.id, id, up));
}

async function remove(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = idOf(ctx);
  return done(deps, desk, (trx) => removeQuestion(trx, ctx, desk.edition.id, id));
}

async function question(deps: Deps, ctx: Ctx, typed?: Typed): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const survey = await surveyOf(deps, desk);
  const id = ctx.params['id'] === undefined ? undefined : idOf(ctx);
  const found = (await listQuestions(deps.db, survey.id)).find((q) => q.id === id);
  if (id !== undefined && !found) throw notFound();
  const values = found
    ? rawOf({
        label: found.label,
        hint: found.hint,
        type: found.type,
        required: found.required,
        options: found.options.map((o) => o.label).join('\n'),
      })
    : new Map<string, readonly string[]>();
  const title = found?.label ?? ctx.t('surveys.office.question.add');
  const action = hrefOf(desk, 'preguntas', id ?? 'nueva');
  const form = { fields: fieldsOf(QuestionForm), values, faults: [], ...typed };
  const removeAction = id === undefined ? undefined : `${action}/quitar`;
  return officePage(
    title,
    SurveyFormPage({ desk, title, action, state: form, removeAction }),
    typed ? 422 : 200,
  );
}

/** At which field a refusal is told. */
const FIELD: Partial<Record<SurveyRefusal, string>> = { few_options: 'options' };

async function changeQuestion(deps: Deps, ctx: Ctx): Promise<Answer> {
  const desk = await editionDesk(deps, ctx);
  const id = ctx.params['id'] === undefined ? undefined : idOf(ctx);
  const read = readForm(QuestionForm, ctx.body, ctx.t);
  const again = (faults: readonly FieldFault[]) => question(deps, ctx, { values: read.raw, faults });
  if (!read.ok) return again(read.faults);
  const { label, hint = '', type, required = false, options = '' } = read.value;
  const input: QuestionInput = { label, hint, type, required, options: optionsOf(options) };
  const outcome = await withTransaction(deps.db, (trx) => saveQuestion(trx, ctx, desk.edition.id, input, id));
  if (outcome.ok) return seeOther(`${hrefOf(desk)}?hecho=saved`);
  if (outcome.refused === 'not_found') throw notFound();
  const message = ctx.t(`surveys.fault.${outcome.refused}`);
  return again([{ field: FIELD[outcome.refused] ?? '', message }]);
}

const MOST_OPTIONS = 30;

/** One option a line; the same words twice are one. */
function optionsOf(text: string): QuestionInput['options'] {
  const lines = text.split('\n').map((line) => line.trim());
  return [...new Set(lines.filter(Boolean))]
    .slice(0, MOST_OPTIONS)
    .map((label, i) => ({ value: `o${i + 1}`, label: label.slice(0, 200) }));
}
