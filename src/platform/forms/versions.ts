/** Two people at one record: which version a form was drawn from, and whose value stays. */
import type { Submission } from '../http/route.ts';
import type { RawValues } from './read.ts';

/** The version of the record that the form was drawn from; 0 when it says none. */
export function versionOf(submission: Submission): number {
  const text = submission.fields.get('version')?.[0] ?? '';
  return /^\d{1,9}$/.test(text) ? Number(text) : 0;
}

/** After the page that shows both values: where the person keeps the other one's, that stands in for what they typed. */
export function keepTheirs(submission: Submission, theirs: RawValues): Submission {
  const fields = new Map(submission.fields);
  for (const [name, [choice]] of submission.fields) {
    if (!name.startsWith('keep.') || choice !== 'theirs') continue;
    const field = name.slice('keep.'.length);
    const value = theirs.get(field);
    if (value) fields.set(field, value);
    else fields.delete(field);
  }
  return { ...submission, fields };
}
