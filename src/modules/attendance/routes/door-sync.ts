/** What a phone needs for the hours without network, and what it brings back from them. */
import { withTransaction } from '../../../platform/db/transaction.ts';
import type { Deps } from '../../../platform/deps.ts';
import { AppError } from '../../../platform/errors.ts';
import { bytes, json } from '../../../platform/http/answers.ts';
import type { Answer, Ctx, RouteSpec } from '../../../platform/http/route.ts';
import { holdScans, type KeptScan, mergeScans } from '../commands/door-merge.ts';
import { ensureTickets } from '../commands/tickets.ts';
import { countArrived, countDoor } from '../queries/door.ts';
import { hashTickets } from '../queries/door-roster.ts';
import { changedParts, packRoster } from '../rules/door-roster.ts';
import { placeTime } from '../rules/door-time.ts';
import { type PhoneScan, readPhoneScans } from '../schemas/door.ts';
import { phoneKey } from '../ticket.ts';
import { type AtDoor, atDoor, DOOR_SCRIPTS, doorJson } from './door-desk.tsx';
import { doorGet, doorPost, fieldOf } from './door-phone.tsx';

export function doorSyncRoutes(deps: Deps): RouteSpec[] {
  return [
    doorGet('/lista', 'The phone’s roster of keyed hashes: all of it, or the parts that changed.', (ctx) =>
      roster(deps, ctx),
    ),
    doorGet('/trabajador.js', 'The service worker of this door, for this door alone.', (ctx) =>
      worker(deps, ctx),
    ),
    doorPost('/juntar', 'Scans that the phone kept while it had no network.', (ctx) => merge(deps, ctx)),
  ];
}

const MOST_DIGESTS = 400;

async function roster(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  if (at.state !== 'open') return json({ over: at.state }, 410);
  const { phone } = at;
  await ensureTickets(deps.db, deps.vault, phone.event_id);
  const parts = packRoster(await hashTickets(deps, phone));
  const has = (ctx.query.get('tengo') ?? '').slice(0, MOST_DIGESTS);
  const changed = changedParts(parts, Buffer.from(has, 'base64url'));
  return doorJson({
    now: ctx.now.epochMilliseconds,
    counts: await countDoor(deps.db, phone.event_id),
    // Only with the first: afterwards the phone keeps it where scripts can use it and not read it.
    ...(has === '' && { key: phoneKey(deps.vault, phone.id).toString('base64url') }),
    parts: Object.fromEntries(
      changed.map((part) => [part, Buffer.from(parts[part] ?? []).toString('base64')]),
    ),
  });
}

/** The worker's code is an asset; what it is for stands here, so that another version of either is another worker. */
async function worker(deps: Deps, ctx: Ctx): Promise<Answer> {
  const { phone, path } = await atDoor(deps, ctx);
  const names = ['site.css', 'door.css', 'enhance.js', ...DOOR_SCRIPTS, 'jsqr.js'];
  const facts = { path, phone: phone.id, files: names.map((name) => ctx.asset(name)) };
  const text = `self.door=${JSON.stringify(facts)};importScripts(${JSON.stringify(ctx.asset('door-worker.js'))});\n`;
  return bytes(text, 'text/javascript; charset=utf-8', {
    'cache-control': 'no-cache',
    'service-worker-allowed': path,
  });
}

async function merge(deps: Deps, ctx: Ctx): Promise<Answer> {
  const at = await atDoor(deps, ctx);
  const told = readPhoneScans(fieldOf(ctx, 'scans') || '[]');
  if (!told) throw new AppError('bad_request');
  const done = told.map(({ id }) => id);
  const scans = await resolve(deps, ctx, at, told);
  const c = { phone: at.phone, now: ctx.now };
  if (at.state !== 'open') {
    await withTransaction(deps.db, (trx) => holdScans(trx, c, scans));
    return json({ over: at.state, done }, 410, { 'cache-control': 'no-store' });
  }
  const merged = scans.length > 0 ? await withTransaction(deps.db, (trx) => mergeScans(trx, c, scans)) : [];
  return doorJson({
    now: ctx.now.epochMilliseconds,
    counts: await countArrived(deps.db, at.phone.event_id),
    done,
    merged,
  });
}

/** Whose tickets they were and when: hashes to registrations, a phone's clock to ours. */
async function resolve(
  deps: Deps,
  ctx: Ctx,
  { phone }: AtDoor,
  told: readonly PhoneScan[],
): Promise<KeptScan[]> {
  if (told.length === 0) return [];
  await ensureTickets(deps.db, deps.vault, phone.event_id);
  const tickets = await hashTickets(deps, phone);
  const byHash = new Map(tickets.map((one) => [Buffer.from(one.hash).toString('hex'), one.registrationId]));
  // Of one scan told twice in a batch, the first.
  const once = new Map(told.map((scan) => [scan.id, scan]));
  return [...once.values()].map((scan) => ({
    id: scan.id,
    registrationId: byHash.get(scan.hash),
    anyway: scan.anyway,
    ...placeTime(scan, phone.created_at, ctx.now),
  }));
}
