/** Elements of the tree that becomes HTML: made, looked at, replaced from the leaves up. */
import type { Element, ElementContent, Properties, Root, RootContent } from 'hast';

export type Content = ElementContent;

export function el(tagName: string, properties: Properties, ...children: Content[]): Element {
  return { type: 'element', tagName, properties, children };
}

export function textNode(value: string): Content {
  return { type: 'text', value };
}

export function isElement(node: RootContent | Content | undefined, ...names: string[]): node is Element {
  return node?.type === 'element' && (names.length === 0 || names.includes(node.tagName));
}

/** What is written in it, as one run of letters. */
export function textOf(node: Root | RootContent | Content): string {
  if (node.type === 'text') return node.value;
  return 'children' in node ? node.children.map(textOf).join('') : '';
}

/** Replaces each element by what `change` makes of it, innermost first. The tree itself is changed. */
export function replaceElements(
  node: Root | Element,
  change: (element: Element) => Content | readonly Content[],
): void {
  node.children = node.children.flatMap((child) => {
    if (child.type !== 'element') return [child as Content];
    replaceElements(child, change);
    return change(child);
  });
}

export function propertyOf(element: Element, name: string): string {
  const value = element.properties[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
}

export function isBlank(node: Content): boolean {
  return node.type === 'text' ? node.value.trim() === '' : isElement(node, 'br');
}
