/** Kinds of certificates as the addresses name them. */
import type { Kind } from '../tables.ts';

const PATHS: Record<Kind, string> = {
  attendance: 'asistencia',
  speaker: 'ponencia',
  organiser: 'organizacion',
};

export const kindPath = (kind: Kind): string => PATHS[kind];

export function kindOf(path: string | undefined): Kind | undefined {
  return (Object.keys(PATHS) as Kind[]).find((kind) => PATHS[kind] === path);
}

/** `Nombre | función`, one a line; the part after the bar may be missing. Empty lines are passed over. */
export function readNamed(text: string): { name: string; role: string | undefined }[] {
  return text.split('\n').flatMap((line) => {
    const [name = '', role = ''] = line.split('|').map((part) => part.replaceAll(/\s+/g, ' ').trim());
    return name ? [{ name, role: role || undefined }] : [];
  });
}
