/** The module's own style sheet, on the few pages that need it. */
import type { VNode } from 'preact';
import type { Ctx } from '../../../platform/http/route.ts';

/** @param isHidden from search engines */
export function stylesOf(ctx: Pick<Ctx, 'asset'>, isHidden = false): VNode {
  return (
    <>
      <link rel="stylesheet" href={ctx.asset('certificates.css')} />
      {isHidden ? <meta name="robots" content="noindex" /> : null}
    </>
  );
}
