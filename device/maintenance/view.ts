import type { StaffTrouble } from '../staff/contract.ts';
import type { CassettePage } from './cassette-page.ts';
import type { CreditsPage } from './credits-page.ts';
import type { DevicePage, DevicesPage, DeviceTestPage } from './devices-page.ts';
import type { DoubtsPage } from './doubts-page.ts';
import type { LogPage } from './log-page.ts';
import type { MachinePage } from './machine-page.ts';
import type { NewRollPage } from './new-roll.ts';
import type { StuckNotePage } from './stuck-note.ts';
import type { TodayPage } from './today.ts';

/** Why the PIN before was refused. `untilMs`: Unix time in milliseconds. */
export type PinTrouble = StaffTrouble | { readonly kind: 'not-answered' };

/** `typed`: number of digits. The digits never leave the kiosk's process. */
export type PinPage = { readonly page: 'pin'; readonly typed: number; readonly trouble: PinTrouble | null };

/** Page for staff. A page with `tab` shows the tabs. The other pages are the sign-in, a part of a tab, or a guided job. */
export type MaintenancePage =
  | PinPage
  | { readonly page: 'checking-pin' }
  | { readonly page: 'opening' }
  | { readonly page: 'not-recorded' }
  | TodayPage
  | NewRollPage
  | CassettePage
  | StuckNotePage
  | DoubtsPage
  | CreditsPage
  | DevicesPage
  | DevicePage
  | DeviceTestPage
  | MachinePage
  | LogPage;

export type PageAfterSignIn = Exclude<
  MaintenancePage,
  { readonly page: 'pin' | 'checking-pin' | 'opening' | 'not-recorded' }
>;
