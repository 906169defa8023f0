export type { CassettePage } from '../maintenance/cassette-page.ts';
export type { MaintenanceTouch } from '../maintenance/desk.ts';
export type { TestFinding, TestId, TestOutcome, TestQuestion, TestStage } from '../maintenance/devices/contract.ts';
export type { DeviceRow } from '../maintenance/devices/device-book.ts';
export type { DevicePage, DevicesPage, DeviceTestPage } from '../maintenance/devices/devices-page.ts';
export type { LogPage } from '../maintenance/machine/log-page.ts';
export type { MachinePage } from '../maintenance/machine/machine-page.ts';
export type { Ages, DeviceSign, StockForecast, TodayPage } from '../maintenance/today.ts';
export type { DeskPage, MaintenancePage, PinTrouble } from '../maintenance/view.ts';
