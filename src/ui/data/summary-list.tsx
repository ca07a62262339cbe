import type { ComponentChildren, VNode } from 'preact';
import { SafeLink } from '../controls/safe-link.tsx';
import { VisuallyHidden } from '../layout/section.tsx';

export interface SummaryRow {
  label: string;
  value: ComponentChildren;
  action?: { href: string; label: string } | undefined;
}

export interface SummaryListProps {
  rows: readonly SummaryRow[];
  /** `facts`: side by side in blocks, for the key facts under a page heading. */
  look?: 'rows' | 'facts' | undefined;
}

export function SummaryList({ rows, look = 'rows' }: SummaryListProps): VNode {
  return (
    <dl class={look === 'facts' ? 'facts' : 'summary-list'}>
      {rows.map((row) => (
        <div>
          <dt>{row.label}</dt>
          <dd>{row.value}</dd>
          {row.action ? (
            <dd class="summary-action">
              <SafeLink href={row.action.href}>
                {row.action.label} <VisuallyHidden>{row.label}</VisuallyHidden>
              </SafeLink>
            </dd>
          ) : null}
        </div>
      ))}
    </dl>
  );
}
