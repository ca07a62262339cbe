/** Public paths of the module, without host. */
import { editionPath } from '../events/index.ts';

/** One person's survey, by their ticket. */
export function ticketPath(token: string): string {
  return `/encuesta/${token}`;
}

/** The same for everybody, where the organiser wants that. */
export function openSurveyPath(slug: string): string {
  return `${editionPath(slug)}/encuesta`;
}
