/** Paths of the module, without host. */
import { pastPath } from '../../platform/history/paths.ts';

const part = encodeURIComponent;

export const PROJECTS = '/propuestas/proyectos';
export const PROJECTS_CSV = `${PROJECTS}.csv`;
export const PROJECTS_FEED = `${PROJECTS}/feed.xml`;
export const PROJECTS_API = '/api/v1/projects';
export const OFFICE_PROJECTS = '/admin/proyectos';
export const NEW_PROJECT = `${OFFICE_PROJECTS}/nuevo`;

export const projectPath = (slug: string): string => `${PROJECTS}/${part(slug)}`;
/** Where one milestone stands on its project's page. */
export const milestonePath = (slug: string, id: string): string => `${projectPath(slug)}#hito-${id}`;
/** The form for a project that comes from a proposal. */
export const newProjectPath = (number: number): string => `${NEW_PROJECT}?propuesta=${number}`;
export const officeProjectPath = (id: string): string => `${OFFICE_PROJECTS}/${id}`;
export const officeMilestonePath = (projectId: string, id: string): string =>
  `${officeProjectPath(projectId)}/hitos/${id}`;

/** The versions of a milestone. */
export const milestoneHistoryPath = (id: string): string => pastPath('hito', id);
/** The versions of a project. */
export const historyPath = (id: string): string => pastPath('proyecto', id);
