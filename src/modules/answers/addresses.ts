/** Paths of the module, without host. */
const PROPOSALS = '/propuestas';

/** The ledger of silence. */
export const LEDGER = `${PROPOSALS}/respuestas`;
export const LEDGER_CSV = `${LEDGER}.csv`;
export const answersPath = (number: number): string => `${PROPOSALS}/${number}/respuestas`;
/** For an institution, through its signed link. */
export const replyPath = (token: string): string => `${PROPOSALS}/responder/${token}`;
export const OFFICE_ASKS = '/admin/respuestas';
export const officeAskPath = (id: string): string => `${OFFICE_ASKS}/${id}`;
/** The form that puts a proposal to an institution. */
export const newAskPath = (number: number): string => `${OFFICE_ASKS}/propuesta/${number}`;
