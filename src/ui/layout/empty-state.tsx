import type { ComponentChildren, VNode } from 'preact';

export interface EmptyStateProps {
  title: string;
  /** What will be here. */
  children: ComponentChildren;
  /** What to do now: a `<Button>` or a link. */
  action?: ComponentChildren;
  level?: 2 | 3 | undefined;
}

export function EmptyState({ title, children, action, level = 2 }: EmptyStateProps): VNode {
  const Heading = level === 2 ? 'h2' : 'h3';
  return (
    <div class="empty-state">
      <Heading>{title}</Heading>
      {typeof children === 'string' ? <p>{children}</p> : children}
      {action ? <div class="button-row">{action}</div> : null}
    </div>
  );
}
