/** Kinds of records of the module, as in links, history and search. */
export const PROJECT = 'project';
export const MILESTONE = 'project_milestone';
