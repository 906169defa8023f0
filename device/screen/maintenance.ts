export type { CassettePage } from '../maintenance/cassette-page.ts';
export type { CreditsPage } from '../maintenance/credits-page.ts';
export type { MaintenanceTouch } from '../maintenance/desk.ts';
export type {
  DeviceTestFinding,
  DeviceTestOutcome,
  DeviceTestQuestion,
  DeviceTestStage,
} from '../maintenance/devices/contract.ts';
export type { DeviceRow } from '../maintenance/devices/device-book.ts';
export type { DevicePage, DevicesPage, DeviceTestPage } from '../maintenance/devices-page.ts';
export type { DoubtsPage } from '../maintenance/doubts-page.ts';
export type { LogPage } from '../maintenance/log-page.ts';
export type { MachinePage } from '../maintenance/machine-page.ts';
export type { ListPage } from '../maintenance/row-pages.ts';
export type { StuckNotePage } from '../maintenance/stuck-note.ts';
export type {
  DeviceStateAndTrouble,
  PaperRollForecast,
  SoftwareAndCertificateAges,
  TodayPage,
} from '../maintenance/today.ts';
export type { MaintenancePage, PageAfterSignIn, PinTrouble } from '../maintenance/view.ts';
