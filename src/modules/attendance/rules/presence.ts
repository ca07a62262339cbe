/** Minutes of presence. Pure. */

/** Of the server's clock, in minutes since 1970: two signs in one of them count once. */
export function minuteOf(at: Temporal.Instant): number {
  return Math.floor(at.epochMilliseconds / 60_000);
}

/** Different browsers that may follow one person's link: people change phones; a link in a group chat is another thing. */
export const MOST_BROWSERS = 3;
