/** The pages of one sort of row at the desk: entered, corrected and taken away the same way, whatever it is. */
import type { ComponentChildren } from 'preact';
import type { Static, TObject } from 'typebox';
import type { Trx } from '../../../platform/db/handles.ts';
import { type Act, run } from '../../../platform/db/outcome.ts';
import type { Deps } from '../../../platform/deps.ts';
import { type FieldFault, notFound } from '../../../platform/errors.ts';
import { cleanText } from '../../../platform/forms/clean.ts';
import type { FormField, withOptions } from '../../../platform/forms/field.ts';
import { type RawValues, readForm } from '../../../platform/forms/read.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { page, seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { officeRoutes } from '../../../platform/http/routes-at.ts';
import type { Translate } from '../../../platform/i18n/translate.ts';
import { say } from '../../../platform/i18n/words.ts';
import type { RecordRef } from '../../../platform/links.ts';
import type { FormState } from '../../../ui/controls/schema-form.tsx';
import type { Crumb } from '../../../ui/layout/page-heading.tsx';
import { OFFICE_SELECTIONS } from '../addresses.ts';
import type { DeskOutcome } from '../commands/desk.ts';
import type { RowTarget } from '../commands/desk-rows.ts';
import type { Rests } from '../commands/desk-sources.ts';
import type { Desk } from '../pages/office/frame.tsx';
import { RowFormPage, type Theirs } from '../pages/office/row-form.tsx';
import type { OfficeSelection } from '../queries/office.ts';
import type { FormGroup } from '../schemas/desk-fields.ts';
import { actOf, deskOf, WRITE } from './desk.ts';
import { fieldsWithSources, restsOf, todayOf } from './office-sources.ts';

/** What the address names. */
export interface FoundRow {
  row: OfficeSelection;
  /** Undefined: a new one. */
  one: { id: string } | undefined;
}

type Options = NonNullable<Parameters<typeof withOptions>[1]>;

export interface RowDesk<F extends TObject, Found extends FoundRow> {
  /** Below the list: `/:id/sucesos`. */
  below: string;
  /** Where a new one is entered: `nuevo`; left out for what is only ever corrected. */
  fresh?: 'nuevo' | 'nueva';
  /** Where one is corrected: `:event`, or `:round/datos`. */
  own: string;
  /** In the list of all routes: “an event of a process”. */
  what: string;
  /** As citations know it; left out for what rests on another row. */
  kind?: string;
  /** @throws not_found */
  find: (deps: Deps, ctx: Ctx) => Promise<Found>;
  /** May depend on what is there: an aspect, a candidate, a member each. */
  form: (found: Found) => F;
  groups: (found: Found, t: Translate) => readonly FormGroup[];
  /** Below what it draws itself. */
  groupsAfter?: () => readonly FormGroup[];
  options?: (found: Found, t: Translate) => Options;
  /** Names of fields that this one does not have. */
  without?: (found: Found) => readonly string[];
  /** What a form shows before anybody has typed. */
  stored: (found: Found, ctx: Ctx) => RawValues;
  title: (found: Found, t: Translate) => string;
  lead?: (found: Found, t: Translate) => string;
  between: (found: Found, t: Translate) => readonly Crumb[];
  /** Its own address; `{here}/quitar` takes it away. */
  here: (found: Found) => string;
  /** Where one comes from and goes back to. */
  home: (found: Found) => string;
  /** Where one goes after it was saved; home when left out. */
  after?: (found: Found, id: string) => string;
  children?: (found: Found, state: FormState, desk: Desk) => ComponentChildren;
  /** Above the form. */
  head?: (found: Found, desk: Desk) => ComponentChildren;
  styles?: readonly string[];
  save: (
    trx: Trx,
    act: Act,
    target: RowTarget,
    value: Static<F>,
    about: { found: Found; rests: Rests },
  ) => Promise<DeskOutcome<{ id: string }>>;
  remove?: (trx: Trx, act: Act, target: RowTarget & { id: string }, found: Found) => Promise<DeskOutcome>;
  /** What is said after it was taken away, and what else the page is to know. */
  removed?: (found: Found) => Record<string, string>;
}

const { get, post } = officeRoutes(OFFICE_SELECTIONS);

export function rowRoutes<F extends TObject, Found extends FoundRow>(
  deps: Deps,
  desk: RowDesk<F, Found>,
): RouteSpec[] {
  const { below, fresh, own, what, kind } = desk;
  const asked = (ctx: Ctx) => show(deps, ctx, desk);
  const sent = (ctx: Ctx) => save(deps, ctx, desk);
  const sourced = kind === undefined ? '' : ', with its source';
  const capital = `${what.charAt(0).toUpperCase()}${what.slice(1)}`;
  return [
    ...(fresh === undefined
      ? []
      : [
          get(`${below}/${fresh}`, WRITE, `Form to enter ${what}.`, asked),
          post(`${below}/${fresh}`, WRITE, `Enter ${what}${sourced}.`, sent),
        ]),
    get(`${below}/${own}`, WRITE, `Form to correct ${what}.`, asked),
    post(`${below}/${own}`, WRITE, `Correct ${what}, with the reason.`, sent),
    ...(desk.remove === undefined
      ? []
      : [
          post(`${below}/${own}/quitar`, WRITE, `Take away, with the reason: ${capital}.`, (ctx) =>
            remove(deps, ctx, desk),
          ),
        ]),
  ];
}

async function show<F extends TObject, Found extends FoundRow>(
  deps: Deps,
  ctx: Ctx,
  spec: RowDesk<F, Found>,
  again: { typed?: FormState; changed?: boolean; removal?: string } = {},
): Promise<Answer> {
  const { t } = ctx;
  const found = await spec.find(deps, ctx);
  const { row, one } = found;
  const record: RecordRef | undefined =
    one && spec.kind !== undefined ? { kind: spec.kind, id: one.id } : undefined;
  const [desk, drawn] = await Promise.all([
    deskOf(deps, ctx),
    fieldsWithSources(deps, spec.form(found), row.id, record, spec.options?.(found, t)),
  ]);
  const without = new Set(spec.without?.(found));
  const fields = drawn.fields.flatMap((field): FormField[] => {
    if (without.has(field.name)) return [];
    // Nobody says why something is new; whoever corrects does.
    if (field.name === 'reason') return one ? [{ ...field, required: true }] : [];
    return [field];
  });
  // Sources that somebody else has tied to it since the form was drawn: kept, unless whoever sees them says otherwise.
  const tied = again.changed ? tiedSince(ctx, drawn.cited) : [];
  const state: FormState = again.typed
    ? {
        ...again.typed,
        values: new Map([
          ...again.typed.values,
          ['keep', [...(again.typed.values.get('keep') ?? []), ...tied]],
        ]),
      }
    : { values: new Map([...spec.stored(found, ctx), ['keep', drawn.cited]]), faults: [] };
  const title = spec.title(found, t);
  const body = RowFormPage({
    desk,
    row,
    title,
    lead: spec.lead?.(found, t),
    between: spec.between(found, t),
    here: spec.here(found),
    cancelHref: spec.home(found),
    fields,
    groups: spec.groups(found, t),
    groupsAfter: spec.groupsAfter?.() ?? [],
    theirs: again.changed
      ? [...theirsOf(fields, spec.stored(found, ctx), state.values, t), ...tiedOf(fields, tied, t)]
      : [],
    drawn: drawn.cited,
    state,
    children: spec.children?.(found, state, desk),
    head: spec.head?.(found, desk),
    removal:
      one && spec.remove
        ? again.removal === undefined
          ? []
          : [{ field: 'reason', message: again.removal }]
        : undefined,
  });
  const isRefused = again.typed !== undefined || again.removal !== undefined;
  return page(body, {
    title,
    status: isRefused ? 422 : 200,
    ...(spec.styles && { styles: [...spec.styles] }),
  });
}

/** Of what is cited now, what the form that was sent did not draw. */
function tiedSince({ body }: Ctx, cited: readonly string[]): string[] {
  const drawn = body.fields.get('drawn')?.[0]?.split(' ');
  return drawn === undefined ? [] : cited.filter((id) => !drawn.includes(id));
}

function tiedOf(fields: readonly FormField[], tied: readonly string[], t: Translate): Theirs[] {
  const options = fields.find(({ name }) => name === 'keep')?.ui?.options ?? [];
  const words = options.flatMap(({ value, label }) => (tied.includes(value) ? say(label, t) : []));
  return words.length === 0 ? [] : [{ label: t('selections.office.tied'), value: words.join('; ') }];
}

async function targetOf(deps: Deps, ctx: Ctx, { row, one }: FoundRow): Promise<RowTarget> {
  return {
    selectionId: row.id,
    id: one?.id,
    version: versionOf(ctx.body),
    today: await todayOf(deps, ctx),
  };
}

async function save<F extends TObject, Found extends FoundRow>(
  deps: Deps,
  ctx: Ctx,
  spec: RowDesk<F, Found>,
): Promise<Answer> {
  const { t, body } = ctx;
  const found = await spec.find(deps, ctx);
  const form = readForm(spec.form(found), body, t);
  const refused = (faults: readonly FieldFault[], changed = false) =>
    show(deps, ctx, spec, { typed: { values: form.raw, faults }, changed });
  if (!form.ok) return await refused(form.faults);
  const { value } = form;
  const target = await targetOf(deps, ctx, found);
  const about = { found, rests: restsOf(value) };
  const { reason } = value as { reason?: string };
  const done = await run(deps.db, (trx) => spec.save(trx, actOf(ctx, reason), target, value, about));
  if (done.ok) return seeOther(`${spec.after?.(found, done.id) ?? spec.home(found)}?hecho=saved`);
  if (done.refused === 'not_found') throw notFound();
  const message = t(`selections.refused.${done.refused}`, done.detail ?? {});
  return await refused([{ field: done.field ?? '', message }], done.refused === 'changed');
}

/** What is kept now where it differs from what was typed: whoever comes second sees what they would overwrite. */
function theirsOf(fields: readonly FormField[], kept: RawValues, typed: RawValues, t: Translate): Theirs[] {
  return fields.flatMap(({ name, ui }) => {
    const value = kept.get(name) ?? [];
    if (!ui || kept.size === 0 || name === 'keep') return [];
    if (value.join('\n') === (typed.get(name) ?? []).join('\n')) return [];
    const words = value.map((one) => {
      const option = ui.options?.find((other) => other.value === one);
      return option ? say(option.label, t) : ui.control === 'checkbox' ? t('selections.office.ticked') : one;
    });
    return [{ label: say(ui.label, t), value: words.join(', ') }];
  });
}

async function remove<F extends TObject, Found extends FoundRow>(
  deps: Deps,
  ctx: Ctx,
  spec: RowDesk<F, Found>,
): Promise<Answer> {
  const found = await spec.find(deps, ctx);
  const { one } = found;
  const { remove: takeAway } = spec;
  if (!one || !takeAway) throw notFound();
  const reason = cleanText(ctx.body.fields.get('reason')?.[0] ?? '', false).slice(0, 500);
  const target = { ...(await targetOf(deps, ctx, found)), id: one.id };
  const done = await run(deps.db, (trx) => takeAway(trx, actOf(ctx, reason), target, found));
  const told = new URLSearchParams(spec.removed?.(found) ?? { hecho: 'removed' }).toString();
  if (done.ok) return seeOther(`${spec.home(found)}?${told}`);
  if (done.refused === 'not_found') throw notFound();
  return await show(deps, ctx, spec, {
    removal: ctx.t(`selections.refused.${done.refused}`, done.detail ?? {}),
  });
}
