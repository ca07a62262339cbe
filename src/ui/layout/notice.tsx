import type { ComponentChildren, VNode } from 'preact';
import type { Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import type { NoticeKind } from '../tone.ts';
import type { ShellNotice } from './shell.ts';

export interface NoticeProps {
  t: Translate;
  kind: NoticeKind;
  /** Without one, the kind in words stands there: colour alone says nothing. */
  title?: string | undefined;
  children?: ComponentChildren;
}

/** Something the reader must know now. What went wrong interrupts a screen reader, the rest waits its turn. */
export function Notice({ t, kind, title, children }: NoticeProps): VNode {
  return (
    <div class={`notice tone-${kind}`} role={kind === 'danger' ? 'alert' : 'status'}>
      <p class="notice-title">{title ?? t(`ui.notice.${kind}`)}</p>
      {children ? <div class="notice-body">{children}</div> : null}
    </div>
  );
}

export function ShellNotices({
  notices,
  t,
}: {
  notices: readonly ShellNotice[] | undefined;
  t: Translate;
}): VNode | null {
  if (!notices || notices.length === 0) return null;
  return (
    <div class="shell-notices">
      {notices.map((notice) => (
        <Notice t={t} kind={notice.kind}>
          <p>
            {notice.text}
            {notice.link ? (
              <>
                {' '}
                <SafeLink href={notice.link.href}>{notice.link.label}</SafeLink>
              </>
            ) : null}
          </p>
        </Notice>
      ))}
    </div>
  );
}
