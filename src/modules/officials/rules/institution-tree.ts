/** Institutions as a tree. Pure. */

export interface TreeNode<Row> {
  row: Row;
  below: TreeNode<Row>[];
}

/**
 * @param rows in the order in which they stand side by side
 * @returns those that have none above among the rows; whatever would be a circle stands at the top
 */
export function treeOf<Row extends { id: string; parent_id: string | null }>(
  rows: readonly Row[],
): TreeNode<Row>[] {
  const byId = new Map(rows.map((row): [string, TreeNode<Row>] => [row.id, { row, below: [] }]));
  const top: TreeNode<Row>[] = [];
  for (const node of byId.values()) {
    const above = node.row.parent_id === null ? undefined : byId.get(node.row.parent_id);
    if (above && !isBelow(node.row.id, above.row, byId)) above.below.push(node);
    else top.push(node);
  }
  return top;
}

function isBelow<Row extends { id: string; parent_id: string | null }>(
  id: string,
  row: Row,
  byId: ReadonlyMap<string, TreeNode<Row>>,
): boolean {
  const seen = new Set<string>();
  for (let at: Row | undefined = row; at && !seen.has(at.id); at = byId.get(at.parent_id ?? '')?.row) {
    if (at.id === id) return true;
    seen.add(at.id);
  }
  return false;
}
