/** A certificate made out to nobody, to look at. */
import type { Deps } from '../../platform/deps.ts';
import { translator } from '../../platform/i18n/translate.ts';
import { SAMPLE_CODE } from './rules/code.ts';
import type { Picture, Sheet } from './rules/sheet.ts';
import type { Design } from './rules/template.ts';
import { sheetOf } from './sheets.ts';
import type { Kind } from './tables.ts';

interface Sample {
  issuer: string;
  edition: { title: string; timezone: string; starts_at: Temporal.Instant; ends_at: Temporal.Instant };
  design: Design;
  pictures: ReadonlyMap<string, Picture>;
}

/** About as long as a real proof, and none. */
const NO_PROOF = 'muestra'.repeat(32);

export function sampleSheet(kind: Kind, { issuer, edition, design, pictures }: Sample, deps: Deps): Sheet {
  const t = translator(design.language);
  const day = (at: Temporal.Instant) => at.toZonedDateTimeISO(edition.timezone).toPlainDate().toString();
  const facts = {
    name: t('certificates.sample.name'),
    edition: edition.title,
    issuer,
    role: kind === 'attendance' ? '' : t(`certificates.role.${kind}`),
    starts: day(edition.starts_at),
    ends: day(edition.ends_at.subtract({ seconds: 1 })),
    issued: day(deps.now()),
    sessions: 6,
    minutes: 450,
  };
  const printed = { code: SAMPLE_CODE, facts, proof: NO_PROOF, issuedAt: deps.now() };
  return sheetOf(printed, design, pictures, deps.config.baseUrl);
}
