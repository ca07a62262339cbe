/** Checking, for everybody: the server knows codes and what became of them; what a QR says it is never told by a GET. */
import type { Deps } from '../../../platform/deps.ts';
import type { FieldFault } from '../../../platform/errors.ts';
import { notFound } from '../../../platform/errors.ts';
import { readForm } from '../../../platform/forms/read.ts';
import { bytes, json, page, seeOther } from '../../../platform/http/answers.ts';
import { readAsset } from '../../../platform/http/assets.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { BLANK, type FormState } from '../../../ui/controls/schema-form.tsx';
import { KEYS, REVOKED, SAVED_PAGE, VERIFY, verifyPath } from '../addresses.ts';
import { keysJson, revokedJson } from '../formats/published.ts';
import { savedPage } from '../formats/saved-page.tsx';
import { type Checks, CodePage, type Outcome, ResultPage, VerifyPage } from '../pages/verify.tsx';
import { checkProof } from '../proof.ts';
import { findStanding, listEnded, type Standing } from '../queries/certificates.ts';
import { findSigningKey, listKeys, listPublicKeys } from '../queries/keys.ts';
import { readCode } from '../rules/code.ts';
import type { Content } from '../rules/content.ts';
import { readPasted } from '../rules/pasted.ts';
import { VerifyForm } from '../schemas/office.ts';

export function verifyRoutes(deps: Deps): RouteSpec[] {
  const open = { policy: 'public' } as const;
  const route = (url: string, kind: 'page' | 'feed', summary: string, handle: RouteSpec['handle']) =>
    ({ ...open, method: 'GET', url, kind, summary, handle }) satisfies RouteSpec;
  return [
    route(VERIFY, 'page', 'Check a certificate.', (ctx) => verifyPage(ctx, BLANK)),
    {
      ...open,
      method: 'POST',
      url: VERIFY,
      kind: 'page',
      summary: 'Check a code or the whole text of a QR; nothing of it is kept.',
      handle: (ctx) => check(deps, ctx),
    },
    route(KEYS, 'feed', 'The public keys that certificates are checked with.', () => keys(deps)),
    route(REVOKED, 'feed', 'Codes of revoked and replaced certificates, signed.', () => revoked(deps)),
    route(SAVED_PAGE, 'feed', 'One file that checks certificates without a network.', (ctx) =>
      saved(deps, ctx),
    ),
    route(`${VERIFY}/:code`, 'page', 'What is known of a code.', (ctx) => codePage(deps, ctx)),
  ];
}

function verifyPage(ctx: Ctx, state: FormState, status = 200): Answer {
  const { t } = ctx;
  return page(VerifyPage({ t, state }), {
    title: t('certificates.verify.title'),
    description: t('certificates.verify.lead'),
    status,
  });
}

/** Bytes to base64url, as pages and JSON carry keys. */
async function keyList(deps: Deps): Promise<Checks['keys']> {
  const known = await listPublicKeys(deps.db);
  return known.map(({ id, bytes, isVoid }) => ({
    id,
    x: Buffer.from(bytes).toString('base64url'),
    void: isVoid,
  }));
}

async function codePage(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const code = readCode(ctx.params['code'] ?? '');
  if (code === undefined) throw notFound();
  const standing = await findStanding(deps.db, code);
  const { timeZone } = await readOrganisation(deps.db);
  const checks: Checks = {
    keys: await keyList(deps),
    code,
    state: standing?.state ?? 'unknown',
    library: ctx.asset('ed25519.js'),
  };
  return page(CodePage({ t, lang, zone: timeZone, code, standing, checks }), {
    title: t('certificates.verify.title'),
    canonical: verifyPath(code),
    status: standing ? 200 : 404,
    scripts: ['verify.js'],
    styles: ['certificates.css'],
    // Codes are for those who hold them; a search engine has no business with them.
    noIndex: true,
  });
}

async function check(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang } = ctx;
  const form = readForm(VerifyForm, ctx.body, t);
  const again = (faults: readonly FieldFault[]) => verifyPage(ctx, { values: form.raw, faults }, 422);
  if (!form.ok) return again(form.faults);
  const { code, proof } = readPasted(form.value.content);
  if (proof === undefined) {
    if (code !== undefined) return seeOther(verifyPath(code));
    return again([{ field: 'content', message: t('certificates.verify.no_code') }]);
  }
  const { timeZone } = await readOrganisation(deps.db);
  const result = await judge(deps, proof, code);
  return page(ResultPage({ t, lang, zone: timeZone, ...result }), {
    title: t('certificates.verify.result'),
    styles: ['certificates.css'],
    noIndex: true,
  });
}

interface Judged {
  outcome: Outcome;
  content: Content | undefined;
  standing: Standing | undefined;
}

async function judge(deps: Deps, proof: string, code: string | undefined): Promise<Judged> {
  const checked = checkProof(proof, await listPublicKeys(deps.db));
  const none = { content: undefined, standing: undefined };
  if (checked.state !== 'signed') return { outcome: checked.state, ...none };
  const { content } = checked;
  // Signed, but for another code than the one beside it: pasted together.
  if (code !== undefined && code !== content.code) return { outcome: 'altered', ...none };
  const standing = await findStanding(deps.db, content.code);
  return { outcome: standing?.state ?? 'unknown', content, standing };
}

async function keys(deps: Deps): Promise<Answer> {
  const { name } = await readOrganisation(deps.db);
  return json(keysJson(name, await listKeys(deps.db)));
}

async function revoked(deps: Deps): Promise<Answer> {
  const key = await findSigningKey(deps.db, deps.vault);
  const signing = key === 'unreadable' ? undefined : key;
  return json(revokedJson(await listEnded(deps.db), signing, deps.now()));
}

async function saved(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { t, lang, now } = ctx;
  const { name, timeZone } = await readOrganisation(deps.db);
  const ended = Object.fromEntries(
    (await listEnded(deps.db)).map(({ code, state }) => [code, state === 'replaced' ? state : 'revoked']),
  ) as NonNullable<Checks['ended']>;
  const { html, policy } = savedPage({
    t,
    lang,
    zone: timeZone,
    site: name,
    baseUrl: deps.config.baseUrl,
    now,
    checks: { keys: await keyList(deps), ended },
    scripts: { verify: readAsset('verify.js'), library: readAsset('ed25519.js') },
  });
  return bytes(html, 'text/html; charset=utf-8', { 'content-security-policy': policy });
}
