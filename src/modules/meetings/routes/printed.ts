/** What is printed speaks the language that is asked for, whatever the desk speaks. */
import type { Deps } from '../../../platform/deps.ts';
import type { Ctx } from '../../../platform/http/route.ts';
import { isLang, type Lang, type Translate, translator } from '../../../platform/i18n/translate.ts';
import { readOrganisation } from '../../../platform/settings/organisation.ts';

export interface Printed {
  t: Translate;
  lang: Lang;
  organization: string;
}

/** `?idioma=`; not `?lang=`, which would change the desk. */
export async function printedIn(deps: Deps, ctx: Ctx): Promise<Printed> {
  const asked = ctx.query.get('idioma');
  const lang = isLang(asked) ? asked : ctx.lang;
  return { t: translator(lang), lang, organization: (await readOrganisation(deps.db)).name };
}
