/** Saying which account speaks for which institution. */
import { run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { fieldsOf, withOptions } from '../../../platform/forms/field.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import { isUuid } from '../../../platform/uuid.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { staffWithRole } from '../../accounts/index.ts';
import { OFFICE_ACCOUNTS } from '../addresses.ts';
import { bindAccount, releaseAccount } from '../commands/accounts.ts';
import { AccountsPage } from '../pages/office/accounts.tsx';
import { institutionsOfAccounts } from '../queries/accounts.ts';
import { choosableInstitutions, findChoosable, MOST_CHOICES } from '../queries/institutions.ts';
import { AccountForm } from '../schemas/forms.ts';
import { askedIn, contextOf } from './shared.ts';

const POLICY = 'answers.manage_accounts';
/** More institutions than an organisation knows have accounts. */
const MOST_ACCOUNTS = 500;
const { get, post } = officeRoutes(OFFICE_ACCOUNTS);

export function accountRoutes(deps: Deps): RouteSpec[] {
  return [
    get('', POLICY, 'Which account speaks for which institution.', (ctx) => show(deps, ctx)),
    post('', POLICY, 'Bind an account to an institution, or release it (field `what`).', (ctx) =>
      act(deps, ctx),
    ),
  ];
}

const accounts = (deps: Deps) => staffWithRole(deps.db, deps, 'institution', MOST_ACCOUNTS);

async function show(deps: Deps, ctx: Ctx, drawn?: FormState): Promise<Answer> {
  const { t } = ctx;
  const q = askedIn(ctx, 'q');
  const [staff, found] = await Promise.all([accounts(deps), choosableInstitutions(deps.db, q)]);
  const bound = await institutionsOfAccounts(
    deps.db,
    staff.map(({ id }) => id),
  );
  const fields = withOptions(fieldsOf(AccountForm), {
    user: staff.map(({ id, name, email }) => ({ value: id, label: { text: `${name}, ${email}` } })),
    institution: found.slice(0, MOST_CHOICES).map(({ id, name }) => ({ value: id, label: { text: name } })),
  });
  const view = AccountsPage({
    t,
    rows: staff.map(({ id, name, email }) => ({ id, name, email, institution: bound.get(id) })),
    fields,
    state: drawn ?? BLANK,
    q,
    more: found.length > MOST_CHOICES,
    noted: (['bound', 'released'] as const).find((code) => code === ctx.query.get('hecho')),
  });
  return page(view, { title: t('answers.accounts.title'), status: drawn ? 422 : 200 });
}

async function act(deps: Deps, ctx: Ctx): Promise<Answer> {
  const what = ctx.body.fields.get('what')?.[0];
  if (what === 'bind') return bind(deps, ctx);
  const userId = ctx.body.fields.get('user')?.[0];
  if (what !== 'release' || !isUuid(userId)) throw new AppError('bad_request');
  await run(deps.db, (trx) => releaseAccount(trx, contextOf(deps, ctx), userId));
  return seeOther(`${OFFICE_ACCOUNTS}?hecho=released`);
}

async function bind(deps: Deps, ctx: Ctx): Promise<Answer> {
  const form = readForm(AccountForm, ctx.body, ctx.t);
  if (!form.ok) return show(deps, ctx, { values: form.raw, faults: form.faults });
  const { user: userId, institution: institutionId } = form.value;
  const wrong = (field: 'user' | 'institution') =>
    show(deps, ctx, {
      values: form.raw,
      faults: [{ field, message: ctx.t(`answers.form.${field}.unknown`) }],
    });
  if (!(await accounts(deps)).some(({ id }) => id === userId)) return wrong('user');
  if (!isUuid(institutionId) || !(await findChoosable(deps.db, institutionId))) return wrong('institution');
  const done = await run(deps.db, (trx) => bindAccount(trx, contextOf(deps, ctx), { userId, institutionId }));
  return done.ok ? seeOther(`${OFFICE_ACCOUNTS}?hecho=bound`) : wrong('institution');
}
