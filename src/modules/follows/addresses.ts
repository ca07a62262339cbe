/** Paths of the module, without host. */
const PROPOSALS = '/propuestas';

/** Where one follows a proposal, and what is said after it. */
export const FOLLOW_PROPOSAL = `${PROPOSALS}/:number/seguir`;
export const followPath = (number: number): string => `${PROPOSALS}/${number}/seguir`;
export const followAskedPath = (number: number): string => `${followPath(number)}/recibido`;

const FOLLOWS = '/seguimiento';
export const OWN_FOLLOW = `${FOLLOWS}/:token`;
/** One's own, through the secret link of each mail. */
export const ownFollowPath = (token: string): string => `${FOLLOWS}/${token}`;
