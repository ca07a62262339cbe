/** What was answered: figures, texts by pages, two files that do not lead from one to the other. */
import { audit } from '../../../platform/audit/audit.ts';
import { type CsvCell, csvFile } from '../../../platform/csv.ts';
import { cursorOf, KEY, pageOf } from '../../../platform/db/page-by-key.ts';
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { bytes } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import {
  type EditionDesk,
  editionDesk,
  editionHref,
  officeGet,
  officePage,
  officePost,
} from '../../events/index.ts';
import { SURVEY_TAB } from '../pages/office.tsx';
import { choiceWords, ResultsPage, type ShownTexts } from '../pages/results.tsx';
import { countInvited, eachAnswer, listTexts, readResults } from '../queries/results.ts';
import { findSurvey, listQuestions, type Survey, type SurveyQuestion } from '../queries/surveys.ts';
import { choicesOf } from '../rules/figures.ts';

const TEXTS_SHOWN = 20;
const TEXT_BATCH = 500;
const MOST_TEXTS = 20_000;
const TEXT_CURSOR = cursorOf({ id: KEY.uuid });

export function officeResultRoutes(deps: Deps): RouteSpec[] {
  const may = 'surveys.read_results';
  const at = `/:slug/${SURVEY_TAB}/resultados`;
  return [
    officeGet(at, may, 'What was answered.', (ctx) => show(deps, ctx)),
    officePost(`${at}/exportar`, may, 'Choices of all answers as CSV, without texts.', (ctx) =>
      exportChoices(deps, ctx),
    ),
    officePost(`${at}/textos`, may, 'Free texts as CSV, each on its own.', (ctx) => exportTexts(deps, ctx)),
  ];
}

async function deskAndSurvey(deps: Deps, ctx: Ctx): Promise<{ desk: EditionDesk; survey: Survey }> {
  const desk = await editionDesk(deps, ctx);
  const survey = await findSurvey(deps.db, desk.edition.id);
  if (!survey) throw notFound();
  return { desk, survey };
}

const isText = ({ type }: SurveyQuestion) => type === 'text' || type === 'long_text';

async function show(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { desk, survey } = await deskAndSurvey(deps, ctx);
  const { questions, ticket, open } = await readResults(deps.db, survey.id);
  const texts: ShownTexts[] = [];
  for (const question of questions.filter(isText))
    texts.push(await textsOf(deps, ctx, desk, survey, question));
  const invited = await countInvited(deps.db, survey.event_id);
  const body = ResultsPage({ desk, invited, ticket, open, texts });
  return officePage(ctx.t('surveys.office.results.title'), body);
}

async function textsOf(
  deps: Deps,
  ctx: Ctx,
  { edition }: EditionDesk,
  survey: Survey,
  { key, label }: SurveyQuestion,
): Promise<ShownTexts> {
  const asked = ctx.query.get('pregunta') === key ? (ctx.query.get('after') ?? '') : '';
  let after: string | undefined;
  try {
    after = asked === '' ? undefined : TEXT_CURSOR.read(asked).id;
  } catch {
    throw notFound();
  }
  const limit = TEXTS_SHOWN + 1;
  const rows = await listTexts(deps.db, deps.vault, survey.id, key, { after, limit });
  const { items, next } = pageOf(rows, TEXTS_SHOWN, ({ id }) => TEXT_CURSOR.write({ id }));
  const href = editionHref(edition, SURVEY_TAB, 'resultados');
  return {
    key,
    label,
    texts: items,
    firstHref: after && `${href}#${key}`,
    nextHref: next && `${href}?pregunta=${key}&after=${next}#${key}`,
  };
}

async function exportChoices(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { survey } = await deskAndSurvey(deps, ctx);
  const { t } = ctx;
  const questions = (await listQuestions(deps.db, survey.id)).filter((q) => !isText(q));
  const words = new Map(
    questions.map((q) => [
      q.key,
      new Map(choicesOf(q).map((o) => [o.value, choiceWords(t, q.type, o.value, o.label)])),
    ]),
  );
  const lines: CsvCell[][] = [];
  for await (const { source, answers } of eachAnswer(deps.db, survey.id)) {
    const cells = questions.map(({ key, type }) => {
      const values = [answers[key] ?? []].flat();
      // A scale is a number, so that a spreadsheet can reckon with it.
      if (type === 'scale') return values[0] === undefined ? '' : Number(values[0]);
      return values.map((value) => words.get(key)?.get(value) ?? value).join('; ');
    });
    lines.push([t(`surveys.source.${source}`), ...cells]);
  }
  const header = [t('surveys.csv.source'), ...questions.map((q) => q.label)];
  return file(deps, ctx, survey, 'encuesta', header, lines);
}

async function exportTexts(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { survey } = await deskAndSurvey(deps, ctx);
  const { t } = ctx;
  const lines: CsvCell[][] = [];
  for (const { key, label } of (await listQuestions(deps.db, survey.id)).filter(isText)) {
    for (let after: string | undefined, full = true; full && lines.length < MOST_TEXTS;) {
      const rows = await listTexts(deps.db, deps.vault, survey.id, key, { after, limit: TEXT_BATCH });
      for (const { source, text } of rows) lines.push([t(`surveys.source.${source}`), label, text]);
      after = rows.at(-1)?.id;
      full = rows.length === TEXT_BATCH;
    }
  }
  const header = [t('surveys.csv.source'), t('surveys.csv.question'), t('surveys.csv.text')];
  return file(deps, ctx, survey, 'encuesta-textos', header, lines);
}

async function file(
  deps: Deps,
  { actor }: Ctx,
  { id, slug }: Survey,
  name: string,
  header: readonly string[],
  lines: readonly CsvCell[][],
): Promise<Answer> {
  await withTransaction(deps.db, (trx) =>
    audit(trx, {
      actor,
      action: 'surveys.export',
      subject: { kind: 'survey', id },
      detail: { file: name, rows: lines.length },
    }),
  );
  return bytes(csvFile(header, lines), 'text/csv; charset=utf-8', {
    'content-disposition': `attachment; filename="${name}-${slug}.csv"`,
  });
}
