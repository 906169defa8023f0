/* What the pages for staff know of the maintenance. */

export type { CassettePage } from '../maintenance/cassette-page.ts';
export type { MaintenanceTouch } from '../maintenance/desk.ts';
export type { Ages, DeviceSign, StockForecast, TodayPage } from '../maintenance/today.ts';
export type { DeskPage, MaintenancePage, PinTrouble } from '../maintenance/view.ts';
