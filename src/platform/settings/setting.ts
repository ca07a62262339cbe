/** A setting of the installation: typed, with a default, listed in `docs/reference/settings.md`. */
import type { Static, TSchema } from 'typebox';

export interface SettingSpec {
  /** `{module}.{name}`. */
  key: string;
  schema: TSchema;
  default: unknown;
  summary: string;
}

/** A setting whose value the compiler knows; fits wherever a `SettingSpec` is asked. */
export interface Setting<S extends TSchema = TSchema> extends SettingSpec {
  schema: S;
  default: Static<S>;
}

/** Declares a setting: `defineSetting({ key, schema: Type.Boolean(), default: true, summary })`. */
export function defineSetting<S extends TSchema>(spec: Setting<S>): Setting<S> {
  return spec;
}
