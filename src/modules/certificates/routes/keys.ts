/** The keys that sign, for administrators. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import { seeOther } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';
import { officePage } from '../../events/index.ts';
import { rotateKey } from '../commands/keys.ts';
import { KEYS_PAGE, KeysPage } from '../pages/keys.tsx';
import { listKeys } from '../queries/keys.ts';
import type { Shop } from './desk.ts';

export function keyRoutes(shop: Shop): RouteSpec[] {
  const office = { kind: 'office', policy: 'certificates.change_key' } as const;
  return [
    {
      ...office,
      method: 'GET',
      url: KEYS_PAGE,
      summary: 'The keys that certificates are signed with.',
      handle: (ctx) => show(shop, ctx),
    },
    {
      ...office,
      method: 'POST',
      url: `${KEYS_PAGE}/clave`,
      summary: 'Change the key that certificates are signed with.',
      handle: (ctx) => change(shop, ctx),
    },
  ];
}

async function show({ deps }: Shop, ctx: Ctx): Promise<Answer> {
  const { timeZone } = await readOrganisation(deps.db);
  const keys = await listKeys(deps.db);
  const { t, lang } = ctx;
  const body = KeysPage({ t, lang, zone: timeZone, keys, done: ctx.query.get('hecho') ?? undefined });
  return officePage(t('certificates.keys.title'), body);
}

async function change({ deps }: Shop, ctx: Ctx): Promise<Answer> {
  const isVoid = ctx.body.fields.has('void');
  const c = { actor: ctx.actor, vault: deps.vault, now: ctx.now };
  await withTransaction(deps.db, (trx) => rotateKey(trx, c, isVoid));
  return seeOther(`${KEYS_PAGE}?hecho=${isVoid ? 'key_voided' : 'key_changed'}`);
}
