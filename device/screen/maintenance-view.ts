import type { MaintenanceSnapshot } from '../maintenance/maintenance.machine.ts';
import type { MaintenancePage } from '../maintenance/view.ts';
import type { AlternativePlaces, MaintenanceView } from './screen.ts';
import type { KioskSnapshot } from './to-screen.ts';

export function maintenanceView(
  kiosk: KioskSnapshot,
  kioskId: string,
  elsewhere: AlternativePlaces | null,
): MaintenanceView {
  const maintenance = kiosk.children['maintenance']?.getSnapshot() as MaintenanceSnapshot | undefined;
  const badge = maintenance?.context.staff?.badge ?? null;
  return { show: 'maintaining', kiosk: kioskId, badge, content: pageOf(maintenance), elsewhere };
}

export const maintenanceStepOf = (content: MaintenancePage): string =>
  `maintaining-${content.page}${'step' in content ? `-${content.step}` : ''}`;

function pageOf(maintenance: MaintenanceSnapshot | undefined): MaintenancePage {
  if (maintenance?.matches('pin')) {
    const { typed, trouble } = maintenance.context;
    return { page: 'pin', typed: typed.length, trouble };
  }
  if (maintenance?.matches('checking')) return { page: 'checking-pin' };
  if (maintenance?.matches('unrecorded')) return { page: 'not-recorded' };
  return maintenance?.context.page ?? { page: 'opening' };
}
