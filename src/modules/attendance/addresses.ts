/** Public paths of the module, without host. */

/** One person's page of the rooms. */
export function roomPath(token: string): string {
  return `/sala/${token}`;
}
