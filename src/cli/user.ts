/** `ja user add --email E --role R` */
import { addUser } from '../modules/accounts/index.ts';
import { ROLES } from '../platform/access/access.ts';
import { OperatorError } from '../platform/log.ts';
import { withDeps } from './context.ts';
import { DONE, readArgs, UsageError } from './verb.ts';
import type { Call } from './verb.ts';

export async function run(call: Call): Promise<number> {
  const { config, log, say } = call;
  const { positionals, values } = readArgs(call, {
    email: { type: 'string' },
    role: { type: 'string', multiple: true },
    name: { type: 'string' },
  });
  if (positionals.length !== 1 || positionals[0] !== 'add')
    throw new UsageError('user knows one action: add.');
  const { email } = values;
  if (email === undefined || !/^[^\s@]+@[^\s@]+$/.test(email))
    throw new UsageError('--email: an address is needed.');
  const roles = (values.role ?? []).map((given) => {
    const role = ROLES.find((one) => one === given);
    if (!role) throw new UsageError(`--role: must be one of ${ROLES.join(', ')}.`);
    return role;
  });
  if (roles.length === 0) throw new UsageError('--role: at least one is needed.');
  const name = values.name === undefined ? {} : { name: values.name };
  return await withDeps(config, log, 'user', async (deps) => {
    const added = await addUser(deps, { email, roles, ...name });
    if (added.state === 'already_staff')
      throw new OperatorError('Somebody with this address is on the staff already.');
    say(`Give this link to the person; it works once: ${added.link}`);
    return DONE;
  });
}
