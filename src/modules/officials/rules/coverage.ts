/** How much we know of who holds the posts of an institution: what is known of what is expected, and what is missing. Pure. */

export interface PostCoverage {
  institutionId: string;
  postId: string;
  label: string;
  /** Stated by a source. */
  seats: number;
  /** People who hold it as far as is known: no source says that it is over. */
  now: number;
  /** The latest year of which something is recorded, and how many people of that year. */
  year: number | null;
  then: number;
}

export interface Coverage {
  known: number;
  seats: number;
  /** Posts of which somebody is missing. */
  missing: { label: string; count: number }[];
}

/** Of all posts given. More people than seats: of some nobody wrote until when, and no more than the seats count. */
export function coverageIn(posts: readonly Pick<PostCoverage, 'label' | 'seats' | 'now'>[]): Coverage {
  const known = (one: { seats: number; now: number }) => Math.min(one.now, one.seats);
  return {
    known: posts.reduce((sum, one) => sum + known(one), 0),
    seats: posts.reduce((sum, one) => sum + one.seats, 0),
    missing: posts
      .filter((one) => known(one) < one.seats)
      .map((one) => ({ label: one.label, count: one.seats - known(one) })),
  };
}
