/** After a change: one line that says what was done, from a code in the address. */
import type { VNode } from 'preact';
import type { MessageKey, Translate } from '../../../platform/i18n/translate.ts';
import { Notice } from '../../../ui/layout/notice.tsx';

const DONE = {
  invitacion: 'accounts.done.invited',
  reenviada: 'accounts.done.resent',
  retirada: 'accounts.done.withdrawn',
  roles: 'accounts.done.roles',
  desactivada: 'accounts.done.disabled',
  activada: 'accounts.done.enabled',
  'sin-factor': 'accounts.done.factor_removed',
  contrasena: 'accounts.done.password',
  sesiones: 'accounts.done.sessions',
  codigos: 'accounts.done.codes',
  'factor-quitado': 'accounts.done.factor_ended',
  guardado: 'accounts.done.saved',
  publicado: 'accounts.done.published',
  'sin-cambio': 'accounts.done.unchanged',
  reintento: 'accounts.done.retried',
  llave: 'accounts.done.key',
  'nueva-contrasena': 'accounts.done.reset',
} as const satisfies Record<string, MessageKey>;

export type DoneCode = keyof typeof DONE;

/** Where a change leads back to, with the word that it was made. */
export function doneHref(path: string, code: DoneCode): string {
  return `${path}?listo=${code}`;
}

/** @param code of the address; anything unknown shows nothing */
export function Done({ t, code }: { t: Translate; code: string | null }): VNode | null {
  if (code === null || !Object.hasOwn(DONE, code)) return null;
  return <Notice t={t} kind="success" title={t(DONE[code as DoneCode])} />;
}
