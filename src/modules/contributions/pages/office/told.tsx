/** What was just done, or why not: said once after the redirect. Unknown codes say nothing. */
import type { VNode } from 'preact';
import { isMessageKey, type Translate } from '../../../../platform/i18n/translate.ts';
import { Notice } from '../../../../ui/layout/notice.tsx';

export function Told({ t, code = '' }: { t: Translate; code?: string | undefined }): VNode | null {
  const done = `contributions.done.${code}`;
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  const refused = `contributions.refused.${code}`;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}
