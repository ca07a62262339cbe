/** What a start has to tell the operator, and what a first one puts into the empty database. */
import { keyId, loadOrCreateKey } from '../platform/vault/key.ts';
import type { Deps } from '../platform/deps.ts';

/** @returns lines for the terminal */
export async function firstStart({ config }: Deps): Promise<string[]> {
  const id = keyId(await loadOrCreateKey(config.secretKeyFile));
  return [`Key ${id}: keep a copy of ${config.secretKeyFile} apart from this machine.`];
}
