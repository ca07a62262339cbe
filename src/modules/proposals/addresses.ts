/** Paths of the module, without host. */
import { pastPath } from '../../platform/history/paths.ts';

export const PROPOSALS = '/propuestas';
export const NEW_PROPOSAL = `${PROPOSALS}/nueva`;
/** What everybody who left an address sees after sending. */
export const RECEIVED = `${NEW_PROPOSAL}/recibida`;
/** "Send me my link again." */
export const ASK_LINK = `${NEW_PROPOSAL}/enlace`;
export const LINK_ASKED = `${ASK_LINK}/enviado`;
export const PROPOSALS_MAP = `${PROPOSALS}/mapa`;
export const PROPOSALS_CSV = `${PROPOSALS}/datos.csv`;
export const PROPOSALS_JSON = `${PROPOSALS}/datos.json`;
export const PROPOSALS_FEED = `${PROPOSALS}/feed.xml`;
export const LEDGER = `${PROPOSALS}/moderacion`;
export const OFFICE_PROPOSALS = '/admin/propuestas';
/** Public ones of which something waits. */
export const OFFICE_TO_SEE = `${OFFICE_PROPOSALS}/por-ver`;
export const OFFICE_SETTINGS = `${OFFICE_PROPOSALS}/ajustes`;
export const PROPOSALS_API = '/api/v1/proposals';

export const proposalPath = (number: number): string => `${PROPOSALS}/${number}`;

/** What happens to it, as Atom. */
export const newsFeedPath = (number: number): string => `${proposalPath(number)}/feed.xml`;

/** Where a support is sent to, and what is said after it. */
export const supportPath = (number: number): string => `${proposalPath(number)}/apoyos`;
export const supportedPath = (number: number): string => `${supportPath(number)}/recibido`;
export const supportCountsPath = (number: number): string => `${proposalPath(number)}/apoyos.json`;
/** Saying that something is wrong with it, and what is said after it. */
export const flagPath = (number: number): string => `${proposalPath(number)}/avisar`;
export const flaggedPath = (number: number): string => `${flagPath(number)}/recibido`;
/** One's own support, through the secret link. */
export const ownSupportPath = (token: string): string => `${PROPOSALS}/apoyo/${token}`;

/** A draft, through its secret link. */
export const draftPath = (token: string): string => `${PROPOSALS}/borrador/${token}`;

/** One's own proposal, through the secret link. */
export const ownPath = (token: string): string => `${PROPOSALS}/propia/${token}`;

export const officeProposalPath = (number: number): string => `${OFFICE_PROPOSALS}/${number}`;

/** Who it is from. */
export const officeAuthorsPath = (number: number): string => `${officeProposalPath(number)}/autores`;

export const officeSupportsPath = (number: number): string => `${officeProposalPath(number)}/apoyos`;

/** The versions of a proposal. @param id of the row */
export const historyPath = (id: string): string => pastPath('propuesta', id);
