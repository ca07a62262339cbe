/** The template of a kind: its form, its preview as one types, a sample to print. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { bytes, page } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { versionOf } from '../../../platform/forms/versions.ts';
import { filled, type FormState } from '../../../ui/controls/schema-form.tsx';
import { OFFICE_ROOT, officeGet, officePost } from '../../events/index.ts';
import { type NewPictures, saveTemplate } from '../commands/templates.ts';
import { defaultTemplate } from '../defaults.ts';
import { MAX_BYTES } from '../drawing/picture.ts';
import { type CertificateDesk, hrefOf } from '../pages/desk.ts';
import { TemplatePage } from '../pages/template.tsx';
import { organisationLogo } from '../press.ts';
import { findPictures, findTemplate, pictureIds } from '../queries/templates.ts';
import { unknownFields } from '../rules/fields.ts';
import { kindPath } from '../rules/kinds.ts';
import type { Picture, Sheet } from '../rules/sheet.ts';
import { type Design, MOST_SIGNATURES, type Signature, type Template } from '../rules/template.ts';
import { sampleSheet } from '../sample.ts';
import { TemplateForm } from '../schemas/office.ts';
import type { Kind } from '../tables.ts';
import { deskAt, doneAt, kindIn, type Shop } from './desk.ts';

// Bigger files than a picture may be still get here, to be refused in words beside the field.
const UPLOAD_MAX_BYTES = 6_000_000;
const BASE = '/:slug/certificados/plantilla/:kind';
const MANAGE = 'certificates.manage';

export function templateRoutes(shop: Shop): RouteSpec[] {
  const upload = { maxBytes: UPLOAD_MAX_BYTES };
  return [
    officeGet(BASE, MANAGE, 'The form of a template, with a preview.', (ctx) => show(shop, ctx)),
    {
      ...officePost(BASE, MANAGE, 'Save a template, or see it before.', (ctx) => take(shop, ctx)),
      upload,
    },
    {
      ...officePost(`${BASE}/vista`, MANAGE, 'What is being typed, as a picture of the certificate.', (ctx) =>
        live(shop, ctx),
      ),
      upload,
    },
    officeGet(`${BASE}/vista.svg`, MANAGE, 'The template as it is saved, as a picture.', (ctx) =>
      sample(shop, ctx, 'svg'),
    ),
    officeGet(`${BASE}/muestra.pdf`, MANAGE, 'A sample certificate as PDF.', (ctx) =>
      sample(shop, ctx, 'pdf'),
    ),
  ];
}

interface Stored {
  template: Template;
  version: number;
}

async function stored({ deps }: Shop, at: CertificateDesk, kind: Kind): Promise<Stored> {
  const found = await findTemplate(deps.db, deps.vault, at.desk.edition.id, kind);
  return found ?? { template: defaultTemplate(kind, 'es'), version: 0 };
}

async function show(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const { template, version } = await stored(shop, at, kind);
  const state = { ...filled(valuesOf(template)), version };
  return await templatePage(shop, at, kind, { state, template });
}

async function templatePage(
  shop: Shop,
  at: CertificateDesk,
  kind: Kind,
  given: { state: FormState; template: Template; preview?: string; status?: number },
): Promise<Answer> {
  const { t } = at.desk;
  const { state, template } = given;
  const logo = await organisationLogo(shop.deps, shop.drawer);
  const body = TemplatePage({
    at,
    kind,
    state,
    stored: template,
    preview: given.preview ?? `${OFFICE_ROOT}/${at.desk.edition.slug}/${hrefTail(kind)}`,
    isLogoUnfit: template.logo === 'organisation' && logo?.ok === false,
    maxBytes: MAX_BYTES,
  });
  const title = t('certificates.template.heading', { kind: t(`certificates.kind.${kind}`) });
  return page(body, {
    title,
    status: given.status ?? 200,
    scripts: ['certificates.js'],
    styles: ['certificates.css'],
  });
}

const hrefTail = (kind: Kind): string => `certificados/plantilla/${kindPath(kind)}/vista.svg`;

function valuesOf(template: Template): Record<string, string> {
  const { title, lead, body, details, language, paper, logo, signatures } = template;
  const signed = signatures.flatMap(({ name, position }, index) => [
    [`signature${index + 1}_name`, name],
    [`signature${index + 1}_position`, position],
  ]);
  const values = { title, lead, body, details: details ? 'yes' : '', language, paper, logo };
  return { ...values, ...(Object.fromEntries(signed) as Record<string, string>) };
}

interface Typed {
  state: FormState;
  template: Template;
  pictures: NewPictures;
  faults: FieldFault[];
}

/** The form as it was sent, with what is stored where nothing new was sent. */
async function read(shop: Shop, ctx: Ctx, { template: before, version }: Stored): Promise<Typed> {
  const { t } = ctx;
  const form = readForm(TemplateForm, ctx.body, t);
  const faults: FieldFault[] = form.ok ? [] : [...form.faults];
  const signatures: Signature[] = [];
  const pictures = new Map<number, Picture>();
  const value = (name: string): string => (form.raw.get(name)?.[0] ?? '').trim();
  const uploaded = async (name: string): Promise<Picture | undefined> => {
    const file = ctx.body.files.get(name);
    if (!file) return undefined;
    const result = await shop.drawer.picture(file.bytes);
    if (result.ok) return result.picture;
    faults.push({ field: name, message: t(`certificates.picture.${result.fault}`) });
    return undefined;
  };
  for (let n = 1; n <= MOST_SIGNATURES; n++) {
    const picture = await uploaded(`signature${n}_file`);
    const kept = ctx.body.fields.has(`signature${n}_remove`) ? undefined : before.signatures[n - 1]?.picture;
    const name = value(`signature${n}_name`);
    if (!name && (picture || value(`signature${n}_position`)))
      faults.push({
        field: `signature${n}_name`,
        message: t('certificates.template.nameless_signature'),
      });
    if (!name) continue;
    if (picture) pictures.set(signatures.length, picture);
    signatures.push({ name, position: value(`signature${n}_position`), ...(kept && { picture: kept }) });
  }
  const logo = await uploaded('logo_file');
  const unknown = unknownFields(`${value('body')} ${value('lead')}`);
  if (unknown.length > 0) {
    const fields = unknown.map((name) => `[${name}]`).join(', ');
    faults.push({ field: 'body', message: t('certificates.template.unknown_field', { fields }) });
  }
  if (value('logo') === 'own' && !logo && !before.logoPicture)
    faults.push({ field: 'logo_file', message: t('certificates.template.logo_missing') });
  const template: Template = {
    language: value('language') === 'en' ? 'en' : 'es',
    paper: value('paper') === 'letter' ? 'letter' : 'a4',
    logo: value('logo') === 'own' ? 'own' : value('logo') === 'none' ? 'none' : 'organisation',
    details: form.raw.has('details'),
    ...(form.ok
      ? { title: form.value.title, lead: form.value.lead ?? '', body: form.value.body }
      : {
          title: value('title').slice(0, 90),
          lead: value('lead').slice(0, 120),
          body: value('body').slice(0, 400),
        }),
    signatures,
    ...(before.logoPicture && { logoPicture: before.logoPicture }),
  };
  return {
    state: { values: form.raw, faults, version: versionOf(ctx.body) || version },
    template,
    pictures: { ...(logo && { logo }), signatures: pictures },
    faults,
  };
}

async function take(shop: Shop, ctx: Ctx): Promise<Answer> {
  const { deps } = shop;
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const before = await stored(shop, at, kind);
  const typed = await read(shop, ctx, before);
  const wantsPreview = ctx.body.fields.get('accion')?.[0] === 'vista';
  const version = versionOf(ctx.body);
  const again = async (state: FormState, status: number): Promise<Answer> => {
    const svg = await shop.drawer.svg(await typedSheet(shop, at, kind, typed));
    const preview = `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`;
    const template = { ...typed.template, signatures: before.template.signatures };
    return await templatePage(shop, at, kind, { state, template, preview, status });
  };
  if (typed.faults.length > 0) return await again({ ...typed.state, version }, 422);
  if (wantsPreview) return await again({ ...typed.state, version }, 200);
  const saved = await withTransaction(deps.db, (trx) =>
    saveTemplate(trx, { actor: ctx.actor, vault: deps.vault, now: ctx.now }, at.desk.edition.id, kind, {
      template: typed.template,
      pictures: typed.pictures,
      version,
    }),
  );
  if (saved) return doneAt(hrefOf(at), 'template');
  const conflict = { field: '', message: ctx.t('certificates.template.conflict') };
  return await again({ ...typed.state, version: before.version, faults: [conflict] }, 422);
}

async function live(shop: Shop, ctx: Ctx): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const typed = await read(shop, ctx, await stored(shop, at, kind));
  // Half typed is no fault here: what there is so far is drawn.
  const svg = await shop.drawer.svg(await typedSheet(shop, at, kind, typed));
  return bytes(svg, 'image/svg+xml; charset=utf-8');
}

async function sample(shop: Shop, ctx: Ctx, as: 'svg' | 'pdf'): Promise<Answer> {
  const at = await deskAt(shop, ctx);
  const kind = kindIn(ctx);
  const { template } = await stored(shop, at, kind);
  const sheet = await typedSheet(shop, at, kind, { template, pictures: { signatures: new Map() } });
  if (as === 'svg') return bytes(await shop.drawer.svg(sheet), 'image/svg+xml; charset=utf-8');
  return bytes(await shop.drawer.pdf(sheet), 'application/pdf', {
    'content-disposition': 'inline; filename="muestra.pdf"',
  });
}

/** A certificate for nobody, in this look. */
async function typedSheet(
  { deps, drawer }: Shop,
  at: CertificateDesk,
  kind: Kind,
  { template, pictures }: Pick<Typed, 'template' | 'pictures'>,
): Promise<Sheet> {
  const { logo: choice, logoPicture, ...words } = template;
  const design: Design = {
    ...words,
    issuer: '',
    ...(choice === 'own' && logoPicture && { logo: logoPicture }),
  };
  const known = new Map(await findPictures(deps.db, deps.vault, pictureIds(design)));
  for (const [place, picture] of pictures.signatures) {
    const signature = design.signatures[place];
    if (!signature) continue;
    design.signatures = design.signatures.with(place, { ...signature, picture: `new ${place}` });
    known.set(`new ${place}`, picture);
  }
  const organisation = choice === 'organisation' ? await organisationLogo(deps, drawer) : undefined;
  const logo = choice === 'own' ? pictures.logo : organisation?.ok ? organisation.picture : undefined;
  if (logo) {
    design.logo = 'logo';
    known.set('logo', logo);
  }
  const { name } = await readOrganisation(deps.db);
  return sampleSheet(kind, { issuer: name, edition: at.desk.edition, design, pictures: known }, deps);
}
