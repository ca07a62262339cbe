import type { ComponentChildren, VNode } from 'preact';

export function Disclosure({
  summary,
  open,
  children,
}: {
  summary: string;
  open?: boolean | undefined;
  children: ComponentChildren;
}): VNode {
  return (
    <details class="disclosure" open={open === true}>
      <summary>{summary}</summary>
      <div class="disclosure-body">{typeof children === 'string' ? <p>{children}</p> : children}</div>
    </details>
  );
}
