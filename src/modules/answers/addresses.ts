/** Paths of the module, without host. */
const PROPOSALS = '/propuestas';

/** The ledger of silence. */
export const LEDGER = `${PROPOSALS}/respuestas`;
export const LEDGER_CSV = `${LEDGER}.csv`;
export const answersPath = (number: number): string => `${PROPOSALS}/${number}/respuestas`;
/** A paper that proves a delivery, when everybody may see it. @param id of the delivery */
export const paperPath = (id: string): string => `${LEDGER}/constancias/${id}`;
/** For an institution, through its signed link. */
export const replyPath = (token: string): string => `${PROPOSALS}/responder/${token}`;
export const OFFICE_ASKS = '/admin/respuestas';
export const officeAskPath = (id: string): string => `${OFFICE_ASKS}/${id}`;
export const officePaperPath = (id: string): string => `${OFFICE_ASKS}/constancias/${id}`;
/** Whose account speaks for which institution. */
export const OFFICE_ACCOUNTS = `${OFFICE_ASKS}/cuentas`;
/** The form that puts a proposal to an institution. */
export const newAskPath = (number: number): string => `${OFFICE_ASKS}/propuesta/${number}`;
/** The same for the institution that an answer names. */
export const referredAskPath = (number: number, answer: { id: string; referred_to: string }): string =>
  `${newAskPath(number)}?${new URLSearchParams({ desde: answer.id, q: answer.referred_to }).toString()}`;
/** For the account of an institution: what it was asked. */
export const OWN_ASKS = '/admin/preguntas';
export const ownAskPath = (id: string): string => `${OWN_ASKS}/${id}`;
