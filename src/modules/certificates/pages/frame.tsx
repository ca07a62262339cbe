/** Around the pages of the tab: where one is, and what was just done. */
import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey } from '../../../platform/i18n/translate.ts';
import { Notice } from '../../../ui/layout/notice.tsx';
import { EditionFrame } from '../../events/index.ts';
import { type CertificateDesk, hrefOf, TAB } from './desk.ts';

export interface CertificateFrameProps {
  at: CertificateDesk;
  title: string;
  lead?: ComponentChildren;
  actions?: ComponentChildren;
  tags?: ComponentChildren;
  /** The tab's own page; the others lead back to it. */
  isTop?: boolean;
  children: ComponentChildren;
}

export function CertificateFrame(props: CertificateFrameProps): VNode {
  const { at, title, lead, actions, tags, isTop = false, children } = props;
  const { t } = at.desk;
  return (
    <EditionFrame
      desk={at.desk}
      part={{ added: TAB }}
      title={title}
      lead={lead}
      actions={actions}
      tags={tags}
      tabs={isTop}
      trail={isTop ? [] : [{ href: hrefOf(at), label: t('certificates.tab') }]}
    >
      <DoneNotice at={at} />
      {children}
    </EditionFrame>
  );
}

/** Unknown codes say nothing. */
function DoneNotice({ at: { desk, done = '' } }: { at: CertificateDesk }): VNode | null {
  const { t } = desk;
  const key = `certificates.done.${done}`;
  if (isMessageKey(key)) return <Notice t={t} kind="success" title={t(key)} />;
  const not = `certificates.refused.${done}`;
  return isMessageKey(not) ? <Notice t={t} kind="warning" title={t(not)} /> : null;
}
