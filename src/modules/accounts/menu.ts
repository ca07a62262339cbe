/** What of accounts stands in the menu of the back office. */
import type { MenuEntry } from '../../platform/module.ts';

export const OFFICE_MENU: readonly MenuEntry[] = [
  { href: '/admin', label: 'office.menu.home', policy: 'signed_in', order: 0 },
  { href: '/admin/personal', label: 'office.menu.staff', policy: 'accounts.manage_staff', order: 80 },
  {
    href: '/admin/organizacion',
    label: 'office.menu.organisation',
    policy: 'accounts.manage_organisation',
    order: 82,
  },
  { href: '/admin/correos', label: 'office.menu.mails', policy: 'accounts.read_mails', order: 84 },
  { href: '/admin/actividad', label: 'office.menu.activity', policy: 'accounts.read_activity', order: 86 },
  { href: '/admin/llave', label: 'office.menu.key', policy: 'accounts.confirm_key', order: 88 },
  { href: '/admin/cuenta', label: 'office.menu.account', policy: 'signed_in', order: 90 },
];
