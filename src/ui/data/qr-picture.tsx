/* oxlint-disable jsx-a11y/prefer-tag-over-role -- an inline drawing is named by its role */
import type { VNode } from 'preact';
import { drawQr, type QrLevel } from './qr.ts';

/** Modules of white around, as the standard asks. */
const QUIET = 4;

export interface QrPictureProps {
  text: string;
  /** What it is, for who listens. */
  label: string;
  level?: QrLevel;
}

/** Dark on white whatever the page's colours are: some telephones read nothing else. */
export function QrPicture({ text, label, level }: QrPictureProps): VNode {
  const { side, path } = drawQr(text, level);
  const box = side + 2 * QUIET;
  return (
    <svg
      class="qr"
      viewBox={`-${QUIET} -${QUIET} ${box} ${box}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect x={-QUIET} y={-QUIET} width={box} height={box} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
