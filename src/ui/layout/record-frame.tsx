/** What the pages of one record in the back office have around them. */
import type { ComponentChildren, VNode } from 'preact';
import { isMessageKey, type Translate } from '../../platform/i18n/translate.ts';
import { SafeLink } from '../controls/safe-link.tsx';
import { TagRow } from '../data/tag.tsx';
import { Notice } from './notice.tsx';
import { Breadcrumbs, type Crumb, PageHeading } from './page-heading.tsx';

/** Keys of what a code may mean: the code comes from the address, so that there may be no such key. */
export interface ToldKeys {
  done: string;
  refused: string;
}

/** What was just done, or why not: said once after the redirect. Unknown codes say nothing. */
export function Told({ t, told: { done, refused } }: { t: Translate; told: ToldKeys }): VNode | null {
  if (isMessageKey(done)) return <Notice t={t} kind="success" title={t(done)} />;
  return isMessageKey(refused) ? <Notice t={t} kind="warning" title={t(refused)} /> : null;
}

export interface RecordFrameProps {
  t: Translate;
  /** The list that the record stands in. */
  list: Crumb;
  record: { href: string; title: string; eyebrow: string };
  /** Its state. */
  tag: VNode;
  /** Its public page, its past; what is undefined is left out. */
  links: readonly ({ href: string; label: string } | undefined)[];
  told: ToldKeys;
  /** Of a page below its own. */
  title?: string | undefined;
  lead?: string | undefined;
  /** Pages between the record and this one. */
  between?: readonly Crumb[] | undefined;
  children: ComponentChildren;
}

export function RecordFrame(props: RecordFrameProps): VNode {
  const { t, list, record, title, between = [], links } = props;
  const trail: Crumb[] = title
    ? [{ href: record.href, label: record.title }, ...between, { label: title }]
    : [{ label: record.title }];
  return (
    <>
      <Breadcrumbs t={t} items={[list, ...trail]} />
      <PageHeading
        eyebrow={title ? record.title : record.eyebrow}
        title={title ?? record.title}
        lead={props.lead}
      >
        <TagRow>
          {props.tag}
          {links.map((link) => (link ? <SafeLink href={link.href}>{link.label}</SafeLink> : null))}
        </TagRow>
      </PageHeading>
      <Told t={t} told={props.told} />
      {props.children}
    </>
  );
}
