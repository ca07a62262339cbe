/** Which version of the program this is, e.g. `0.1.0`. */
import about from '../../package.json' with { type: 'json' };

export const PROGRAM_VERSION: string = about.version;
