/** Notes supports of meetings and on paper. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_PROPOSALS, officeSupportsPath } from '../addresses.ts';
import { attest, type Attestation, takeAttestationBack } from '../commands/attest.ts';
import { NOTED_SUPPORTS, OfficeSupportsPage } from '../pages/office/supports.tsx';
import { findByNumber } from '../queries/own.ts';
import { attestationsOf } from '../queries/supports.ts';
import { AttestForm } from '../schemas/support.ts';
import { contextOf, numberIn, readerOf } from './shared.ts';

const ATTEST = 'proposals.attest';
const { get, post } = officeRoutes(OFFICE_PROPOSALS);

export function officeSupportRoutes(deps: Deps): RouteSpec[] {
  return [
    get('/:number/apoyos', ATTEST, 'Supports of a proposal in meetings and on paper.', (ctx) =>
      show(deps, ctx),
    ),
    post('/:number/apoyos', ATTEST, 'Note supports of a meeting or on paper.', (ctx) => note(deps, ctx)),
    post('/:number/apoyos/:id', ATTEST, 'Take noted supports back.', (ctx) => takeBack(deps, ctx)),
  ];
}

/** @throws not_found */
async function rowOf(deps: Deps, ctx: Ctx) {
  const number = numberIn(ctx);
  const row = number === undefined ? undefined : await findByNumber(deps.db, number);
  if (!row || number === undefined) throw notFound();
  return { ...row, number };
}

async function show(deps: Deps, ctx: Ctx, state: FormState = BLANK): Promise<Answer> {
  const { id, number, title } = await rowOf(deps, ctx);
  const [reader, rows] = await Promise.all([readerOf(deps, ctx), attestationsOf(deps.db, id)]);
  const body = OfficeSupportsPage({
    ...reader,
    number,
    title: title ?? '',
    rows,
    state,
    noted: NOTED_SUPPORTS.find((code) => code === ctx.query.get('hecho')),
  });
  return page(body, {
    title: ctx.t('proposals.attest.title'),
    status: state.faults.length > 0 ? 422 : 200,
  });
}

async function note(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await rowOf(deps, ctx);
  const form = readForm(AttestForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const { kind, seen, discarded = 0, reason = '', place, on_date } = form.value;
  const attestation = { kind, seen, discarded, reason, place, onDate: Temporal.PlainDate.from(on_date) };
  const { zone } = await readerOf(deps, ctx);
  const faults = faultsOf(attestation, ctx, ctx.now.toZonedDateTimeISO(zone).toPlainDate());
  if (faults.length > 0) return show(deps, ctx, { values: form.raw, faults });
  const done = await run(deps.db, (trx) => attest(trx, contextOf(deps, ctx), id, attestation));
  if (!done.ok && done.refused === 'differs') {
    const differs = { field: '', message: ctx.t('proposals.attest.differs') };
    return show(deps, ctx, { values: form.raw, faults: [differs] });
  }
  return seeOther(`${officeSupportsPath(number)}?hecho=${done.ok ? 'attested' : 'not_now'}`);
}

function faultsOf(a: Attestation, { t }: Ctx, today: Temporal.PlainDate): FieldFault[] {
  const faults: FieldFault[] = [];
  if (a.discarded > a.seen)
    faults.push({ field: 'discarded', message: t('proposals.attest.discarded.many') });
  if (a.discarded > 0 && a.reason === '')
    faults.push({ field: 'reason', message: t('proposals.attest.reason.missing') });
  if (Temporal.PlainDate.compare(a.onDate, today) > 0)
    faults.push({ field: 'on_date', message: t('proposals.attest.on_date.future') });
  return faults;
}

async function takeBack(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { id, number } = await rowOf(deps, ctx);
  const attestationId = ctx.params['id'] ?? '';
  if (!isUuid(attestationId)) throw notFound();
  await run(deps.db, (trx) => takeAttestationBack(trx, contextOf(deps, ctx), id, attestationId));
  return seeOther(`${officeSupportsPath(number)}?hecho=taken_back`);
}
