/** The org chart: lists within lists, which the sheet draws as a tree. Read aloud it is what it is: a list. */
import type { VNode } from 'preact';
import { SafeLink } from '../../../ui/controls/safe-link.tsx';
import { institutionPath } from '../addresses.ts';
import type { TreeRow } from '../queries/institutions.ts';
import type { TreeNode } from '../rules/institution-tree.ts';

/** Sheet of the pages of institutions. */
export const INSTITUTION_STYLES = 'institutions.css';

type ChartRow = Pick<TreeRow, 'id' | 'slug' | 'name' | 'kind'>;

export function OrgChart({
  nodes,
  current,
  wide = false,
}: {
  nodes: readonly TreeNode<ChartRow>[];
  /** Id of the one whose page it is: no link. */
  current?: string | undefined;
  /** Those at the top side by side where there is room. */
  wide?: boolean;
}): VNode {
  return (
    <ul class={wide ? 'org-chart org-chart-wide' : 'org-chart'}>
      {nodes.map((node) => (
        <OrgNode node={node} current={current} />
      ))}
    </ul>
  );
}

function OrgNode({ node, current }: { node: TreeNode<ChartRow>; current: string | undefined }): VNode {
  const { row, below } = node;
  return (
    <li>
      <div class="org-node">
        {row.id === current ? (
          <strong aria-current="page">{row.name}</strong>
        ) : (
          <SafeLink href={institutionPath(row.slug)}>{row.name}</SafeLink>
        )}
        {row.kind ? <span class="org-kind">{row.kind}</span> : null}
      </div>
      {below.length > 0 ? (
        <ul>
          {below.map((one) => (
            <OrgNode node={one} current={current} />
          ))}
        </ul>
      ) : null}
    </li>
  );
}
