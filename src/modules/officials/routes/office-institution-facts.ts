/** What sources say of an institution and its posts, entered, corrected and decided at the desk. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { notFound } from '../../../platform/errors.ts';
import { rawOf, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import { officeInstitutionPath } from '../addresses.ts';
import type { Result } from '../commands/institution-context.ts';
import {
  correctOfInstitution,
  decideOfInstitution,
  keepBackOfInstitution,
  sayOfInstitution,
  type Target,
  withdrawOfInstitution,
} from '../commands/institution-statements.ts';
import { INSTITUTION } from '../kinds.ts';
import { FactDecisions } from '../pages/office/fact-decisions.tsx';
import { FactPage } from '../pages/office/institution.tsx';
import { LawChoice } from '../pages/office/law-choice.tsx';
import type { Statement } from '../queries/statements.ts';
import { contradicting } from '../rules/evidence.ts';
import { KeepForm, WhyForm } from '../schemas/institution-forms.ts';
import { propertyOf } from '../schemas/properties.ts';
import {
  actOf,
  back,
  deskOf,
  faultsOf,
  get,
  officePage,
  post,
  type Sources,
  sourcesFor,
  WRITE,
} from './institution-desk.ts';
import { fieldsFor, readFact, type Subject, subjectOf } from './institution-fact-form.ts';
import { type Laws, lawsFor } from './law-choice.ts';

export function institutionFactRoutes(deps: Deps): RouteSpec[] {
  const ONE = '/:id/datos/:statement';
  return [
    get('/:id/datos/nuevo', WRITE, 'Form to say something of an institution or post.', (ctx) =>
      showNew(deps, ctx),
    ),
    post('/:id/datos/nuevo', WRITE, 'Say something of an institution or post, with its source.', (ctx) =>
      add(deps, ctx),
    ),
    get(ONE, WRITE, 'Form to correct a fact, and to decide what is shown.', (ctx) => showFact(deps, ctx)),
    post(ONE, WRITE, 'Correct a fact.', (ctx) => correct(deps, ctx)),
    post(
      `${ONE}/mostrar`,
      WRITE,
      'Show this one of several that contradict each other, with the reason.',
      (ctx) => decide(deps, ctx, 'show'),
    ),
    post(`${ONE}/guardar`, WRITE, 'Keep a fact for editors, with the reason.', (ctx) =>
      decide(deps, ctx, 'keep'),
    ),
    post(`${ONE}/quitar`, WRITE, 'Take a fact away.', (ctx) => withdraw(deps, ctx)),
  ];
}

const backTo = ({ post: own }: Subject): string | undefined => (own ? `cargos/${own.id}` : undefined);

async function showNew(deps: Deps, ctx: Ctx, typed?: FormState): Promise<Answer> {
  const { t } = ctx;
  const cargo = ctx.query.get('cargo') ?? ctx.body.fields.get('cargo')?.[0] ?? '';
  const subject = await subjectOf(deps, ctx, cargo);
  const { row, post: own, statements } = subject;
  const here = officeInstitutionPath(row.id, 'datos/nuevo');
  const kept = own ? { cargo: own.id } : {};
  const laws = await lawsFor(deps, ctx, []);
  const norma = laws.chosen === '' ? {} : { norma: laws.chosen };
  const sources = await sourcesFor(deps, ctx, { here, kept: { ...kept, ...norma }, statements });
  const title = own ? t('officials.office.add_fact_of', { post: own.label }) : t('officials.office.add_fact');
  const body = FactPage({
    desk: await deskOf(deps, ctx),
    row,
    title,
    fields: await fieldsFor(deps, subject, sources.options, laws.options),
    state: typed ?? blankState(sources.chosen, laws.chosen),
    action: here,
    cancelHref: officeInstitutionPath(row.id, backTo(subject)),
    hidden: kept,
    submit: t('officials.office.save_fact'),
    source: own ? sources.choice : lawChoice(ctx, here, sources, laws),
  });
  return officePage(title, body, typed ? 422 : 200);
}

/** A new fact: a law that was chosen is what is to be said. */
function blankState(source: string, law: string): FormState {
  const values: [string, string[]][] = [['source', [source]]];
  if (law !== '') values.push(['property', ['law']], ['law', [law]]);
  return { values: new Map(values), faults: [] };
}

function lawChoice({ t }: Ctx, here: string, sources: Sources, { choice }: Laws) {
  const kept = sources.chosen === '' ? {} : { fuente: sources.chosen };
  return LawChoice({ t, here, kept, ...choice, source: sources.choice });
}

async function add(deps: Deps, ctx: Ctx): Promise<Answer> {
  const cargo = ctx.body.fields.get('cargo')?.[0] ?? '';
  const subject = await subjectOf(deps, ctx, cargo);
  const read = await readFact(deps, ctx, subject);
  if (!read.ok) return showNew(deps, ctx, read.state);
  const { property, value, said, why } = read;
  const target: Target = { id: subject.row.id, postId: subject.post?.id };
  const done = await run(deps.db, (trx) =>
    sayOfInstitution(trx, actOf(ctx, why), target, { property, value, ...said }),
  );
  if (done.ok) return back(subject.row.id, `fact_${done.evidence}`, backTo(subject));
  const faults = faultsOf(ctx, done);
  return faults.length > 0
    ? showNew(deps, ctx, { ...read.state, faults })
    : back(subject.row.id, done.refused, backTo(subject));
}

interface OneFact extends Subject {
  one: Statement;
}

/** @throws not_found for a fact of another institution */
async function factOf(deps: Deps, ctx: Ctx): Promise<OneFact> {
  const whole = await subjectOf(deps, ctx, '');
  const one = whole.statements.find(({ id }) => id === ctx.params['statement']);
  if (!one) throw notFound();
  const of = one.subjectId === whole.row.id ? '' : one.subjectId;
  return { ...(await subjectOf(deps, ctx, of)), one };
}

const targetOf = ({ row, post: own }: OneFact, ctx: Ctx): Target => ({
  id: row.id,
  postId: own?.id,
  version: versionOf(ctx.body) || undefined,
});

async function showFact(
  deps: Deps,
  ctx: Ctx,
  typed?: { form: 'fact' | 'show' | 'keep'; state: FormState },
): Promise<Answer> {
  const { t } = ctx;
  const fact = await factOf(deps, ctx);
  const { row, one, statements } = fact;
  const here = officeInstitutionPath(row.id, `datos/${one.id}`);
  const named = one.property === 'law' && 'id' in one.value ? [one.value.id] : [];
  const laws = await lawsFor(deps, ctx, named);
  const norma = laws.chosen === '' ? {} : { norma: laws.chosen };
  const sources = await sourcesFor(deps, ctx, { here, kept: norma, statements });
  const desk = await deskOf(deps, ctx);
  const spec = propertyOf(fact.post ? 'post' : INSTITUTION, one.property);
  const against = contradicting(one, statements, spec);
  const stored: FormState = {
    values: rawOf({
      property: one.property,
      text: one.value.text,
      href: 'href' in one.value ? one.value.href : '',
      institution: 'id' in one.value && named.length === 0 ? one.value.id : '',
      law: laws.chosen || (named[0] ?? ''),
      source: sources.chosen || (one.source?.id ?? ''),
      page: one.page,
      passage: one.passage,
      starts: one.starts ?? '',
      ends: one.ends ?? '',
    }),
    faults: [],
    version: row.version,
  };
  const other = typed && typed.form !== 'fact' ? { form: typed.form, state: typed.state } : undefined;
  const body = FactPage({
    desk,
    row,
    title: t('officials.office.one_fact'),
    fields: await fieldsFor(deps, fact, sources.options, laws.options),
    state: typed?.form === 'fact' ? { ...typed.state, version: row.version } : stored,
    action: here,
    cancelHref: officeInstitutionPath(row.id, backTo(fact)),
    hidden: {},
    submit: t('officials.office.save'),
    source: one.property === 'law' ? lawChoice(ctx, here, sources, laws) : sources.choice,
    decide: FactDecisions({
      desk,
      here,
      statement: one,
      against: against.map(
        ({ value, source }) => `${value.text} (${source?.title ?? t('officials.office.without_source')})`,
      ),
      typed: other,
    }),
  });
  return officePage(t('officials.office.one_fact'), body, typed ? 422 : 200);
}

async function correct(deps: Deps, ctx: Ctx): Promise<Answer> {
  const fact = await factOf(deps, ctx);
  const read = await readFact(deps, ctx, fact);
  if (!read.ok) return showFact(deps, ctx, { form: 'fact', state: read.state });
  if (read.property !== fact.one.property) {
    const faults = [{ field: 'property', message: ctx.t('officials.office.same_property') }];
    return showFact(deps, ctx, { form: 'fact', state: { ...read.state, faults } });
  }
  const done = await run(deps.db, (trx) =>
    correctOfInstitution(trx, actOf(ctx, read.why), targetOf(fact, ctx), fact.one.id, {
      value: read.value,
      ...read.said,
    }),
  );
  if (done.ok) return back(fact.row.id, `fact_${done.evidence}`, backTo(fact));
  const faults = faultsOf(ctx, done);
  return faults.length > 0
    ? showFact(deps, ctx, { form: 'fact', state: { ...read.state, faults } })
    : back(fact.row.id, done.refused, backTo(fact));
}

async function decide(deps: Deps, ctx: Ctx, form: 'show' | 'keep'): Promise<Answer> {
  const fact = await factOf(deps, ctx);
  const read = readForm(form === 'show' ? WhyForm : KeepForm, ctx.body, ctx.t);
  if (!read.ok) return showFact(deps, ctx, { form, state: { values: read.raw, faults: read.faults } });
  const { why } = read.value;
  const command = form === 'show' ? decideOfInstitution : keepBackOfInstitution;
  const done: Result = await run(deps.db, (trx) =>
    command(trx, actOf(ctx), targetOf(fact, ctx), fact.one.id, why),
  );
  return back(fact.row.id, done.ok ? (form === 'show' ? 'shown' : 'kept') : done.refused, backTo(fact));
}

async function withdraw(deps: Deps, ctx: Ctx): Promise<Answer> {
  const fact = await factOf(deps, ctx);
  const done = await run(deps.db, (trx) =>
    withdrawOfInstitution(trx, actOf(ctx), targetOf(fact, ctx), fact.one.id),
  );
  return back(fact.row.id, done.ok ? 'withdrawn' : done.refused, backTo(fact));
}
