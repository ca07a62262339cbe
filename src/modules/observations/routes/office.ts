/** Answering checks and looking at the answers of others. */
import { actorRef } from '../../../platform/audit/audit.ts';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Act, run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { pictureFaultWords } from '../../../platform/files/fault-words.ts';
import { putPicture } from '../../../platform/files/files.ts';
import { PICTURE_LIMITS } from '../../../platform/files/kinds.ts';
import { type CleanPicture, readPicture } from '../../../platform/files/picture.ts';
import { findPictures } from '../../../platform/files/pictures.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { statedSources } from '../../../platform/sources/stated.ts';
import { BLANK, filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { type StampedProcess, stampedProcess, stampedProcesses } from '../../selections/index.ts';
import { OFFICE, officeCheckPath } from '../addresses.ts';
import { checkOf, type KindCheck, type KindStage } from '../checks.ts';
import { answerCheck, reviewObservation } from '../commands/observations.ts';
import { CheckPage } from '../pages/office/check.tsx';
import { ChecksPage, ProcessesPage } from '../pages/office/lists.tsx';
import { OBSERVATION_STYLES } from '../pages/observation.tsx';
import { findObservation, type Observation, observationsOf, waitingFor } from '../queries/observations.ts';
import { AnswerForm, ReviewForm } from '../schemas/forms.ts';

const WRITE = 'observations.write';
/** The picture and the words beside it. */
const MAX_BYTES = PICTURE_LIMITS.maxBytes + 1_000_000;
const { get, post } = officeRoutes(OFFICE);

export function officeObservationRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/:id/:stage/:check';
  return [
    get('', WRITE, 'Processes to observe, and how many answers wait for a second pair of eyes.', (ctx) =>
      showProcesses(deps, ctx),
    ),
    get('/:id', WRITE, 'The checklist of one process.', (ctx) => showChecks(deps, ctx)),
    get(ONE, WRITE, 'One check: its answer, and the form to give it.', (ctx) => showCheck(deps, ctx)),
    {
      ...post(ONE, WRITE, 'Answer a check, with what it rests on.', (ctx) => answer(deps, ctx)),
      upload: { maxBytes: MAX_BYTES },
    },
    post(`${ONE}/revisar`, WRITE, 'Confirm the answer of somebody else, or give it back.', (ctx) =>
      review(deps, ctx),
    ),
  ];
}

async function showProcesses(deps: Deps, { t, actor }: Ctx): Promise<Answer> {
  const processes = await stampedProcesses(deps.db);
  const waiting = await waitingFor(deps.db, actorRef(actor));
  return officePage(t('observations.office.title'), ProcessesPage({ t, processes, waiting }));
}

const officePage = (title: string, body: ReturnType<typeof ChecksPage>, status = 200): Answer =>
  page(body, { title, styles: [OBSERVATION_STYLES], status });

/** @throws not_found */
async function processOf(deps: Deps, ctx: Ctx): Promise<StampedProcess> {
  const process = await stampedProcess(deps.db, ctx.params['id'] ?? '');
  if (!process) throw notFound();
  return process;
}

async function showChecks(deps: Deps, ctx: Ctx): Promise<Answer> {
  const process = await processOf(deps, ctx);
  const observations = await observationsOf(deps.db, process.id, { shown: false });
  return officePage(process.title, ChecksPage({ t: ctx.t, process, observations }));
}

interface Found {
  process: StampedProcess;
  stage: KindStage;
  check: KindCheck;
  observation: Observation | undefined;
}

/** @throws not_found for what the kind of the process does not have */
async function foundIn(deps: Deps, ctx: Ctx): Promise<Found> {
  const { stage = '', check = '' } = ctx.params;
  const process = await processOf(deps, ctx);
  const one = checkOf(process.kind, stage, check);
  if (!one) throw notFound();
  return { process, ...one, observation: await findObservation(deps.db, process.id, stage, check) };
}

async function showCheck(
  deps: Deps,
  ctx: Ctx,
  typed: { answer?: FormState; review?: FormState } = {},
): Promise<Answer> {
  const { t, lang, actor, query } = ctx;
  const { process, stage, check, observation } = await foundIn(deps, ctx);
  const fileId = observation?.file_id ?? null;
  const pictures = fileId === null ? undefined : await findPictures(deps.db, [fileId]);
  const { timeZone } = await readOrganisation(deps.db);
  const body = CheckPage({
    t,
    lang,
    process,
    stage,
    check,
    observation,
    picture: pictures?.get(fileId ?? ''),
    mayReview: observation?.state === 'waiting' && observation.author !== actorRef(actor),
    answer: typed.answer ?? storedState(observation, ctx.now.toZonedDateTimeISO(timeZone).toPlainDate()),
    review: { ...(typed.review ?? BLANK), version: observation?.version },
    done: query.get('hecho') ?? undefined,
  });
  return officePage(check.question, body, typed.answer || typed.review ? 422 : 200);
}

function storedState(one: Observation | undefined, today: Temporal.PlainDate): FormState {
  if (!one) return filled({ observed_on: String(today) });
  return filled({
    answer: one.answer,
    evidence: one.evidence,
    observed_on: String(one.observed_on),
    address: one.source?.address ?? '',
    title: one.source?.title ?? '',
    publisher: one.source?.publisher ?? '',
  });
}

const actOf = ({ actor, now }: Ctx): Act => ({ actor, now });

async function answer(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body } = ctx;
  const { process, stage, check, observation } = await foundIn(deps, ctx);
  const form = readForm(AnswerForm, body, t);
  const photo = await photoIn(ctx);
  const faults = [...(form.ok ? [] : form.faults), ...photo.faults];
  if (!form.ok || faults.length > 0) return showCheck(deps, ctx, { answer: { values: form.raw, faults } });
  const {
    answer: code,
    evidence = '',
    observed_on: observedOn,
    address,
    title = '',
    publisher = '',
  } = form.value;
  if (address && title.trim() === '') faults.push({ field: 'title', message: t('observations.fault.title') });
  if (photo.picture && photo.alt === '') faults.push({ field: 'alt', message: t('observations.fault.alt') });
  const day = Temporal.PlainDate.from(observedOn);
  const { timeZone } = await readOrganisation(deps.db);
  if (Temporal.PlainDate.compare(day, ctx.now.toZonedDateTimeISO(timeZone).toPlainDate()) > 0)
    faults.push({ field: 'observed_on', message: t('observations.fault.later') });
  if (faults.length > 0) return showCheck(deps, ctx, { answer: { values: form.raw, faults } });
  const result = await run(deps.db, async (trx) =>
    answerCheck(
      trx,
      actOf(ctx),
      { selectionId: process.id, stage: stage.key, check: check.key },
      {
        answer: code,
        evidence,
        observedOn: day,
        sourceId: address ? await sourceOf(trx, actOf(ctx), { url: address, title, publisher }) : undefined,
        fileId: await fileOf(trx, ctx, photo, observation),
        version: versionOf(body),
      },
    ),
  );
  const here = officeCheckPath(process.id, stage.key, check.key);
  if (result.ok) return seeOther(`${here}?hecho=answered`);
  if (result.field === undefined) return seeOther(`${here}?hecho=${result.refused}`);
  const refused = { field: result.field, message: t(`observations.refused.${result.refused}`) };
  return showCheck(deps, ctx, { answer: { values: form.raw, faults: [refused] } });
}

interface Photo {
  picture: CleanPicture | undefined;
  name: string;
  alt: string;
  faults: FieldFault[];
}

/** Made anew before anything is kept: where and with what it was taken is gone. */
async function photoIn({ body, t }: Ctx): Promise<Photo> {
  const sent = body.files.get('photo');
  const alt = (body.fields.get('alt')?.[0] ?? '').trim();
  if (!sent || sent.bytes.length === 0) return { picture: undefined, name: '', alt, faults: [] };
  const read = await readPicture(sent.bytes);
  return read.ok
    ? { picture: read.picture, name: 'observacion', alt, faults: [] }
    : {
        picture: undefined,
        name: '',
        alt,
        faults: [{ field: 'photo', message: pictureFaultWords(t, read.fault) }],
      };
}

async function sourceOf(
  trx: Trx,
  act: Act,
  stated: { url: string; title: string; publisher: string },
): Promise<string | undefined> {
  const found = await statedSources(trx, act, [stated]);
  return [...found.values()][0];
}

/** The photo that is there stays until another one is sent. */
async function fileOf(
  trx: Trx,
  { actor, now }: Ctx,
  { picture, name, alt }: Photo,
  before: Observation | undefined,
): Promise<string | undefined> {
  if (!picture) return before?.file_id ?? undefined;
  return (await putPicture(trx, picture, { name, alt }, { actor, now })).id;
}

async function review(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, body } = ctx;
  const { process, stage, check, observation } = await foundIn(deps, ctx);
  if (!observation) throw notFound();
  const form = readForm(ReviewForm, body, t);
  if (!form.ok) return showCheck(deps, ctx, { review: { values: form.raw, faults: form.faults } });
  const { review: decision, note = '' } = form.value;
  const result = await run(deps.db, (trx) =>
    reviewObservation(trx, actOf(ctx), observation.id, {
      review: decision,
      note,
      version: versionOf(body),
    }),
  );
  const here = officeCheckPath(process.id, stage.key, check.key);
  if (result.ok) return seeOther(`${here}?hecho=${decision}`);
  if (result.field === undefined) return seeOther(`${here}?hecho=${result.refused}`);
  const refused = { field: result.field, message: t(`observations.refused.${result.refused}`) };
  return showCheck(deps, ctx, { review: { values: form.raw, faults: [refused] } });
}
