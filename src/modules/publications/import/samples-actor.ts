/** Who puts the samples in, as the audit names it. A file of the same name as a sample takes its place. */
export const SAMPLES = 'samples';
export const SAMPLES_ACTOR = `system:${SAMPLES}`;
