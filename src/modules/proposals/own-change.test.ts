/** What authors retyped of their own proposal is not lost when it can not be saved. */
import { expect, it } from 'vitest';
import { useApp } from '../../../test/harness/app.ts';
import { makeVisitor, readPage } from '../../../test/harness/visitor.ts';
import { ownPath } from './addresses.ts';
import { decideOn, insertReceived, linkOf } from './fixtures.ts';
import { findProposal } from './queries/own.ts';

const site = useApp();

it('a change that comes too late is given back whole, with why', async () => {
  const row = await insertReceived(site.deps);
  const path = `${ownPath(linkOf(site.deps, row))}/cambiar`;
  const visitor = makeVisitor(site.app);
  const typed = (title: string, version: string) => ({
    title,
    problem: 'Nadie sabe cuándo abre.',
    summary: 'Decirlo en la puerta.',
    category: 'Acceso a Justicia',
    version,
  });
  const version = String(row.version);
  expect((await visitor.post(path, typed('La primera', version))).statusCode).toBe(303);
  const late = await visitor.post(path, typed('La otra, muy trabajada', version));
  const { $ } = readPage(late);
  expect([late.statusCode, $('input[name=title]').attr('value')]).toEqual([409, 'La otra, muy trabajada']);
  expect($('.error-summary').text()).toContain('Alguien la cambió mientras tanto');
  const over = typed('La otra, muy trabajada', $('input[name=version]').attr('value') ?? '');
  expect((await visitor.post(path, over)).statusCode).toBe(303);
  const changed = await findProposal(site.deps.db, row.id);
  if (!changed) throw new Error('it is gone');
  await decideOn(site.deps, changed, 'publish');
  const never = await visitor.post(path, typed('Ya publicada', String(changed.version)));
  expect([never.statusCode, readPage(never).$('input[name=title]').attr('value')]).toEqual([
    409,
    'Ya publicada',
  ]);
});
